import { element } from "../parts/dom-element.js";
import { errorText } from "./desk-texts.js";

const LABELS_SHOWN = 4;
/** What says how a chat goes on, not what its customer wants. */
const NOT_WISHES = new Set([
  "human.request", "greet", "yes", "no", "provide", "back", "why", "repeat", "stop_flow",
  "switch_language", "thanks_bye", "abuse", "urge.reply",
]);

let made = 0;

/**
 * How a chat ended, and what its customer wanted: the one for the shop's figures, the other for the
 * bot to learn from. Suggestions are at hand, and every other word is possible.
 */
export class ResolveForm {
  /**
   * @param {object} wiring
   * @param {string[]} wiring.intents what the customer of this chat was understood to want
   * @param {string[]} wiring.labels what others wanted lately
   * @param {(outcome: string, label: string) => Promise<void>} wiring.resolve may reject
   */
  constructor({ texts, intents, labels, resolve, cancel }) {
    this.texts = texts;
    this.resolve = resolve;
    const id = `resolve-${++made}`;
    const wishes = intents.filter((intent) => !NOT_WISHES.has(intent));
    const outcome = field(`${id}-outcome`, texts.outcomes, { required: true });
    const label = field(`${id}-label`, [...new Set([...wishes, ...labels])], {
      placeholder: texts.labelHint, spellcheck: "false", autocapitalize: "none" });
    this.outcome = outcome.input;
    this.label = label.input;
    this.problem = element("p", { class: "problem", role: "alert", id: `${id}-problem` });
    this.button = element("button", { type: "submit", class: "button primary" }, texts.resolveChat);
    this.element = element("form", {
      class: "resolve-form", "aria-label": texts.resolveTitle, novalidate: true,
      submit: (event) => this.#submit(event),
      keydown: (event) => event.key === "Escape" && cancel(),
    },
      element("h3", {}, texts.resolveTitle),
      element("label", { for: outcome.input.id }, texts.outcome),
      outcome.input, outcome.list, suggestions(outcome.input, texts.outcomes),
      element("label", { for: label.input.id }, texts.label),
      label.input, label.list, suggestions(label.input, wishes.slice(0, LABELS_SHOWN)),
      this.problem,
      element("div", { class: "form-foot" },
        element("button", { type: "button", class: "button", click: cancel }, texts.cancel),
        this.button));
  }

  focus() {
    this.outcome.focus();
  }

  async #submit(event) {
    event.preventDefault();
    const outcome = this.outcome.value.trim();
    this.outcome.setAttribute("aria-invalid", String(!outcome));
    this.problem.textContent = outcome ? "" : this.texts.outcomeMissing;
    if (!outcome) return this.outcome.focus();
    this.button.disabled = true;
    try {
      await this.resolve(outcome, this.label.value.trim());
    } catch (error) {
      this.problem.textContent = errorText(this.texts, error);
      this.button.disabled = false;
    }
  }
}

function field(id, options, properties) {
  const listed = options.map((value) => element("option", { value }));
  return {
    input: element("input", {
      id, list: `${id}-list`, maxlength: 128, autocomplete: "off", dir: "auto", ...properties,
    }),
    list: element("datalist", { id: `${id}-list` }, ...listed),
  };
}

function suggestions(input, words) {
  if (!words.length) return null;
  return element("div", { class: "suggestions" }, ...words.map((word) =>
    element("button", { type: "button", class: "chip", dir: "auto", click: () => {
      input.value = word;
      input.focus();
    } }, word)));
}
