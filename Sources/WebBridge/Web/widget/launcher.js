import { element, icon } from "../parts/dom-element.js";

const BUBBLE = "M20.5 11.6c0 4.2-3.8 7.6-8.5 7.6-1 0-2-.2-3-.5L4.6 20.2l1.1-3.7a7.1 7.1 0 0 1"
  + "-2.2-4.9C3.5 7.4 7.3 4 12 4s8.5 3.4 8.5 7.6Z";
const MOST = 99;

/**
 * The button that opens the panel. It stays where it is and keeps its name; how much is new is its
 * description.
 */
export class Launcher {
  #count = 0;

  /** @param {() => void} open */
  constructor(texts, open) {
    this.texts = texts;
    this.badge = element("span", { class: "badge", "aria-hidden": "true", hidden: true });
    this.news = element("span", { class: "unseen", id: "news" });
    this.button = element("button", {
      type: "button", class: "launcher", "aria-label": texts.opener, "aria-describedby": "news",
      "aria-haspopup": "dialog", click: open,
    }, icon(BUBBLE), this.badge);
    this.element = this.button;
    this.button.append(this.news);
  }

  /** @param {number} count of messages that the customer has not seen */
  update(count) {
    if (count === this.#count) return;
    this.#count = count;
    this.badge.hidden = count === 0;
    this.badge.textContent = count > MOST ? `${MOST}+` : count || "";
    this.news.textContent = count ? this.texts.unread(count) : "";
  }
}
