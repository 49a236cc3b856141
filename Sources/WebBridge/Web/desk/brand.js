import { element } from "../parts/dom-element.js";
import { LANGUAGE_NAMES } from "./desk-texts.js";

/** The mark of the desk, beside its name. */
export function deskMark() {
  return element("span", { class: "mark" },
    element("img", { src: "/desk/desk-icon.svg", alt: "", width: 24, height: 24 }),
    element("span", {}, "Parley"));
}

/** Chooses the language of the page; each stands there in its own name. */
export function languageSelect(texts, language, speak) {
  const select = element("select", {
    "aria-label": texts.language, class: "quiet-select",
    change: () => speak(select.value),
  });
  for (const [tag, name] of Object.entries(LANGUAGE_NAMES)) {
    select.append(element("option", { value: tag, lang: tag, selected: tag === language }, name));
  }
  return select;
}
