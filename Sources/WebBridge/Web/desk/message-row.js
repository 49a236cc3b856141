import { element } from "../parts/dom-element.js";
import { DeliveryMark } from "./delivery-mark.js";
import { dayText, timeOfDay } from "./durations.js";
import { whyButton } from "./why-button.js";

/** Words of one person within this time stand together, with the name once. */
const TOGETHER = 5 * 60_000;

/**
 * One row of a chat's log: a message, a note or something on its way. Made once; `update` fits it
 * to its neighbours and to what became of it.
 */
export class MessageRow {
  /**
   * @param {import("./desk-chat.js").Entry} entry
   * @param {object} desk texts, language, me; why, retry, discard
   */
  constructor({ kind, item }, chatLanguage, desk) {
    this.desk = desk;
    const { texts } = desk;
    const { from, name } = voice({ kind, item });
    // An agent writes in whatever language; everybody else in the chat's.
    const lang = from === "agent" || from === "note" ? null : chatLanguage;
    this.day = element("p", { class: "day", hidden: true });
    this.mark = from === "agent" || kind === "pending" ? new DeliveryMark(desk) : null;
    this.element = element("div", { class: `row from-${from}`, "data-seq": item.seq },
      this.day,
      element("div", { class: "meta" },
        element("span", { class: "who" }, speaker(texts, from, name, desk.me)),
        element("time", { datetime: item.at }, timeOfDay(item.at, desk.language)),
        item.kind === "button" ? element("span", {}, texts.pressed) : null),
      element("div", { class: "said" },
        element("p", { class: "bubble", dir: "auto", lang }, item.text),
        from === "bot" ? whyButton(texts, () => desk.why(item.seq), () => this.element) : null),
      item.buttons?.length ? chips(texts, item.buttons, lang) : null,
      item.intent ? intentLabel(texts, item.intent) : null,
      this.mark?.element);
  }

  /** @param {{before?: import("./desk-chat.js").Entry, isLastOwn: boolean}} place */
  update(entry, { before, isLastOwn }) {
    const { at } = entry.item;
    const isNewDay = !before || dayOf(before.item.at) !== dayOf(at);
    this.element.classList.toggle("follows", !isNewDay && goesOn(before, entry));
    this.day.hidden = !isNewDay;
    if (isNewDay) this.day.textContent ||= dayText(at, this.desk.language);
    const state = entry.kind === "pending" ? entry.item.state : isLastOwn ? "sent" : "";
    this.mark?.show(state, entry.item);
    if (this.mark) this.element.dataset.delivery = state;
  }
}

/** Who says it: for the looks, and for what stands together. */
function voice({ kind, item }) {
  if (kind === "note") return { from: "note", name: item.agent };
  if (kind === "pending") return { from: item.kind === "note" ? "note" : "agent", name: null };
  return { from: item.from, name: item.name ?? null };
}

function goesOn(before, entry) {
  const was = voice(before);
  const is = voice(entry);
  const isSame = was.from === is.from && (was.name === is.name || entry.kind === "pending");
  return isSame && Date.parse(entry.item.at) - Date.parse(before.item.at) < TOGETHER;
}

function speaker(texts, from, name, me) {
  if (from === "note") return name ? texts.noteBy(name) : texts.note;
  if (from === "agent") return name === null || name === me ? texts.you : name;
  return texts[from] ?? from;
}

function chips(texts, buttons, lang) {
  return element("ul", { class: "chips", role: "list", "aria-label": texts.choices },
    ...buttons.map(({ text }) => element("li", { class: "chip", dir: "auto", lang }, text)));
}

function intentLabel(texts, intent) {
  return element("div", { class: "foot" },
    element("span", { class: "for-screen-readers" }, `${texts.understoodAs} `),
    element("code", { class: "intent" }, intent));
}

function dayOf(at) {
  return new Date(at).toDateString();
}
