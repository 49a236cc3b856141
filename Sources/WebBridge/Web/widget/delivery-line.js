import { element } from "../parts/dom-element.js";

/** Refused for what it is: the same would be refused again. */
const IN_VAIN = new Set(["TOO_LONG", "BAD_PARAMS"]);

/** Below what the customer said: whether it arrived; if not, why, and what can be done. */
export class DeliveryLine {
  element = element("div", { class: "foot", hidden: true });

  /** @param {object} kit texts; retry, edit */
  constructor(kit) {
    this.kit = kit;
  }

  /**
   * @param {import("./chat-entries.js").ChatEntry} entry
   * @param {boolean} isNewestOwn that the older ones arrived goes without saying
   */
  update(entry, isNewestOwn) {
    const { sending, sent } = this.kit.texts;
    const isFailed = entry.status === "failed";
    this.element.hidden = !isFailed && !(isNewestOwn && entry.status);
    if (this.element.hidden) return;
    if (isFailed) this.element.replaceChildren(...this.#failure(entry));
    else this.element.replaceChildren(entry.status === "sending" ? sending : sent);
  }

  #failure(entry) {
    const { texts, retry, edit } = this.kit;
    const { failure } = entry;
    const action = (text, act) =>
      element("button", { type: "button", class: "text-button", click: () => act(entry) }, text);
    return [
      element("p", { class: "failure" },
        element("strong", {}, texts.notSent), texts.reasons[failure] ?? texts.reasons.other),
      IN_VAIN.has(failure) ? "" : action(texts.retry, retry),
      action(texts.edit, edit),
    ];
  }
}
