import { element } from "../parts/dom-element.js";

/** Three dots: somebody is about to say something. */
export class WritingBubble {
  constructor(texts) {
    this.texts = texts;
    this.words = element("span", {});
    const dots = element("span", { class: "dots", "aria-hidden": "true" },
      element("i"), element("i"), element("i"));
    this.element = element("p", { class: "writing", hidden: true }, dots, this.words);
  }

  /** @param {import("./writing-signs.js").WritingSigns["writer"]} writer */
  show(writer) {
    this.element.hidden = !writer;
    if (!writer) return;
    const { botWrites, agentWrites } = this.texts;
    const text = writer.from === "bot" ? botWrites : agentWrites(writer.name);
    if (this.words.textContent !== text) this.words.textContent = text;
    // That the bot needs a moment the dots say well enough.
    this.words.classList.toggle("unseen", writer.from === "bot");
  }
}
