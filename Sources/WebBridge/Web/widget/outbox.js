import { randomId } from "./chat-key.js";

const NAME = "out ";
/** An answer that has not come by then will not come on this connection. */
const PATIENCE = 20_000;

/**
 * @typedef {object} Delivery a message that the chat does not have yet, as far as is known
 * @property {string} id its `message_id`
 * @property {string} text what the customer wrote, or what the pressed button says
 * @property {string} [button] the pressed button's id
 * @property {number} at when, in milliseconds
 * @property {number} after the last seq that was there: it can only become a later one
 * @property {string} tab where it was written
 * @property {boolean} [isLate] whether it was written while nothing could be sent
 * @property {boolean} wasSent whether the chat may have it already
 * @property {string} [failure] why it was refused for good
 */

/**
 * What the customer has said and the chat has not confirmed.
 *
 * It is kept in the browser before it is sent, and forgotten when it is confirmed: a reload, a lost
 * connection or a closed tab lose nothing. The messages go out one after the other, so they arrive
 * in the order in which they were written; each is sent again with its own id, so that it is said
 * once however often it is sent.
 */
export class Outbox {
  /** @type {Delivery[]} in the order in which they were written */
  items = [];
  #isUp = false;
  #flying = null;
  #timer;

  /**
   * @param {import("./page-memory.js").PageMemory} memory shared by all tabs
   * @param {string} tab this tab's name, which survives its reload
   * @param {object} listener
   * @param {(delivery: Delivery) => void} listener.send
   * @param {() => void} listener.stuck the connection takes, and answers nothing
   * @param {() => void} listener.changed
   */
  constructor(memory, tab, listener) {
    this.memory = memory;
    this.tab = tab;
    this.listener = listener;
  }

  /** Those that the chat may have already, in the order in which they were sent. */
  get sent() {
    return this.items.filter(({ wasSent }) => wasSent);
  }

  /** @returns {Delivery} */
  add({ text, button, after }) {
    const at = Math.max(Date.now(), (this.items.at(-1)?.at ?? 0) + 1);
    const isLate = !this.#isUp;
    const item = { id: randomId(), text, button, at, after, tab: this.tab, isLate };
    this.memory.set(nameOf(item), JSON.stringify(item));
    this.items.push({ ...item, wasSent: false });
    this.listener.changed();
    this.#pump();
    return item;
  }

  /**
   * Takes over what the browser kept: from before the reload, or (`all`) what other tabs left.
   * They may still be there and send it too, which does no harm.
   */
  adopt({ all = false } = {}) {
    for (const name of this.memory.names(NAME)) {
      const item = parsed(this.memory.get(name));
      if (!item || (!all && item.tab !== this.tab) || this.#find(item.id)) continue;
      this.items.push({ ...item, wasSent: true });
    }
    this.items.sort((one, other) => one.at - other.at);
    this.listener.changed();
    this.#pump();
  }

  /** Messages can be sent, and nothing that was sent before will be answered. */
  resume() {
    this.#isUp = true;
    this.#land();
    this.#pump();
  }

  pause() {
    this.#isUp = false;
    this.#land();
  }

  /** The chat has it. */
  said(id) {
    this.remove(id);
    this.#pump();
  }

  /** The chat does not have it: for now, if `wait` milliseconds are given, else for good. */
  refused(id, reason, wait) {
    if (wait === undefined) {
      const item = this.#find(id);
      if (item) item.failure = reason;
      if (this.#flying === id) this.#land();
      this.listener.changed();
      this.#pump();
    } else if (this.#flying === id) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#again(), Math.max(200, wait));
    }
  }

  /** Sends once more what was refused. */
  retry(id) {
    const item = this.#find(id);
    if (!item) return;
    item.failure = undefined;
    this.listener.changed();
    this.#pump();
  }

  /** @returns {Delivery | undefined} what was there */
  remove(id) {
    const item = this.#find(id);
    if (this.#flying === id) this.#land();
    if (!item) return undefined;
    this.memory.delete(nameOf(item));
    this.items = this.items.filter((other) => other !== item);
    this.listener.changed();
    return item;
  }

  /** Another tab changed what is kept; gone means that it was said or taken back there. */
  changedElsewhere(name, value) {
    if (!name.startsWith(NAME) || value !== null) return;
    this.remove(name.split(" ").at(-1));
    this.#pump();
  }

  #find(id) {
    return this.items.find((item) => item.id === id);
  }

  #land() {
    clearTimeout(this.#timer);
    this.#flying = null;
  }

  #again() {
    this.#land();
    this.#pump();
  }

  #pump() {
    if (!this.#isUp || this.#flying) return;
    const item = this.items.find(({ failure }) => !failure);
    if (!item) return;
    this.#flying = item.id;
    item.wasSent = true;
    this.#timer = setTimeout(() => this.listener.stuck(), PATIENCE);
    this.listener.send(item);
  }
}

const nameOf = ({ at, id }) => `${NAME}${at} ${id}`;

function parsed(text) {
  try {
    const item = JSON.parse(text);
    return typeof item?.id === "string" && typeof item.text === "string" ? item : null;
  } catch {
    return null;
  }
}
