import { element } from "../parts/dom-element.js";
import { readSummary } from "./summary-lines.js";

/** What an agent should know before the first word. It folds away, and stays as it was left. */
export class SummaryCard {
  #shown = null;

  constructor(texts, isOpen) {
    this.texts = texts;
    this.body = element("dl", { class: "summary-body" });
    this.element = element("details", { class: "summary", open: isOpen },
      element("summary", {}, texts.summary), this.body);
  }

  refresh(chat) {
    this.element.hidden = !chat.summary;
    if (chat.summary === this.#shown) return;
    this.#shown = chat.summary;
    const { asked, known, tried } = readSummary(chat.summary);
    const { texts } = this;
    const said = asked.map((text) => element("dd", { dir: "auto", lang: chat.language }, text));
    const facts = known.map(({ place, slots }) => element("dd", {},
      place ? element("code", {}, place) : null,
      ...slots.map(([name, value]) => element("span", { class: "slot" },
        element("span", { class: "slot-name" }, name), " ", element("bdi", {}, value)))));
    const steps = tried.map((text) => element("dd", { dir: "auto" }, text));
    this.body.replaceChildren(
      ...group(texts.asked, said), ...group(texts.known, facts), ...group(texts.tried, steps));
  }
}

function group(title, rows) {
  return rows.length ? [element("div", {}, element("dt", {}, title), ...rows)] : [];
}
