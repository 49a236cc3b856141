import { AgentLink } from "./agent-link.js";
import { AgentOutbox } from "./agent-outbox.js";
import { ChatReader } from "./chat-reader.js";
import { DeskState } from "./desk-state.js";
import { ListReader } from "./list-reader.js";

/** Further behind than this, reading anew is quicker than being told everything. */
const FAR_BEHIND = 5_000;
const REMEMBERED_SEEN = 200;

/**
 * One agent at work: signs in, keeps the state true over lost connections, and carries out what the
 * agent does. `changed` hears what became different (see `Change`), `linked` whether the daemon
 * hears us, `ended` what error ended the session.
 */
export class DeskSession {
  /**
   * @param {{name: string, token: string}} who
   * @param {typeof import("./desk-memory.js").deskMemory} memory
   * @param {object} listener
   * @param {(changes: import("./desk-state.js").Change[]) => void} listener.changed
   * @param {(up: boolean) => void} listener.linked
   * @param {(error: import("./agent-link.js").CallError) => void} listener.ended
   */
  constructor(who, memory, listener, url) {
    this.who = who;
    this.memory = memory;
    this.listener = listener;
    this.state = new DeskState(who.name);
    this.status = memory.read("status", { state: "available" });
    this.seen = new Map(memory.read("seen", []));
    this.capacity = this.status.capacity ?? null;
    this.limits = { max_text: 4_000 };
    this.isUp = false;
    this.link = new AgentLink(url, {
      up: () => this.#begin(),
      down: () => this.#lost(),
      notified: (method, params) => this.#notified(method, params),
    });
    this.lists = new ListReader({
      queue: () => this.#readQueue(),
      chats: () => this.#readHeld(),
    });
    this.reader = new ChatReader(
      (id) => this.state.chat(id),
      (params) => this.link.call("chat.history", params),
      (chat) => this.#tell([{ what: "chat", chat }, { what: "chats" }]),
    );
    this.outbox = new AgentOutbox({
      memory,
      send: (item) => this.#send(item),
      delivered: (item, result) => this.#delivered(item, result),
      changed: (chat) => this.#showPending(chat),
    });
    for (const { chat } of this.outbox.items) this.state.chat(chat);
  }

  start() {
    this.link.start();
  }

  /** Leaves: the status is away, and the connection closed. */
  async signOut() {
    if (this.isUp) await this.link.call("agent.status", { state: "away" }).catch(() => {});
    this.stop();
  }

  stop() {
    this.lists.stop();
    this.link.stop();
  }

  // The connection

