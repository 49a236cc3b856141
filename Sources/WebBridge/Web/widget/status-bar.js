import { element } from "../parts/dom-element.js";

/**
 * How things stand, where that is more than "somebody answers".
 * @param {import("./chat-session.js").ChatSession} session
 * @returns {{kind: "reconnecting" | "waiting" | "closed", text: string} | null}
 */
export function statusOf({ isReconnecting, isOpened, log }, texts) {
  if (isReconnecting) return { kind: "reconnecting", text: texts.reconnecting };
  if (log.owner === "queue") return { kind: "waiting", text: placeText(log.place, texts) };
  if (log.owner === "nobody" && isOpened) return { kind: "closed", text: texts.closed };
  return null;
}

/**
 * Where a waiting customer stands.
 * @param {{position: number, wait_s?: number} | null} place
 * @returns {string}
 */
export function placeText(place, texts) {
  if (!place) return texts.waiting;
  const minutes = place.wait_s > 0 ? Math.ceil(place.wait_s / 60) : 0;
  return texts.place(place.position, minutes);
}

/** One calm line below the header; away when there is nothing to say. */
export class StatusBar {
  constructor(texts) {
    this.texts = texts;
    this.line = element("span", {});
    // Its minutes change all the time: what is worth hearing, NewsReader says.
    this.element = element("div", { class: "status", role: "status", "aria-live": "off" },
      element("span", { class: "pulse", "aria-hidden": "true" }), this.line);
    this.update({ log: {} });
  }

  update(session) {
    const status = statusOf(session, this.texts);
    this.element.dataset.kind = status?.kind ?? "none";
    const text = status?.text ?? "";
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}
