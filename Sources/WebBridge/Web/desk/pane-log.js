import { element } from "../parts/dom-element.js";
import { arrangeChildren } from "./arrange-children.js";
import { MessageRow } from "./message-row.js";

/** As near to the end as a person means who reads the newest. */
const NEAR_END = 48;

/**
 * The messages of one chat. It stays at its end while the agent reads the end, and stays put while
 * the agent reads further up; then a button tells of what is new.
 */
export class PaneLog {
  #rows = new Map();
  #elements = new Map();
  #atEnd = true;
  #lastKey = "";
  #loading = false;

  /**
   * @param {import("./desk-chat.js").DeskChat} chat
   * @param {object} desk texts, language, me; why, retry, discard; earlier, latest, saw
   */
  constructor(chat, desk) {
    this.chat = chat;
    this.desk = desk;
    const { texts } = desk;
    this.earlier = element("button", { type: "button", class: "button small earlier", hidden: true,
      click: () => this.#earlier() }, texts.earlier);
    this.rows = element("div", { class: "rows" });
    this.typing = element("p", { class: "typing", hidden: true });
    this.log = element("div", {
      // Announced by the desk itself, and only what is new: history that is read in would be read
      // out.
      class: "log", role: "log", "aria-live": "off", "aria-label": texts.messages, tabindex: 0,
      scroll: () => this.#scrolled(),
    }, this.earlier, this.rows, this.typing);
    this.jump = element("button", { type: "button", class: "button small jump", hidden: true,
      click: () => this.#toEnd() }, texts.newMessages);
    this.element = element("div", { class: "log-frame" }, this.log, this.jump);
    // A composer that grows, or a window that shrinks, must not hide the newest message.
    new ResizeObserver(() => this.#atEnd && this.#scrollToEnd()).observe(this.log);
  }

  refresh() {
    const { chat, desk } = this;
    const timeline = chat.timeline;
    const byKey = new Map(timeline.map((entry) => [entry.key, entry]));
    const anchor = this.#atEnd ? null : this.#anchor();
    arrangeChildren(this.rows, this.#elements, [...byKey.keys()], (key) => {
      const row = new MessageRow(byKey.get(key), chat.language, desk);
      this.#rows.set(key, row);
      return row.element;
    });
    for (const key of this.#rows.keys()) if (!byKey.has(key)) this.#rows.delete(key);
    const lastOwn = timeline.findLast(({ kind, item }) =>
      kind === "pending" ? item.kind === "say" : item.from === "agent" && item.name === desk.me);
    timeline.forEach((entry, index) => {
      this.#rows.get(entry.key).update(entry, {
        before: timeline[index - 1], isLastOwn: entry === lastOwn,
      });
    });
    this.earlier.hidden = !chat.window.hasEarlier;
    this.#place(timeline.at(-1)?.key ?? "", anchor);
    this.showTyping();
  }

  showTyping() {
    const { typing } = this.chat;
    const { texts } = this.desk;
    const words = !typing ? ""
      : typing.from === "customer" ? texts.customerTyping
      : typing.agent ? texts.agentTyping(typing.agent) : "";
    if (this.typing.textContent === words) return;
    this.typing.textContent = words;
    this.typing.hidden = !words;
    if (this.#atEnd) this.#scrollToEnd();
  }

  /** The agent looks at the pane, or has just come to it. */
  look() {
    if (this.#atEnd && this.chat.window.follows && document.visibilityState === "visible") {
      this.desk.saw();
    }
  }

  #place(lastKey, anchor) {
    const isNew = lastKey !== this.#lastKey;
    this.#lastKey = lastKey;
    const ownWord = isNew && lastKey.startsWith("p");
    if (this.#atEnd || ownWord) {
      this.#scrollToEnd();
    } else {
      if (anchor) this.log.scrollTop += anchor.row.getBoundingClientRect().top - anchor.top;
      if (isNew) this.jump.hidden = false;
    }
    if (!this.chat.window.follows && this.chat.window.newest > this.chat.window.last) {
      this.jump.hidden = false;
    }
    this.look();
  }

  /** The first row in view, to be kept where it is. */
  #anchor() {
    const { top } = this.log.getBoundingClientRect();
    for (const row of this.rows.children) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top) return { row, top: box.top };
    }
    return null;
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    // Without a size the pane is not shown, and nobody scrolled.
    if (!clientHeight) return;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.#atEnd && this.chat.window.follows) {
      this.jump.hidden = true;
      this.look();
    }
    if (scrollTop < NEAR_END && scrollHeight > clientHeight) this.#earlier();
  }

  #scrollToEnd() {
    this.#atEnd = true;
    this.jump.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  async #toEnd() {
    if (!this.chat.window.follows) await this.desk.latest();
    this.#scrollToEnd();
    this.look();
    this.log.focus();
  }

  async #earlier() {
    if (this.#loading || !this.chat.window.hasEarlier) return;
    this.#loading = true;
    this.#atEnd = false;
    await this.desk.earlier().catch(() => {});
    this.#loading = false;
    if (this.earlier.hidden && document.activeElement === document.body) this.log.focus();
  }
}
