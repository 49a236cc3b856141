import { element } from "../parts/dom-element.js";

const APART = 400;
const MOST = 4;

/**
 * Tells screen readers, politely, what arrived. What comes in one burst is read as one, and of a
 * long one only the newest.
 */
export class Announcer {
  element = element("div", { class: "for-screen-readers", role: "status", "aria-live": "polite" });
  #lines = [];
  #timer;

  say(line) {
    this.#lines.push(line);
    this.#timer ??= setTimeout(() => {
      this.element.textContent = this.#lines.slice(-MOST).join("\n");
      this.#lines = [];
      this.#timer = undefined;
    }, APART);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
