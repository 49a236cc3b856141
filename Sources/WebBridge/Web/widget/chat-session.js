import { ChatKey } from "./chat-key.js";
import { ChatLog } from "./chat-log.js";
import { chatEntries } from "./chat-entries.js";
import { CustomerLink } from "./customer-link.js";
import { Echoes } from "./echoes.js";
import { Outbox } from "./outbox.js";
import { SeenMark } from "./seen-mark.js";
import { TypingPulse } from "./typing-pulse.js";
import { WritingSigns } from "./writing-signs.js";

/** What is mended sooner than this, nobody needs to know. */
const UNNOTICED = 500;
/** Other tabs have sent what they had by then; what is left was left behind. */
const LEFT_BEHIND = 3_000;
/** What comes later than that after it was written is no part of what is being written now. */
const LATE = 1_000;
/** A question for history that is not answered by then may be asked again. */
const ANSWER_TIME = 10_000;
/** More than this is not kept while the customer follows the end. */
const KEPT = 1_000;

const isAnswer = ({ from }) => from !== "customer";

/**
 * The customer's chat: what is known of it and what can be done in it, without any looks.
 *
 * Calls `changed` after everything that happens, once for all that happens together.
 */
export class ChatSession {
  log = new ChatLog();
  /** Whether it should be said that the connection is lost. */
  isReconnecting = false;
  isBegun = false;
  #echoes = new Echoes();
  #landed = [];
  #askedUntil = 0;
  #isInVain = false;
  #isChanging = false;
  #downTimer = null;
  #adoptTimer;
  #watching = null;

  /**
   * @param {object} place
   * @param {URL} place.url of the bridge's WebSocket
   * @param {import("./page-memory.js").PageMemory} place.shared what all tabs know
   * @param {string} place.tab this tab's name
   * @param {() => string} place.language the customer's
   * @param {() => void} changed
   */
  constructor({ url, shared, tab, language }, changed) {
    this.shared = shared;
    this.language = language;
    this.changed = changed;
    this.key = new ChatKey(shared);
    this.link = new CustomerLink(url, {
      opening: () => this.#opening(),
      turned: (isUp) => this.#turned(isUp),
      told: (frame) => this.#told(frame),
    });
    this.outbox = new Outbox(shared, tab, {
      send: (item) => this.#send(item),
      stuck: () => this.link.restart(),
      changed: () => this.#change(),
    });
    this.seen = new SeenMark(shared, (seq) => this.link.send("seen", { seq }));
    this.writing = new WritingSigns(() => this.#change());
    this.typing = new TypingPulse((on) => this.link.send("typing", { on }));
  }

  /** @returns {import("./chat-entries.js").ChatEntry[]} */
  get entries() {
    return chatEntries(this.log, this.#echoes, this.#landed, this.outbox.items);
  }

  get isOpened() {
    return this.log.last > 0;
  }

  /** How many messages the customer has not seen. */
  get unread() {
    const seen = this.seen.seq;
    return this.log.messages.filter((message) => message.seq > seen && isAnswer(message)).length;
  }

  /** Goes on with a chat that this browser has; with none, as soon as another tab begins it. */
  resume() {
    this.#watching = new AbortController();
    const { signal } = this.#watching;
    this.shared.watch((name, value) => this.#changedElsewhere(name, value), signal);
    document.addEventListener("visibilitychange", () => this.#adoptLater(), { signal });
    if (this.key.kept || this.isBegun) this.begin();
  }

  /** Begins a chat, or goes on with the one there is. */
  begin() {
    if (this.#watching?.signal.aborted ?? true) return;
    this.isBegun = true;
    this.key.keepOne();
    this.outbox.adopt();
    this.#noticeDown();
    this.link.start();
  }

  /** Lets go of the connection; `resume` goes on. */
  pause() {
    this.#watching?.abort();
    this.typing.ended();
    this.link.stop();
    clearTimeout(this.#downTimer);
    clearTimeout(this.#adoptTimer);
    this.#downTimer = null;
  }

  say(text) {
    this.typing.ended();
    this.outbox.add({ text, after: this.log.last });
  }

  /** @param {{id: string, text: string}} button one of those that were offered */
  press({ id, text }) {
    this.outbox.add({ text, button: id, after: this.log.last });
  }

  /** Asks for messages of before those that there are. */
  readEarlier() {
    if (this.log.earlier) this.#ask(this.log.earlier);
  }

  /** The customer sees everything up to there, and follows the end. */
  see(seq) {
    this.log.shorten(KEPT);
    if (this.seen.move(seq)) this.#change();
  }

  #opening() {
    return {
      key: this.key.keepOne(),
      after: this.log.last,
      language: this.language(),
      // Not the query: it may hold what is nobody's business.
      page: (location.origin + location.pathname).slice(0, 2_000),
    };
  }

  #send({ id, text, button, at, isLate }) {
    if (button) this.link.send("press", { id, button });
    // The bot waits a second for the rest: people send one thought in several messages. But what
    // was written while nothing could be sent is several questions, each with its answer.
    else this.link.send("say", { id, text, more: !isLate && Date.now() - at < LATE });
  }

  #ask(wanted) {
    const now = performance.now();
    if (now < this.#askedUntil || !this.link.send("history", wanted)) return;
    this.#askedUntil = now + ANSWER_TIME;
  }

  // What happens

  #turned(isUp) {
    this.#askedUntil = 0;
    this.#isInVain = false;
    if (isUp) {
      clearTimeout(this.#downTimer);
      this.#downTimer = null;
      this.isReconnecting = false;
      this.outbox.resume();
      this.#adoptLater();
      this.#fill();
    } else {
      this.outbox.pause();
      this.writing.clear();
      this.#noticeDown();
    }
    this.#change();
  }

  #noticeDown() {
    this.#downTimer ??= setTimeout(() => {
      this.isReconnecting = !this.link.isUp;
      this.#change();
    }, UNNOTICED);
  }

  #told(frame) {
    const { log } = this;
    switch (frame.type) {
      case "opened":
        this.#opened(frame);
        break;
      case "message":
        this.#heard([frame.message]);
        log.heard(frame.message);
        break;
      case "history":
        this.#askedUntil = 0;
        this.#isInVain = frame.messages.length === 0;
        this.#heard(frame.messages);
        log.history(frame);
        break;
      case "said":
        this.#said(frame);
        break;
      case "refused":
        this.outbox.refused(frame.id, frame.name, frame.retry_ms);
        break;
      case "owner":
        log.owned(frame);
        if (log.owner !== "bot") this.writing.clear();
        break;
      case "queue":
        log.queued(frame);
        break;
      case "typing":
        if (frame.on) this.writing.agentTypes(frame.name ?? log.agent);
        else this.writing.clear();
        break;
    }
    this.#landed = this.#landed.filter(({ id }) => this.#echoes.seqOf(id) > log.last);
    if (frame.type !== "opened") this.#fill();
    this.#change();
  }

  #opened(frame) {
    if (frame.last < this.seen.seq) this.seen.forget();
    if (this.log.opened(frame)) this.#forgetOwn();
    this.#heard(frame.messages);
    if (frame.messages.some(isAnswer)) this.writing.clear();
  }

