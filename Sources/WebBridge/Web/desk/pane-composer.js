import { element } from "../parts/dom-element.js";
import { TypingSignal } from "./typing-signal.js";

/** Where the agent writes: to the customer, or a note to colleagues. Drafts survive a reload. */
export class PaneComposer {
  #isNote = false;

  /**
   * @param {object} wiring
   * @param {(kind: "say" | "note", text: string) => void} wiring.write
   * @param {(on: boolean) => void} wiring.typing
   * @param {{read: () => string, write: (text: string) => void}} wiring.draft
   */
  constructor({ texts, maxText, write, typing, draft }) {
    this.texts = texts;
    this.maxText = maxText;
    this.write = write;
    this.draft = draft;
    this.signal = new TypingSignal(typing);
    this.field = element("textarea", {
      rows: 1, dir: "auto", "aria-label": texts.message, placeholder: texts.messageHint,
      input: () => this.#typed(),
      blur: () => this.signal.ended(),
      keydown: (event) => this.#pressed(event),
    });
    this.field.value = draft.read();
    this.hint = element("span", { class: "note-hint", role: "status" });
    this.over = element("span", { class: "over", role: "status" });
    this.note = element("button", {
      type: "button", class: "button small quiet toggle", "aria-pressed": "false",
      click: () => this.#turn(!this.#isNote),
    }, texts.note);
    this.send = element("button", { type: "submit", class: "button primary" }, texts.send);
    this.element = element("form", { class: "composer", submit: (event) => {
      event.preventDefault();
      this.#submit();
    } }, this.field, element("div", { class: "composer-foot" },
      this.note, this.hint, this.over, this.send));
    this.#fit();
  }

  focus() {
    this.field.focus();
  }

  /** After it was put on the page, where it has a size. */
  placed() {
    this.#grow();
  }

  leave() {
    this.signal.ended();
  }

  #turn(isNote) {
    this.#isNote = isNote;
    this.note.setAttribute("aria-pressed", String(isNote));
    this.element.classList.toggle("is-note", isNote);
    this.field.placeholder = isNote ? "" : this.texts.messageHint;
    this.hint.textContent = isNote ? this.texts.noteHint : "";
    if (isNote) this.signal.ended();
    this.focus();
  }

  #typed() {
    this.draft.write(this.field.value);
    this.#fit();
    this.#grow();
    if (this.#isNote) return;
    if (this.field.value.trim()) this.signal.typed();
    else this.signal.ended();
  }

  #pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    // Enter that ends a word of an input method is not for us; Safari tells by 229 only.
    if (event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.#submit();
  }

  /** The daemon counts Unicode scalars, as does iteration; `length` would count an emoji twice. */
  #fit() {
    const text = this.field.value;
    const over = text.length <= this.maxText ? 0 : [...text.trim()].length - this.maxText;
    this.over.textContent = over > 0 ? this.texts.tooLong(over) : "";
    this.send.disabled = !text.trim() || over > 0;
  }

  #grow() {
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${this.field.scrollHeight + 2}px`);
  }

  #submit() {
    if (this.send.disabled) return;
    const text = this.field.value.trim();
    this.field.value = "";
    this.#typed();
    this.signal.ended();
    this.write(this.#isNote ? "note" : "say", text);
    this.focus();
  }
}
