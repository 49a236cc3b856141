import GRDB

/// The history of the schema: append only, each step with its reason.
enum Migrations {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 chats, messages, events, queue") { db in
      try db.execute(sql: first)
    }
    return migrator
  }

  /// Times are ISO 8601 UTC in what people read, milliseconds since 1970 where only we look.
  private static let first = """
    -- One row a chat. `state` is the whole Chat as JSON: the next turn needs it and nothing else;
    -- the columns beside it are for those who look in with SQL, and for indexes.
    CREATE TABLE chats (
      id TEXT PRIMARY KEY NOT NULL,
      customer TEXT,
      language TEXT NOT NULL,
      owner TEXT NOT NULL,
      epoch INTEGER NOT NULL,
      last_seq INTEGER NOT NULL,
      seen_seq INTEGER NOT NULL DEFAULT 0,
      opened_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      closed_at TEXT,
      versions TEXT,
      state TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX chats_with_people ON chats (owner) WHERE owner NOT IN ('bot', 'nobody');
    CREATE INDEX chats_by_customer ON chats (customer) WHERE customer IS NOT NULL;
    -- Which older rules are still needed.
    CREATE INDEX chats_in_dialogs ON chats (versions) WHERE versions IS NOT NULL;

    -- What was said. `sender` and `message_id` are the client's own key: a repeat is answered, not
    -- said twice.
    CREATE TABLE messages (
      chat_id TEXT NOT NULL REFERENCES chats (id),
      seq INTEGER NOT NULL,
      turn INTEGER NOT NULL,
      at TEXT NOT NULL,
      speaker TEXT NOT NULL CHECK (speaker IN ('customer', 'bot', 'agent', 'system')),
      name TEXT,
      text TEXT NOT NULL,
      buttons TEXT,
      intent TEXT,
      kind TEXT,
      sender TEXT,
      message_id TEXT,
      PRIMARY KEY (chat_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX messages_by_client_id ON messages (chat_id, sender, message_id)
      WHERE message_id IS NOT NULL;

    CREATE TABLE notes (
      id INTEGER PRIMARY KEY,
      chat_id TEXT NOT NULL REFERENCES chats (id),
      after_seq INTEGER NOT NULL,
      at TEXT NOT NULL,
      agent TEXT NOT NULL,
      text TEXT NOT NULL,
      message_id TEXT NOT NULL,
      UNIQUE (chat_id, agent, message_id)
    ) STRICT;

    -- Why each turn went as it did.
    CREATE TABLE turns (
      chat_id TEXT NOT NULL REFERENCES chats (id),
      turn INTEGER NOT NULL,
      at TEXT NOT NULL,
      first_seq INTEGER,
      last_seq INTEGER,
      event TEXT NOT NULL,
      version TEXT NOT NULL,
      trace TEXT NOT NULL,
      PRIMARY KEY (chat_id, turn)
    ) STRICT, WITHOUT ROWID;

    -- What subscribers are told, in commit order. AUTOINCREMENT: a cursor is never reused, even
    -- when old events have been deleted. audience: 0 = customers and all, 1 = the desk.
    CREATE TABLE events (
      cursor INTEGER PRIMARY KEY AUTOINCREMENT,
      chat_id TEXT NOT NULL,
      audience INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE timers (
      chat_id TEXT NOT NULL REFERENCES chats (id),
      kind TEXT NOT NULL,
      fire_at INTEGER NOT NULL,
      PRIMARY KEY (chat_id, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_by_time ON timers (fire_at);

    -- Backend calls that are out; at most one a chat.
    CREATE TABLE calls (
      key TEXT PRIMARY KEY NOT NULL,
      chat_id TEXT NOT NULL UNIQUE REFERENCES chats (id),
      function TEXT NOT NULL,
      arguments TEXT NOT NULL,
      deadline INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE agents (
      name TEXT PRIMARY KEY NOT NULL,
      state TEXT NOT NULL DEFAULT 'available',
      capacity INTEGER NOT NULL DEFAULT 5,
      skills TEXT NOT NULL DEFAULT '[]',
      token_hash TEXT,
      revoked_at TEXT
    ) STRICT, WITHOUT ROWID;

    -- Public: others read it with SQL. Columns are a contract.
    CREATE TABLE escalations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      chat_id TEXT NOT NULL REFERENCES chats (id),
      reason TEXT NOT NULL
        CHECK (reason IN ('unmatched', 'requested', 'policy', 'backend', 'abuse', 'timeout')),
      team TEXT NOT NULL,
      priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 5),
      language TEXT NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('waiting', 'claimed', 'resolved', 'cancelled')),
      summary TEXT NOT NULL,
      created_at TEXT NOT NULL,
      due_at TEXT NOT NULL,
      claimed_by TEXT,
      claimed_at TEXT,
      first_reply_at TEXT,
      resolved_at TEXT,
      outcome TEXT,
      label TEXT
    ) STRICT;
    -- One owner per chat, and so one open request for a person.
    CREATE UNIQUE INDEX escalations_open ON escalations (chat_id)
      WHERE status IN ('waiting', 'claimed');
    CREATE INDEX escalations_claimed ON escalations (claimed_at) WHERE claimed_at IS NOT NULL;

    -- The order of those who wait, apart from the public table: oldest first within priority, but
    -- one that was given back stands before all others.
    CREATE TABLE waiting (
      escalation INTEGER PRIMARY KEY REFERENCES escalations (id),
      priority INTEGER NOT NULL,
      rank INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX waiting_in_order ON waiting (priority, rank);

    -- The rules as they were, for `why` and for dialogs that finish under them.
    CREATE TABLE rules (
      version TEXT PRIMARY KEY NOT NULL,
      loaded_at TEXT NOT NULL,
      files BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
