/** More than this many missed messages are not fetched unasked; `Earlier` brings them. */
const FETCHED_GAP = 200;
const PAGE = 50;

/**
 * @typedef {object} ChatMessage
 * @property {number} seq gapless per chat, from 1
 * @property {string} at ISO 8601
 * @property {"customer" | "bot" | "agent" | "system"} from
 * @property {string} text
 * @property {string} [name] the agent's
 * @property {{id: string, text: string}[]} [buttons]
 * @property {string} [kind]
 */

/**
 * What this browser has of the chat: a run of messages without a gap, and who owns the chat.
 *
 * Whatever is told, how often and in which order, `messages` ascends by seq without a gap; a message
 * that is further ahead waits until those before it have come. Knows nothing of the network or the
 * page.
 */
export class ChatLog {
  /** @type {ChatMessage[]} */
  messages = [];
  /** @type {"bot" | "queue" | "agent" | "nobody"} */
  owner = "bot";
  /** The agent's name, while an agent owns the chat. */
  agent = "";
  /** @type {{position: number, wait_s?: number} | null} */
  place = null;
  /** The most Unicode scalars of a message. */
  maxText = 4_000;
  #ahead = new Map();

  get first() {
    return this.messages[0]?.seq ?? 0;
  }

  get last() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  get hasEarlier() {
    return this.first > 1;
  }

  /** What to ask a history for, so that a gap is filled; null where there is none. */
  get missing() {
    return this.#ahead.size ? { after: this.last, limit: 100 } : null;
  }

  /** What to ask a history for, so that it ends where `messages` begins; null at the start. */
  get earlier() {
    if (!this.hasEarlier) return null;
    const after = Math.max(0, this.first - 1 - PAGE);
    return { after, limit: this.first - 1 - after };
  }

  /**
   * The chat was opened, for the first time or anew.
   * @returns {boolean} whether everything before was forgotten: it was of another chat, or too long ago
   */
  opened({ messages = [], last = 0, owner, name, queue, max_text: maxText }) {
    const begins = messages[0]?.seq ?? last + 1;
    const isAnother = last < this.last;
    const isFar = begins > this.last + 1 + FETCHED_GAP;
    const forgets = this.messages.length > 0 && (isAnother || isFar);
    if (isAnother || isFar || this.messages.length === 0) {
      this.messages = [];
      this.#ahead.clear();
      this.#begin(messages);
    } else {
      this.#merge(messages);
    }
    this.owned({ owner, name });
    if (this.owner === "queue") this.place = queue ?? this.place;
    this.maxText = maxText ?? this.maxText;
    return forgets;
  }

  /** A message was said. */
  heard(message) {
    this.#merge([message]);
  }

  /** A part of the chat that was asked for. */
  history({ messages = [] }) {
    const older = messages.filter(({ seq }) => seq < this.first);
    if (older.at(-1)?.seq === this.first - 1) this.messages = [...older, ...this.messages];
    this.#merge(messages);
  }

  owned({ owner, name = "" }) {
    this.owner = owner ?? this.owner;
    this.agent = this.owner === "agent" ? name : "";
    if (this.owner !== "queue") this.place = null;
  }

  /** Where the waiting customer stands. */
  queued(place) {
    this.place = place;
  }

  /** Forgets the oldest, which a history brings back, down to `count` messages. */
  shorten(count) {
    if (this.messages.length > count) this.messages = this.messages.slice(-count);
  }

  #begin(messages) {
    this.messages = messages.slice(0, 1);
    this.#merge(messages);
  }

  #merge(messages) {
    for (const message of messages) {
      if (message.seq > this.last) this.#ahead.set(message.seq, message);
    }
    for (let next; (next = this.#ahead.get(this.last + 1)); ) {
      this.#ahead.delete(next.seq);
      this.messages.push(next);
    }
  }
}
