import { element } from "../parts/dom-element.js";
import { arrangeChildren } from "./arrange-children.js";
import { owedState } from "./durations.js";
import { languageName } from "./desk-texts.js";
import { shortName } from "./desk-chat.js";

/** The list of the chats that the agent holds, with what is new in each. */
export class ChatList {
  #rows = new Map();
  #chats = [];

  /** @param {{texts: object, open: (chat: string) => void}} wiring */
  constructor({ texts, open }) {
    this.texts = texts;
    this.open = open;
    this.count = element("span", { class: "count" });
    this.list = element("ul", { class: "list", role: "list", "aria-label": texts.myChats });
    this.none = element("p", { class: "list-none" }, texts.noChats);
    this.element = element("section", { class: "side-section mine" },
      element("header", { class: "side-head" },
        element("h2", {}, texts.myChats, " ", this.count)),
      this.list, this.none);
  }

  /**
   * @param {import("./desk-chat.js").DeskChat[]} chats
   * @param {string[]} inView
   */
  refresh(chats, me, inView, now) {
    this.#chats = chats;
    this.count.textContent = chats.length ? String(chats.length) : "";
    this.none.hidden = chats.length > 0;
    arrangeChildren(this.list, this.#rows, chats.map((chat) => chat.id), (id) => this.#row(id));
    chats.forEach((chat, index) => {
      const { parts } = this.#rows.get(chat.id);
      const unread = chat.unread(me);
      parts.number.textContent = index < 9 ? String(index + 1) : "";
      parts.button.toggleAttribute("aria-keyshortcuts", index < 9);
      if (index < 9) parts.button.setAttribute("aria-keyshortcuts", `Alt+${index + 1}`);
      parts.button.setAttribute("aria-current", String(inView.includes(chat.id)));
      parts.language.textContent = languageName(chat.language);
      parts.language.lang = chat.language;
      parts.text.textContent = chat.newest;
      parts.text.lang = chat.language;
      parts.unread.hidden = unread === 0;
      parts.unreadCount.textContent = String(unread);
      parts.unreadWords.textContent = unread ? this.texts.unread(unread) : "";
    });
    this.tick(now);
  }

  tick(now) {
    for (const chat of this.#chats) {
      const row = this.#rows.get(chat.id);
      if (!row) continue;
      const owed = owedState(chat.owed, now, this.texts);
      const text = owed?.text ?? "";
      if (row.parts.due.textContent !== text) row.parts.due.textContent = text;
      row.dataset.due = owed?.state ?? "";
    }
  }

  #row(id) {
    const parts = {
      number: element("span", { class: "number", "aria-hidden": "true" }),
      language: element("span", { class: "badge" }),
      text: element("span", { class: "row-text", dir: "auto" }),
      due: element("span", { class: "due" }),
      unreadCount: element("span", { "aria-hidden": "true" }),
      unreadWords: element("span", { class: "for-screen-readers" }),
    };
    parts.unread = element("span", { class: "unread" }, parts.unreadCount, parts.unreadWords);
    parts.button = element("button", {
      type: "button", class: "row-body", click: () => this.open(id),
    },
      element("span", { class: "row-line" },
        parts.number, element("span", { class: "row-name" }, shortName(id)), parts.language,
        parts.due),
      element("span", { class: "row-line" }, parts.text, parts.unread));
    const made = element("li", { class: "chat-row" }, parts.button);
    made.parts = parts;
    return made;
  }
}