  async #begin() {
    try {
      const { name, token } = this.who;
      const hello = await this.link.call("hello", { protocol: 1, role: "agent", name, token });
      // A token has a name of its own; what was typed may differ from it in case or spaces.
      this.who.name = this.state.me = hello.name ?? name;
      this.limits = hello.limits ?? this.limits;
      await this.setStatus(this.status);
      // Before events come: the answers tell the seqs of what was said and never acknowledged, so
      // that it does not stand there twice, as sent and as being sent.
      await this.outbox.flush();
      await this.#subscribe(hello.cursor);
      this.isUp = true;
      this.link.settle();
      this.listener.linked(true);
      await this.lists.readAll();
      this.#tell([{ what: "loaded" }]);
      for (const [id, chat] of this.state.chats) if (!chat.window.follows) this.latest(id);
    } catch (error) {
      if (error.name === "DENIED" || error.name === "VERSION") return this.#end(error);
      if (error.name !== "OFFLINE") this.link.restart(error.data?.retry_ms);
    }
  }

  #end(error) {
    this.stop();
    this.listener.ended(error);
  }

  #lost() {
    this.isUp = false;
    this.listener.linked(false);
  }

  async #subscribe(newest) {
    const from = this.state.cursor;
    if (from !== null && newest - from <= FAR_BEHIND) {
      try {
        await this.link.call("events.subscribe", { from });
        return;
      } catch (error) {
        if (error.name !== "STALE_CURSOR") throw error;
      }
    }
    const { cursor } = await this.link.call("events.subscribe", {});
    this.state.cursor = cursor;
    for (const [id, chat] of this.state.chats) {
      chat.forget();
      this.latest(id);
    }
  }

  async #notified(method, params) {
    if (method === "event") this.#tell(this.state.take(params, Date.now()));
    if (method === "slow_consumer") {
      await this.link.call("events.subscribe", { from: this.state.cursor ?? 0 }).catch(() => {
        this.link.restart();
      });
    }
  }

  #tell(changes) {
    for (const change of changes) {
      if (change.what === "stale") {
        if (change.queue) this.lists.soon("queue");
        if (change.chats) this.lists.soon("chats");
      }
      if (change.what === "missing") this.reader.fill(change.chat);
      if (change.what === "taken") this.#open(change.chat);
      if (change.what === "lost") this.lists.soon("chats");
    }
    this.listener.changed(changes);
  }

  // What the desk shows

  async #readQueue() {
    const { waiting } = await this.link.call("queue.list", {});
    this.#tell(this.state.setWaiting(waiting, Date.now()));
  }

  async #readHeld() {
    const { version } = this.state;
    const { chats } = await this.link.call("agent.chats", {});
    const changes = this.state.setHeld(chats, Date.now(), version);
    this.#tell(changes.filter((change) => change.what !== "stale"));
  }

  #open(id) {
    const chat = this.state.chat(id);
    chat.seen = Math.max(chat.seen, this.seen.get(id) ?? 0);
    chat.pending = this.outbox.of(id);
    if (!chat.window.follows) this.latest(id);
  }

  /** Shows a chat that is not ours: its messages are read, and come live from then on. */
  watch(id) {
    const row = this.state.waiting.find((one) => one.chat === id);
    const chat = this.state.chat(id);
    if (row) {
      chat.owner ??= "queue";
      chat.describe(row, Date.now());
    }
    this.#open(id);
    return chat;
  }

  latest(id) {
    return this.reader.latest(id);
  }

  earlier(id) {
    return this.reader.earlier(id);
  }

  /** Everything up to the chat's newest message was before the agent's eyes. */
  saw(id) {
    const chat = this.state.chat(id);
    if (chat.seen >= chat.window.last) return;
    chat.seen = chat.window.last;
    this.seen.delete(id);
    this.seen.set(id, chat.seen);
    this.memory.write("seen", [...this.seen].slice(-REMEMBERED_SEEN));
    this.listener.changed([{ what: "chats" }]);
  }

  // What the agent does. Each rejects with a `CallError`.

  async setStatus(status) {
    this.status = { ...this.status, ...status };
    this.memory.write("status", this.status);
    const { capacity } = await this.link.call("agent.status", this.status);
    this.capacity = capacity;
    this.listener.changed([{ what: "chats" }]);
  }

  /** @param {{chat?: string, next?: true}} wish @returns {Promise<string>} the chat's id */
  async claim(wish) {
    try {
      const result = await this.link.call("queue.claim", wish);
      const row = this.state.waiting.find((one) => one.chat === result.chat);
      const chat = this.state.chat(result.chat);
      chat.describe({ ...row, ...result }, Date.now());
      chat.restart(result.messages, 0);
      this.#tell([...this.state.own(result.chat, result.owner)]);
      return result.chat;
    } catch (error) {
      this.lists.soon("queue");
      throw error;
    }
  }

  release(chat) {
    return this.#give("agent.release", { chat });
  }

  returnToBot(chat) {
    return this.#give("agent.return", { chat });
  }

  resolve(chat, outcome, label) {
    return this.#give("agent.resolve", { chat, outcome, ...(label && { label }) });
  }

  async #give(method, params) {
    const { owner } = await this.link.call(method, params);
    this.#tell(this.state.own(params.chat, owner));
  }

  why(chat, seq) {
    return this.link.call("chat.why", { chat, seq });
  }

  typing(chat, on) {
    // A daemon that does not know the method refuses; nobody misses anything.
    if (this.isUp) this.link.call("agent.typing", { chat, on }).catch(() => {});
  }

  write(chat, kind, text) {
    this.outbox.add(chat, kind, text);
    if (!this.state.chat(chat).window.follows) this.latest(chat);
  }

  #send({ id, chat, kind, text }) {
    const method = kind === "note" ? "agent.note" : "agent.say";
    return this.link.call(method, { chat, text, message_id: id });
  }

  #delivered(item, result) {
    item.seq = result.seq;
    item.note = result.note;
    this.state.chat(item.chat).settle();
  }

  #showPending(id) {
    const chat = this.state.chat(id);
    const underway = chat.pending.filter((item) => item.state === "sent");
    chat.pending = [...underway, ...this.outbox.of(id)];
    chat.settle();
    this.listener.changed([{ what: "chat", chat: id }]);
  }
}
