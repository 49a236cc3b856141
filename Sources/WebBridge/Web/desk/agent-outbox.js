/**
 * What the agent wrote and the daemon has not acknowledged.
 * @typedef {{id: string, chat: string, kind: "say" | "note", text: string, at: string,
 *   state: "sending" | "sent" | "failed", error?: {name: string, data?: object, message: string},
 *   seq?: number, note?: number}} Unsent
 */

/** Refusals that pass; everything else would be refused for ever. */
const PASSING = new Set(["READ_ONLY", "OVERLOADED", "RATE_LIMITED", "INTERNAL"]);
const PATIENCE = 2_000;

/**
 * Sends in the order of writing, one after the other within a chat, each under one id until it is
 * acknowledged: over lost connections and over a reload of the page.
 */
export class AgentOutbox {
  /** @type {Unsent[]} */
  items;
  /**
   * Chats that are being sent → when their round has come to a first end.
   * @type {Map<string, Promise<void>>}
   */
  #running = new Map();

  /**
   * @param {object} wiring
   * @param {(item: Unsent) => Promise<object>} wiring.send rejects with a `CallError`
   * @param {(item: Unsent, result: object) => void} wiring.delivered
   * @param {(chat: string) => void} wiring.changed
   * @param {{read: Function, write: Function}} wiring.memory
   */
  constructor({ send, delivered, changed, memory }) {
    this.send = send;
    this.delivered = delivered;
    this.changed = changed;
    this.memory = memory;
    this.items = memory.read("outbox", []);
  }

  of(chat) {
    return this.items.filter((item) => item.chat === chat);
  }

  add(chat, kind, text) {
    const id = crypto.randomUUID?.() ?? randomId();
    const item = { id, chat, kind, text, at: new Date().toISOString(), state: "sending" };
    this.items.push(item);
    this.#keep(chat);
    this.#run(chat);
    return item;
  }

  retry(id) {
    const item = this.items.find((one) => one.id === id);
    if (!item) return;
    item.state = "sending";
    delete item.error;
    this.#keep(item.chat);
    this.#run(item.chat);
  }

  discard(id) {
    const item = this.items.find((one) => one.id === id);
    this.items = this.items.filter((one) => one !== item);
    if (item) this.#keep(item.chat);
  }

  /**
   * After a new connection: everything once more. Ends when each chat is through, or has to wait.
   */
  async flush() {
    const chats = new Set(this.items.map((item) => item.chat));
    await Promise.all([...chats].map((chat) => this.#run(chat)));
  }

  #run(chat) {
    let round = this.#running.get(chat);
    if (!round) {
      round = this.#round(chat).finally(() => this.#running.delete(chat));
      this.#running.set(chat, round);
    }
    return round;
  }

  async #round(chat) {
    for (;;) {
      const item = this.items.find((one) => one.chat === chat && one.state === "sending");
      if (!item) return;
      try {
        const result = await this.send(item);
        item.state = "sent";
        this.items = this.items.filter((one) => one !== item);
        this.delivered(item, result);
      } catch (error) {
        if (error.name === "OFFLINE") return;
        if (PASSING.has(error.name)) {
          setTimeout(() => this.#run(chat), error.data?.retry_ms ?? PATIENCE);
          return;
        }
        item.state = "failed";
        item.error = { name: error.name, data: error.data, message: error.message };
      }
      this.#keep(chat);
    }
  }

  #keep(chat) {
    this.memory.write("outbox", this.items);
    this.changed(chat);
  }
}

/**
 * `randomUUID` is there on secure origins only, and a desk may be opened over plain HTTP inside a
 * shop.
 */
function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
