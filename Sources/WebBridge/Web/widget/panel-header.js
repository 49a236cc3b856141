import { element, icon } from "../parts/dom-element.js";

const CROSS = "M6 6l12 12M18 6L6 18";
const SPARK = "M12 4.5l1.7 4.8 4.8 1.7-4.8 1.7L12 17.5l-1.7-4.8-4.8-1.7 4.8-1.7Z"
  + "M18.5 16v4M16.5 18h4";
const PERSON = "M12 12a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4ZM4.8 19.4c.9-3 3.7-4.6 "
  + "7.2-4.6s6.3 1.6 7.2 4.6";

/** Who the customer talks to, and the way out. */
export class PanelHeader {
  #shown = "";

  /** @param {() => void} close */
  constructor(texts, close) {
    this.texts = texts;
    this.face = element("span", { class: "face", "aria-hidden": "true" });
    this.title = element("h2", { class: "title", dir: "auto" });
    this.role = element("p", { class: "role" });
    this.element = element("header", { class: "header" },
      this.face,
      element("div", { class: "who-answers" }, this.title, this.role),
      element("button", {
        type: "button", class: "icon-button", "aria-label": texts.close, click: close,
      }, icon(CROSS)));
  }

  /** @param {import("./chat-log.js").ChatLog} log */
  update({ owner, agent }) {
    if (this.#shown === `${owner} ${agent}`) return;
    this.#shown = `${owner} ${agent}`;
    const { texts } = this;
    const roles = { bot: texts.withBot, queue: texts.withQueue, agent: texts.withAgent };
    this.title.textContent = agent || texts.title;
    this.role.textContent = roles[owner] ?? "";
    this.role.hidden = ["", this.title.textContent].includes(this.role.textContent);
    this.face.replaceChildren(agent ? initial(agent) : icon(owner === "queue" ? PERSON : SPARK));
  }
}

/** The first sign of a name as people see it: an accent or a flag is part of it. */
function initial(name) {
  const [first] = new Intl.Segmenter().segment(name.trim());
  return first?.segment.toLocaleUpperCase() ?? "";
}
