import { element, icon } from "../parts/dom-element.js";

const CHECK = "M5 12.5l4.5 4.5L19 7.5";

/** What the bot offers to answer with; the one that was chosen stays marked. */
export class ChoiceButtons {
  /**
   * @param {{id: string, text: string}[]} buttons
   * @param {object} kit texts; pressed
   */
  constructor(buttons, { texts, pressed }) {
    this.texts = texts;
    this.buttons = buttons.map((choice) => ({
      id: choice.id,
      made: element("button", {
        type: "button", class: "choice",
        click: ({ pointerType }) => pressed(choice, pointerType === "touch"),
      }, element("span", { dir: "auto" }, choice.text)),
    }));
    this.element = element("div", { class: "choices" }, ...this.buttons.map(({ made }) => made));
  }

  /** @param {import("./chat-entries.js").Choices} choices */
  update({ chosen, isOpen }) {
    for (const { id, made } of this.buttons) {
      made.disabled = !isOpen;
      if (made.classList.toggle("is-chosen", id === chosen)) this.#mark(made);
      else made.querySelectorAll(".mark").forEach((mark) => mark.remove());
    }
  }

  #mark(button) {
    if (button.querySelector(".mark")) return;
    button.prepend(element("span", { class: "mark" }, icon(CHECK)));
    button.append(element("span", { class: "mark unseen" }, ` (${this.texts.chosen})`));
  }
}
