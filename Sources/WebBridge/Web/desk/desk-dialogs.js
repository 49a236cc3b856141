import { element } from "../parts/dom-element.js";

function show(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

function button(text, look, click) {
  return element("button", { type: "button", class: `button ${look}`, click }, text);
}

/** The keys of the desk. */
export function showHelp(texts) {
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": "help-title" },
    element("h2", { id: "help-title" }, texts.keys),
    element("dl", { class: "key-list" }, ...texts.keyHelp.flatMap(([keys, meaning]) => [
      element("dt", {}, ...keys.split(" ").map((key) => keyCap(key))),
      element("dd", {}, meaning),
    ])),
    element("div", { class: "dialog-foot" },
      button(texts.close, "primary", () => dialog.close())));
  show(dialog);
}

function keyCap(key) {
  return /^[\p{L}\d?]+,?$/u.test(key)
    ? element("span", {}, element("kbd", {}, key.replace(",", "")), key.endsWith(",") ? ", " : " ")
    : ` ${key} `;
}

/**
 * Asks before something that cannot be undone; resolves to whether the person wants it.
 * @returns {Promise<boolean>}
 */
export function ask({ title, text, yes, no }) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const dialog = element("dialog", { class: "dialog", "aria-labelledby": "ask-title",
      close: () => resolve(dialog.returnValue === "yes") },
      element("h2", { id: "ask-title" }, title),
      element("p", {}, text),
      element("div", { class: "dialog-foot" },
        button(no, "", answer("no")), button(yes, "danger", answer("yes"))));
    show(dialog);
  });
}
