import { element, icon } from "../parts/dom-element.js";

const DRAFT = "draft";
const ARROW = "M12 19V5.5M6 11l6-6 6 6";
/** How much is left is of interest only near the end. */
const NEAR_END = 200;

/** Where the customer writes. What is written survives a reload, and is never cut. */
export class ChatComposer {
  #isOver = false;

  /**
   * @param {object} kit see ChatView
   * @param {(text: string) => void} announce
   */
  constructor({ session, memory, texts }, announce) {
    this.session = session;
    this.memory = memory;
    this.texts = texts;
    this.announce = announce;
    this.field = element("textarea", {
      rows: 1, dir: "auto", "aria-label": texts.field, "aria-describedby": "limit",
      placeholder: texts.placeholder, enterkeyhint: "send", autocomplete: "off",
      input: () => this.#typed(),
      blur: () => session.typing.ended(),
      keydown: (event) => this.#pressed(event),
    });
    // As high as the text is: the field lies over a copy of what it holds.
    this.copy = element("div", { class: "copy", "aria-hidden": "true" });
    this.limit = element("p", { class: "limit", id: "limit" });
    this.send = element("button", { type: "submit", class: "send", "aria-label": texts.send },
      icon(ARROW));
    this.element = element("form", {
      class: "composer", novalidate: true, submit: (event) => this.#submit(event),
    }, element("div", { class: "field" }, this.copy, this.field), this.send, this.limit);
    this.#write(memory.get(DRAFT) ?? "");
  }

  focus() {
    this.field.focus();
  }

  /** What was not sent comes back, before what has been written since. */
  takeBack(text) {
    const rest = this.field.value;
    this.#write(rest.trim() ? `${text}\n${rest}` : text);
    this.focus();
    this.field.setSelectionRange(text.length, text.length);
  }

  /** The chat may allow another length than before. */
  update() {
    this.#measure();
  }

  #write(text) {
    this.field.value = text;
    this.#changed();
  }

  #typed() {
    this.#changed();
    if (this.field.value.trim()) this.session.typing.typed();
    else this.session.typing.ended();
  }

  #changed() {
    const { value } = this.field;
    if (value) this.memory.set(DRAFT, value);
    else this.memory.delete(DRAFT);
    // A line of its own at the end has a height only if something stands in it.
    this.copy.textContent = `${value}\u200b`;
    this.#measure();
  }

  #measure() {
    const { maxText } = this.session.log;
    const text = this.field.value.trim();
    // Counted as the chat counts, in Unicode scalars; an emoji's `length` is more.
    const left = maxText - (text.length > maxText - NEAR_END ? [...text].length : text.length);
    this.limit.textContent = this.#limitText(left);
    this.#turnOver(left < 0);
    this.send.disabled = !text || left < 0;
  }

  #limitText(left) {
    if (left < 0) return this.texts.over(-left);
    return left < NEAR_END ? this.texts.left(left) : "";
  }

  #turnOver(isOver) {
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    this.element.classList.toggle("is-over", isOver);
    this.field.setAttribute("aria-invalid", String(isOver));
    if (isOver) this.announce(this.limit.textContent);
  }

  #pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    // Enter that ends a word of an input method is not meant for us; Safari tells by 229 only.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    this.focus();
    if (this.send.disabled) return;
    const text = this.field.value.trim();
    this.#write("");
    this.session.say(text);
  }
}
