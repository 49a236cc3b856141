import { offerCopying } from "./shop-copy.js";

/** The page says its English itself; the other languages replace it. */
const TEXTS = {
  "zh-Hans": () => import("./shop-texts-zh-hans.js"),
  "zh-Hant": () => import("./shop-texts-zh-hant.js"),
  "vi": () => import("./shop-texts-vi.js"),
};

function speak(texts) {
  document.title = texts.title;
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = texts[element.dataset.text];
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", texts[element.dataset.label]);
  }
}

const language = document.documentElement.lang;
try {
  if (TEXTS[language]) speak((await TEXTS[language]()).default);
} finally {
  document.documentElement.dataset.ready = "";
}
for (const link of document.querySelectorAll(".languages a")) {
  if (link.lang === language) link.setAttribute("aria-current", "true");
}
offerCopying();
