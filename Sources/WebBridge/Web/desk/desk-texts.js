import en from "./desk-texts-en.js";
import vi from "./desk-texts-vi.js";
import zhHans from "./desk-texts-zh-hans.js";
import zhHant from "./desk-texts-zh-hant.js";

const LANGUAGES = { "zh-Hans": zhHans, "zh-Hant": zhHant, vi, en };

/** The languages of the desk and of customers, each in its own name. */
export const LANGUAGE_NAMES = {
  "zh-Hans": "简体中文",
  "zh-Hant": "繁體中文",
  vi: "Tiếng Việt",
  en: "English",
};

/**
 * The words of one language.
 * @param {string} language one of `LANGUAGE_NAMES`
 */
export function textsOf(language) {
  return LANGUAGES[language] ?? en;
}

/** A language's own name; a tag that the desk does not know is its own name. */
export function languageName(tag) {
  return LANGUAGE_NAMES[tag] ?? tag ?? "";
}

/**
 * The first of a person's languages that the desk speaks, else English.
 * @param {readonly string[]} tags as `navigator.languages`
 */
export function preferredLanguage(tags) {
  for (const tag of tags) {
    const [language, ...rest] = tag.toLowerCase().split("-");
    if (language === "zh") {
      return rest.some((part) => ["hant", "tw", "hk", "mo"].includes(part)) ? "zh-Hant" : "zh-Hans";
    }
    if (language in LANGUAGES) return language;
  }
  return "en";
}

/** What an error's name means to an agent. */
export function errorText(texts, error) {
  if (error.name === "ALREADY_CLAIMED") {
    const agent = error.data?.agent ?? error.message.match(/`([^`]+)`/)?.[1];
    if (agent) return texts.has(agent);
  }
  return texts.errors[error.name] ?? texts.errors.other(error.name);
}
