import { element, icon } from "../parts/dom-element.js";
import { owedState } from "./durations.js";
import { languageName } from "./desk-texts.js";
import { shortName } from "./desk-chat.js";

const PIN = "M8 4h8M9.5 4v6L6 14.5h12L14.5 10V4M12 14.5V20.5";
const CLOSE = "M6 6l12 12M18 6L6 18";

/** What chat a pane shows, who has it, and what can be done with it. */
export class PaneHeader {
  /**
   * @param {object} wiring
   * @param {Record<"pin" | "close" | "returnToBot" | "release" | "resolve", () => void>} wiring.act
   */
  constructor(chat, { texts, me, act }) {
    this.chat = chat;
    this.texts = texts;
    this.me = me;
    this.number = element("span", { class: "number", "aria-hidden": "true" });
    this.language = element("span", { class: "badge" });
    this.due = element("span", { class: "due" });
    this.owner = element("span", { class: "owner" });
    this.about = element("span", {});
    this.pin = element("button", {
      type: "button", class: "button quiet square pin", "aria-label": texts.pin, title: texts.pin,
      "aria-pressed": "false", click: act.pin,
    }, icon(PIN));
    const close = element("button", {
      type: "button", class: "button quiet square", "aria-label": texts.close, title: texts.close,
      click: act.close,
    }, icon(CLOSE));
    const action = (name, look = "") => element("button", {
      type: "button", class: `button small ${look}`, click: act[name],
    }, texts[name]);
    this.resolve = action("resolve", "accent");
    this.resolve.setAttribute("aria-expanded", "false");
    this.actions = element("div", { class: "pane-actions" },
      action("returnToBot"), action("release"), this.resolve);
    this.element = element("header", { class: "pane-header" },
      element("div", { class: "pane-line" },
        this.number,
        element("h2", { title: chat.id }, shortName(chat.id)), this.language,
        element("span", { class: "space" }), this.due, this.pin, close),
      element("div", { class: "pane-about" }, this.owner, this.about),
      this.actions);
  }

  refresh({ number, isPinned, now }) {
    const { chat, texts } = this;
    const isHeld = chat.isHeldBy(this.me);
    this.number.textContent = number ? String(number) : "";
    this.number.hidden = !number;
    this.language.textContent = languageName(chat.language);
    this.language.lang = chat.language;
    this.language.hidden = !chat.language;
    this.owner.textContent = ownerText(texts, chat, isHeld);
    this.owner.dataset.held = String(isHeld);
    this.about.textContent =
      [texts.reasons[chat.reason] ?? chat.reason, chat.team].filter(Boolean).join(" · ");
    this.pin.setAttribute("aria-pressed", String(isPinned));
    this.actions.hidden = !isHeld;
    this.tick(now);
  }

  tick(now) {
    const isRunning = this.chat.isHeldBy(this.me) || this.chat.owner === "queue";
    const owed = isRunning ? owedState(this.chat.owed, now, this.texts) : null;
    const text = owed?.text ?? "";
    if (this.due.textContent !== text) this.due.textContent = text;
    this.element.dataset.due = owed?.state ?? "";
  }
}

function ownerText(texts, chat, isHeld) {
  if (isHeld) return texts.heldByYou;
  switch (chat.owner) {
    case "bot": return texts.ownerBot;
    case "queue": return texts.ownerQueue;
    case "nobody": return texts.ownerNobody;
    case null: return "";
    default: return chat.agent ? texts.ownerAgent(chat.agent) : texts.ownerUnknown;
  }
}
