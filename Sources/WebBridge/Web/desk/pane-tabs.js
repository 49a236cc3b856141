import { element } from "../parts/dom-element.js";
import { arrangeChildren } from "./arrange-children.js";
import { languageName } from "./desk-texts.js";
import { shortName } from "./desk-chat.js";

/** The open chats where only one fits on the screen at a time, and before them the queue. */
export class PaneTabs {
  #tabs = new Map();
  #current = null;

  /** @param {{texts: object, queue: () => void, choose: (chat: string) => void}} wiring */
  constructor({ texts, queue, choose }) {
    this.texts = texts;
    this.choose = choose;
    this.waiting = element("span", { class: "count" });
    this.queue = element("button", { type: "button", class: "tab queue-tab", click: queue },
      texts.queueTab, " ", this.waiting);
    this.chats = element("div", { class: "tab-row" });
    this.element = element("nav", { class: "tabs", "aria-label": texts.openChats },
      this.queue, this.chats);
    // A phone that was turned, or a window that became narrow.
    new ResizeObserver(() => this.#bringIntoView(this.#current)).observe(this.element);
  }

  /** @param {{chats: import("./desk-chat.js").DeskChat[], current?: string | null}} shown */
  refresh({ chats, current, me, waiting }) {
    this.element.dataset.empty = String(chats.length === 0);
    this.waiting.textContent = waiting ? String(waiting) : "";
    this.queue.setAttribute("aria-current", String(!current));
    arrangeChildren(this.chats, this.#tabs, chats.map((chat) => chat.id), (id) => this.#tab(id));
    for (const chat of chats) {
      const tab = this.#tabs.get(chat.id);
      const unread = chat.isHeldBy(me) ? chat.unread(me) : 0;
      tab.setAttribute("aria-current", String(chat.id === current));
      tab.parts.language.textContent = languageName(chat.language);
      tab.parts.language.lang = chat.language;
      tab.parts.unread.hidden = !unread;
      tab.parts.count.textContent = String(unread);
      tab.parts.words.textContent = unread ? this.texts.unread(unread) : "";
    }
    if (current !== this.#current) this.#bringIntoView(current);
    this.#current = current;
  }

  /** Sideways only: `scrollIntoView` would move the page too. */
  #bringIntoView(chat) {
    const tab = this.#tabs.get(chat);
    if (!tab) return;
    const room = this.element.clientWidth - tab.offsetWidth;
    this.element.scrollTo({ left: tab.offsetLeft - room / 2 });
  }

  #tab(id) {
    const parts = {
      language: element("span", { class: "tab-language" }),
      count: element("span", { "aria-hidden": "true" }),
      words: element("span", { class: "for-screen-readers" }),
    };
    parts.unread = element("span", { class: "unread" }, parts.count, parts.words);
    const tab = element("button", { type: "button", class: "tab", click: () => this.choose(id) },
      element("span", {}, shortName(id)), parts.language, parts.unread);
    tab.parts = parts;
    return tab;
  }
}
