import { element, icon } from "../parts/dom-element.js";
import { KeyedChildren } from "../parts/keyed-children.js";
import { Dates, midnight } from "./dates.js";
import { ListScroll } from "./list-scroll.js";
import { MessageBubble } from "./message-bubble.js";
import { WritingBubble } from "./writing-bubble.js";

/** After a pause of that length it is said how late it is, and who speaks begins anew. */
const PAUSE = 5 * 60_000;
const DOWN = "M12 5v14M6.5 13.5L12 19l5.5-5.5";

/**
 * What was said, with the older part on request. It follows the end while the customer is there,
 * and holds still while they read further up; a button then leads back.
 */
export class MessageList {
  #isDrawn = false;
  #newestOwn = "";
  #newest = 0;

  /**
   * @param {object} kit see ChatView
   * @param {object} listener
   * @param {() => void} listener.looked the customer came to the end
   * @param {(button: {id: string, text: string}, isTouch: boolean) => void} listener.pressed
   * @param {(entry: import("./chat-entries.js").ChatEntry) => void} listener.edit
   */
  constructor({ session, texts, tag }, { looked, pressed, edit }) {
    this.session = session;
    this.texts = texts;
    const bubbles = {
      texts,
      dates: new Dates(tag),
      pressed,
      edit,
      retry: ({ key }) => session.outbox.retry(key),
    };
    this.earlier = element("button", {
      type: "button", class: "earlier", hidden: true, click: () => session.readEarlier(),
    }, texts.earlier);
    this.rows = element("div", { class: "rows" });
    this.children = new KeyedChildren(this.rows, (entry) => {
      const bubble = new MessageBubble(entry, bubbles);
      if (this.#isDrawn && !(entry.seq <= this.#newest)) bubble.comeIn();
      return bubble;
    });
    this.writing = new WritingBubble(texts);
    // Read out by NewsReader: a live list would read all that is older, too, when it comes.
    this.log = element("div", {
      class: "log", role: "log", "aria-live": "off", "aria-label": texts.log, tabindex: 0,
    }, this.earlier, this.rows, this.writing.element);
    this.count = element("span", {});
    this.latest = element("button", {
      type: "button", class: "latest", hidden: true, click: () => this.#goToEnd(),
    }, icon(DOWN), this.count);
    this.element = element("div", { class: "log-frame" }, this.log, this.latest);
    this.scroll = new ListScroll(this.log, this.rows, () => {
      this.#offerLatest();
      if (this.scroll.isAtEnd) looked();
    });
  }

  get isAtEnd() {
    return this.scroll.isAtEnd;
  }

  focus() {
    this.log.focus();
  }

  /** The panel was opened: the newest is what matters. */
  appear() {
    this.scroll.toEnd();
  }

  remove() {
    this.scroll.stop();
  }

  /** @param {import("./chat-entries.js").ChatEntry[]} entries */
  update(entries) {
    const newestOwn = entries.findLast(({ from }) => from === "customer")?.key ?? "";
    const { key, status } = entries.at(-1) ?? {};
    // Said in another tab it comes as what the chat has already, and is no reason to jump here.
    const saidSomething = key !== this.#newestOwn && status === "sending";
    this.#newestOwn = newestOwn;
    this.scroll.keep(() => this.#draw(entries, newestOwn), saidSomething);
    // What is there from the beginning does not come in with a movement.
    this.#isDrawn ||= entries.length > 0;
    this.#newest = this.session.log.last;
    this.#offerLatest();
  }

  #draw(entries, newestOwn) {
    const hadFocus = this.earlier.matches(":focus");
    this.earlier.hidden = !this.session.log.hasEarlier;
    if (hadFocus && this.earlier.hidden) this.focus();
    this.children.show(entries).forEach((bubble, index) => {
      const entry = entries[index];
      const before = entries[index - 1];
      const after = entries[index + 1];
      bubble.update(entry, {
        moment: momentOf(before, entry),
        isFirst: !goesOn(before, entry),
        isLast: !goesOn(entry, after),
        isNewestOwn: entry.key === newestOwn,
      });
    });
    this.writing.show(this.session.writing.writer);
  }

  #offerLatest() {
    const { isAtEnd, isFarUp } = this.scroll;
    const unread = isAtEnd ? 0 : this.session.unread;
    const text = unread ? this.texts.unread(unread) : this.texts.latest;
    if (this.count.textContent !== text) this.count.textContent = text;
    const isOffered = unread > 0 || isFarUp;
    if (!isOffered && this.latest.matches(":focus")) this.focus();
    this.latest.hidden = !isOffered;
  }

  #goToEnd() {
    this.focus();
    this.scroll.toEnd();
  }
}

/** Whether the day, or the time of day, is to be said before that message. */
function momentOf(before, { at }) {
  if (!before || midnight(before.at) !== midnight(at)) return "day";
  return at - before.at > PAUSE ? "time" : "";
}

function goesOn(one, next) {
  if (!one || !next || one.from !== next.from || one.name !== next.name) return false;
  return !one.choices && momentOf(one, next) === "";
}
