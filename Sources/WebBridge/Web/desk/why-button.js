import { element } from "../parts/dom-element.js";
import { errorText } from "./desk-texts.js";
import { whyCard } from "./why-card.js";

/**
 * Asks for the reason of a message, and shows it in a card below. Pressed again, or Escape: the
 * card goes.
 * @param {object} texts
 * @param {() => Promise<object>} ask gives what `chat.why` tells
 * @param {() => HTMLElement} place where the card goes
 */
export function whyButton(texts, ask, place) {
  /** @type {HTMLElement | null} */
  let card = null;

  const close = () => {
    card?.remove();
    card = null;
    button.setAttribute("aria-expanded", "false");
  };
  const open = async () => {
    const shown = element("div", { class: "why-card", role: "group", "aria-label": texts.why },
      line(texts.whyLoading));
    card = shown;
    button.setAttribute("aria-expanded", "true");
    place().append(shown);
    try {
      shown.replaceChildren(whyCard(texts, await ask()));
    } catch (error) {
      shown.replaceChildren(line(errorText(texts, error)));
    }
    if (card === shown) shown.scrollIntoView({ block: "nearest" });
  };
  const button = element("button", {
    type: "button", class: "why", "aria-expanded": "false",
    click: () => (card ? close() : open()),
    keydown: ({ key }) => key === "Escape" && close(),
  }, texts.why);
  return button;
}

function line(text) {
  return element("p", { class: "why-none" }, text);
}
