import { element } from "../parts/dom-element.js";

const STAYS = 6_000;

/**
 * Tells screen readers what happens, politely, each thing once. What was said is taken away again,
 * so that nobody finds it a second time below the chat.
 */
export class LiveRegion {
  element = element("div", { class: "unseen", "aria-live": "polite" });
  #timers = new Set();

  say(text) {
    const line = element("p", {}, text);
    this.element.append(line);
    const timer = setTimeout(() => {
      line.remove();
      this.#timers.delete(timer);
    }, STAYS);
    this.#timers.add(timer);
  }

  stop() {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
