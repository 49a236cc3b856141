import { deskMark, languageSelect } from "./brand.js";
import { element } from "../parts/dom-element.js";

/**
 * What stands above everything: whose desk it is, whether it is connected, language, help, the way
 * out.
 */
export class TopBar {
  constructor({ texts, language, speak, help, signOut }) {
    this.texts = texts;
    this.link = element("div", { class: "link-bar", role: "status", hidden: true },
      element("span", { class: "link-dot", "aria-hidden": "true" }),
      element("span", {}, texts.reconnecting));
    this.element = element("header", { class: "top-bar" },
      deskMark(),
      element("h1", { class: "top-title" }, texts.desk),
      this.link,
      element("div", { class: "top-tools" },
        languageSelect(texts, language, speak),
        element("button", {
          type: "button", class: "button quiet square", "aria-label": texts.help,
          "aria-keyshortcuts": "?", title: texts.help, click: help,
        }, "?"),
        element("button", { type: "button", class: "button quiet", click: signOut },
          texts.signOut)));
  }

  linked(up) {
    this.link.hidden = up;
  }
}
