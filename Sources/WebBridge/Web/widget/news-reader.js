import { placeText } from "./status-bar.js";

/** Of more than that, which came at once, only the newest are read out. */
const MOST = 3;
/** Who goes on typing is not mentioned again before. */
const TYPING_PAUSE = 30_000;

/**
 * Decides what screen readers hear: what the shop says while the panel is open, how much is new
 * while it is closed, what could not be sent, and how things stand. Everything once; what the
 * customer has seen before, never.
 */
export class NewsReader {
  #heard;
  #unread = 0;
  #isReconnecting = false;
  #place = 0;
  #isPlaceTold = false;
  #typedAt = -Infinity;
  #failed = new Set();

  /**
   * @param {import("./live-region.js").LiveRegion} live
   * @param {import("./chat-session.js").ChatSession} session
   */
  constructor(live, session, texts) {
    this.live = live;
    this.session = session;
    this.texts = texts;
  }

  /** @param {import("./chat-entries.js").ChatEntry[]} entries none while the panel is closed */
  update(entries, isOpen) {
    const { session } = this;
    if (session.isOpened) {
      this.#heard ??= session.seen.seq;
      // The chat of before the data file was replaced is forgotten.
      if (this.#heard > session.log.last) this.#heard = 0;
    }
    if (isOpen) {
      this.#readMessages(entries);
      this.#readFailures(entries);
      this.#readConnection();
      this.#readPlace();
      this.#readTyping();
      this.#unread = 0;
    } else {
      this.#readCount();
    }
  }

  #readMessages(entries) {
    const news = entries.filter(({ from, seq }) => from !== "customer" && seq > this.#heard);
    for (const entry of news.slice(-MOST)) this.live.say(this.#spoken(entry));
    this.#heard = news.at(-1)?.seq ?? this.#heard;
    this.#isPlaceTold ||= news.some(({ isQueue }) => isQueue);
  }

  #spoken({ from, name, text, choices }) {
    const offered = choices?.isOpen ? choices.buttons.map((button) => button.text).join(", ") : "";
    const said = [text, offered].filter(Boolean).join("\n");
    return from === "system" ? said : `${name || this.texts[from]}: ${said}`;
  }

  #readFailures(entries) {
    const failed = entries.filter(({ status }) => status === "failed");
    for (const { key, failure } of failed) {
      if (this.#failed.has(key)) continue;
      const { notSent, reasons } = this.texts;
      this.live.say(`${notSent}. ${reasons[failure] ?? reasons.other}`);
    }
    this.#failed = new Set(failed.map(({ key }) => key));
  }

  #readConnection() {
    const { isReconnecting } = this.session;
    if (isReconnecting && !this.#isReconnecting) this.live.say(this.texts.reconnecting);
    this.#isReconnecting = isReconnecting;
  }

  /** The place in the queue, when it is another one; the minutes change all the time. */
  #readPlace() {
    const { owner, place } = this.session.log;
    if (owner !== "queue") {
      this.#place = 0;
      this.#isPlaceTold = false;
    } else if (place && place.position !== this.#place) {
      // The message that says "you wait now" has said the first one.
      if (this.#place || !this.#isPlaceTold) this.live.say(placeText(place, this.texts));
      this.#place = place.position;
    }
  }

  #readTyping() {
    const { writer } = this.session.writing;
    const now = performance.now();
    if (writer?.from !== "agent" || now - this.#typedAt < TYPING_PAUSE) return;
    this.#typedAt = now;
    this.live.say(this.texts.agentWrites(writer.name));
  }

  #readCount() {
    const { unread } = this.session;
    if (unread > this.#unread) this.live.say(this.texts.unread(unread));
    this.#unread = unread;
  }
}
