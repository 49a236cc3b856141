import { element } from "../parts/dom-element.js";
import { ChoiceButtons } from "./choice-buttons.js";
import { DeliveryLine } from "./delivery-line.js";
import { linkedText } from "./linked-text.js";

/**
 * One message. Made once; `update` fits it to its neighbours and to what became of it.
 *
 * Text is only ever text, in a box of its own: what it contains cannot turn around or cover what
 * stands beside it.
 */
export class MessageBubble {
  #shown = "";

  /**
   * @param {import("./chat-entries.js").ChatEntry} entry
   * @param {object} kit texts, dates; pressed, retry, edit
   */
  constructor(entry, kit) {
    const { from, text, name, choices } = entry;
    const { texts } = kit;
    this.dates = kit.dates;
    this.moment = element("p", { class: "moment", hidden: true });
    this.time = element("time", { class: "unseen" });
    this.who = element("p", { class: "who", dir: "auto" }, name || this.#speaker(from, texts));
    const words = from === "customer" ? [text] : linkedText(text);
    this.line = new DeliveryLine(kit);
    this.choices = choices && new ChoiceButtons(choices.buttons, kit);
    this.element = element("div", { class: `row from-${from}`, "data-from": from },
      this.moment, this.who, this.time, element("p", { class: "bubble", dir: "auto" }, ...words),
      this.line.element, this.choices?.element);
  }

  /** It is new: it may be seen coming, once, and not again whenever the panel is opened. */
  comeIn() {
    const { classList } = this.element;
    classList.add("comes");
    this.element.addEventListener("animationend", () => classList.remove("comes"), { once: true });
  }

  /**
   * @param {import("./chat-entries.js").ChatEntry} entry
   * @param {object} place
   * @param {"day" | "time" | ""} place.moment what is to be said of the time before it
   * @param {boolean} place.isFirst of what one speaker says without a pause
   * @param {boolean} place.isLast
   * @param {boolean} place.isNewestOwn
   */
  update(entry, { moment, isFirst, isLast, isNewestOwn }) {
    const { seq, at, status, failure, choices } = entry;
    const said = this.#said(moment, at);
    const state = [
      seq, at, status, failure, choices?.chosen, choices?.isOpen, said, isFirst, isLast,
      isNewestOwn,
    ].join(" ");
    if (state === this.#shown) return;
    this.#shown = state;
    const { classList, dataset } = this.element;
    classList.toggle("is-first", isFirst);
    classList.toggle("is-last", isLast);
    if (seq) dataset.seq = seq;
    if (status) dataset.status = status;
    this.moment.hidden = !said;
    this.moment.textContent = said;
    this.time.dateTime = new Date(at).toISOString();
    this.time.textContent = this.dates.timeOf(at);
    this.choices?.update(choices);
    this.line.update(entry, isNewestOwn);
  }

  #said(moment, at) {
    if (!moment) return "";
    const time = this.dates.timeOf(at);
    return moment === "day" ? `${this.dates.dayOf(at)} ${time}` : time;
  }

  #speaker(from, texts) {
    return from === "customer" ? texts.you : texts[from] ?? texts.system;
  }
}
