import en from "./texts-en.js";
import vi from "./texts-vi.js";
import zhHans from "./texts-zh-hans.js";
import zhHant from "./texts-zh-hant.js";

const TEXTS = { en, vi, "zh-Hans": zhHans, "zh-Hant": zhHant };

const TAGS = [
  [/^zh[-_](.*[-_])?(hant|tw|hk|mo)\b/i, "zh-Hant"],
  [/^zh\b/i, "zh-Hans"],
  [/^vi\b/i, "vi"],
  [/^en\b/i, "en"],
];

/** @returns {string | undefined} the language of ours that a language tag asks for */
function known(tag) {
  return TAGS.find(([pattern]) => pattern.test(tag ?? ""))?.[1];
}

/**
 * The language of the widget: what was asked for, else the page's, else the browser's, else English.
 * @param {string | null} asked
 * @returns {"en" | "vi" | "zh-Hans" | "zh-Hant"}
 */
export function chosenLanguage(asked) {
  const tags = [asked, document.documentElement.lang, ...navigator.languages];
  return tags.map(known).find(Boolean) ?? "en";
}

/** @returns {typeof en} what the widget says in that language */
export function textsOf(language) {
  return TEXTS[language] ?? en;
}

/** The tag for times and dates: as the customer's own region writes them, where that is known. */
export function regionalTag(language) {
  return navigator.languages.find((tag) => known(tag) === language) ?? language;
}
