import { MessageWindow } from "./message-window.js";

/** @typedef {{key: string, kind: "message" | "note" | "pending", item: any}} Entry */

/**
 * What the desk knows of one chat that the agent holds or looks at. Data only: it knows neither the
 * page nor the connection.
 */
export class DeskChat {
  /** `bot`, `queue`, `nobody`, `agent:<name>`; null while nobody has told. */
  owner = null;
  epoch = 0;
  /** The state's version in which the owner last changed. */
  ownedSince = 0;
  language = "";
  /** @type {number | null} */
  escalation = null;
  reason = "";
  team = "";
  summary = "";
  /** @type {number | null} milliseconds */
  dueAt = null;
  window = new MessageWindow();
  /**
   * @type {Map<number, {note: number, agent: string, text: string, after_seq: number, at: string}>}
   */
  notes = new Map();
  /**
   * What this agent wrote and the chat does not show yet.
   * @type {import("./agent-outbox.js").Unsent[]}
   */
  pending = [];
  /** Everything up to here was before the agent's eyes. */
  seen = 0;
  /** The daemon's count, until the messages themselves are here. */
  unreadTold = 0;
  /** The newest text, also while the messages are not here. */
  newest = "";
  /** @type {{from: string, until: number} | null} */
  typing = null;
  /** Customers' messages that came while the window was elsewhere. @type {number[]} */
  #beyond = [];

  constructor(id) {
    this.id = id;
  }

  /** What was told before may not hold: the daemon's data may be others than they were. */
  forget() {
    this.epoch = 0;
    this.window = new MessageWindow();
    this.notes.clear();
    this.#beyond = [];
  }

  isHeldBy(me) {
    return this.owner === `agent:${me}`;
  }

  /** The agent who has it, or null. */
  get agent() {
    return this.owner?.startsWith("agent:") ? this.owner.slice("agent:".length) : null;
  }

  /** Takes over what a row of `queue.list` or `agent.chats` or a claim's result tells. */
  describe(row, now) {
    for (const member of ["escalation", "language", "reason", "team", "summary"]) {
      if (row[member] != null) this[member] = row[member];
    }
    if (row.due_s !== undefined) this.dueAt = row.due_s === null ? null : now + row.due_s * 1000;
    if (row.dueAt !== undefined) this.dueAt = row.dueAt;
    if (!this.window.follows && typeof row.text === "string") this.newest = row.text;
    if (row.last) this.window.newest = Math.max(this.window.newest, row.last);
    if (row.unread !== undefined) this.unreadTold = row.unread;
    for (const note of row.notes ?? []) this.notes.set(note.note, note);
  }

  /** @returns {ReturnType<MessageWindow["add"]>} */
  add(message) {
    const outcome = this.window.add(message);
    if (outcome === "beyond" && message.from === "customer") this.#beyond.push(message.seq);
    if (outcome !== "known") {
      this.#tellNewest(message);
      if (message.from === this.typing?.from) this.typing = null;
    }
    this.settle();
    return outcome;
  }

  /** The latest messages, as a claim or a history gave them. */
  restart(messages, newest) {
    this.window.restart(messages, newest);
    this.#beyond = [];
    for (const message of messages) this.#tellNewest(message);
    this.settle();
  }

  /** What the queue says ("lin has joined") tells the agent nothing new. */
  #tellNewest({ from, text }) {
    if (from !== "system") this.newest = text;
  }

  /** Drops what was pending and now stands among the messages or notes. */
  settle() {
    this.pending = this.pending.filter((item) => {
      if (item.seq) return item.seq > this.window.last && this.window.follows;
      return !(item.note && this.notes.has(item.note));
    });
  }

  /** The customer's messages since the agent's last word that were not before the agent's eyes. */
  unread(me) {
    if (!this.window.messages.length) return this.unreadTold;
    let from = this.seen;
    for (const message of this.window.messages) {
      if (message.from === "agent" && message.name === me) from = Math.max(from, message.seq);
    }
    const isUnread = (seq) => seq > from;
    const shown = this.window.messages.filter((message) => message.from === "customer");
    return (
      shown.filter((message) => isUnread(message.seq)).length +
      this.#beyond.filter((seq) => isUnread(seq)).length
    );
  }

  /**
   * What the agent owes: the promised first word (`dueAt`), or an answer to what the customer has
   * said since (`since`, milliseconds). Empty when it is the customer's turn.
   * @returns {{dueAt?: number, since?: number}}
   */
  get owed() {
    let since;
    for (const message of [...this.window.messages].reverse()) {
      if (message.from === "agent") return since ? { since } : {};
      if (message.from === "customer") since = Date.parse(message.at);
      // Before this the chat was with the queue, or with somebody else.
      if (message.kind === "joined" || message.kind === "queue") break;
    }
    return this.dueAt === null ? {} : { dueAt: this.dueAt };
  }

  /** What the customer was understood to want, the newest first, each once. */
  get intents() {
    const names = this.window.messages.map((message) => message.intent).filter(Boolean);
    return [...new Set(names.reverse())];
  }

  /**
   * What the pane shows, in order: messages, the notes between them, and what is still on its way.
   * @returns {Entry[]}
   */
  get timeline() {
    const { messages, first, last, follows } = this.window;
    const notes = [...this.notes.values()]
      .filter((note) => note.after_seq >= first - (first === 1 ? 1 : 0))
      .filter((note) => follows || note.after_seq < last)
      .sort((a, b) => a.after_seq - b.after_seq || a.note - b.note);
    const entries = [];
    let next = 0;
    const takeNotes = (before) => {
      while (next < notes.length && notes[next].after_seq < before) {
        const item = notes[next++];
        entries.push({ key: `n${item.note}`, kind: "note", item });
      }
    };
    for (const item of messages) {
      takeNotes(item.seq);
      entries.push({ key: `m${item.seq}`, kind: "message", item });
    }
    takeNotes(Infinity);
    for (const item of this.pending) entries.push({ key: `p${item.id}`, kind: "pending", item });
    return entries;
  }
}

const KEPT = 6;

/**
 * Short enough to be read aloud. Chats' ids are long and random from their first character on; a
 * short prefix such as `c-` tells them apart for nobody.
 */
export function shortName(chat) {
  if (chat.length <= KEPT + 2) return chat;
  return chat.replace(/^[a-z]{1,6}[-_:]/i, "").slice(0, KEPT);
}
