import { element } from "../parts/dom-element.js";
import { errorText } from "./desk-texts.js";

/** Below what an agent wrote: whether it is on its way, stored, or refused, and then what to do. */
export class DeliveryMark {
  element = element("div", { class: "foot" });
  #state = "";

  /** @param {{texts: object, retry: (id: string) => void, discard: (id: string) => void}} desk */
  constructor(desk) {
    this.desk = desk;
  }

  /**
   * @param {"" | "sending" | "sent" | "failed"} state
   * @param {import("./agent-outbox.js").Unsent} [item] what was refused
   */
  show(state, item) {
    if (this.#state === state) return;
    this.#state = state;
    const { texts, retry, discard } = this.desk;
    if (state === "failed") {
      const reason = `${texts.notSent}: ${errorText(texts, item.error)}`;
      this.element.replaceChildren(
        element("span", { class: "failed", role: "alert" }, reason),
        link(texts.tryAgain, () => retry(item.id)),
        link(texts.discard, () => discard(item.id)));
    } else {
      const words = { sending: texts.sending, sent: texts.sent };
      this.element.textContent = words[state] ?? "";
    }
  }
}

function link(text, click) {
  return element("button", { type: "button", class: "link", click }, text);
}