  #forgetOwn() {
    this.#echoes.forget();
    this.#landed = [];
  }

  #heard(messages) {
    for (const message of messages) {
      this.#echoes.heard(message, this.outbox.sent);
      if (isAnswer(message) && message.seq > this.log.last) this.writing.clear();
    }
  }

  #said({ id, seq }) {
    this.#echoes.said(id, seq);
    const item = this.outbox.items.find((other) => other.id === id);
    if (item && seq > this.log.last) this.#landed.push(item);
    this.outbox.said(id);
    const isAnswered = this.log.messages.some((one) => one.seq > seq && isAnswer(one));
    const isBotsTurn = this.log.owner === "bot" || this.log.owner === "nobody";
    if (isBotsTurn && !isAnswered) this.writing.botThinks();
  }

  /** Asks for what lies between what there is and what was told. */
  #fill() {
    if (this.log.missing && !this.#isInVain) this.#ask(this.log.missing);
  }

  #adoptLater() {
    clearTimeout(this.#adoptTimer);
    this.#adoptTimer = setTimeout(() => this.outbox.adopt({ all: true }), LEFT_BEHIND);
  }

  #changedElsewhere(name, value) {
    if (ChatKey.isKey(name) && value) {
      if (this.isBegun) this.#changeChat();
      else this.begin();
    }
    this.outbox.changedElsewhere(name, value);
    if (SeenMark.isMark(name)) this.#change();
  }

  /** Two tabs made a key in the same moment: the later one holds for both. */
  #changeChat() {
    this.log = new ChatLog();
    this.#forgetOwn();
    this.link.restart();
  }

  #change() {
    if (this.#isChanging) return;
    this.#isChanging = true;
    queueMicrotask(() => {
      this.#isChanging = false;
      this.changed();
    });
  }
}
