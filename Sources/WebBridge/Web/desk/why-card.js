import { element } from "../parts/dom-element.js";

/**
 * Why the bot said something: the rule with its place in the shop's files, what the customer was
 * understood to want, the words that spoke for it, and what came second.
 * @param {object} why the result of `chat.why`
 */
export function whyCard(texts, why) {
  const rows = [];
  const row = (title, ...content) => rows.push(
    element("div", {}, element("dt", {}, title), element("dd", {}, ...content)));
  if (why.intent || why.decision) {
    const decision = texts.decisions[why.decision] ?? why.decision ?? "";
    row(texts.whyIntent, ...[why.intent && element("code", {}, why.intent), " ", decision]
      .filter(Boolean));
  }
  if (why.rule) row(texts.whyRule, element("code", {}, why.rule));
  if (typeof why.score === "number") row(texts.whyScore, scoreText(why.score));
  // The runner-up's evidence is there, too; what came second is named below.
  const spoke = (why.evidence ?? []).filter((one) => one.intent === why.intent);
  const words = [...new Set(spoke.map((one) => one.text).filter(Boolean))];
  if (words.length) {
    row(texts.whyWords, ...words.map((text) => element("bdi", { class: "slot" }, text)));
  }
  if (why.runner_up?.intent) {
    const { intent, score } = why.runner_up;
    row(texts.whyRunnerUp, element("code", {}, intent), ` ${scoreText(score)}`);
  }
  const steps = (why.steps ?? []).map((step) => element("li", {},
    plain(step.what), step.file ? element("code", {}, `${step.file}:${step.line}`) : null));
  if (steps.length) row(texts.whySteps, element("ol", {}, ...steps));
  if (!rows.length) return element("p", { class: "why-none" }, texts.whyNone);
  return element("dl", { class: "why-list" }, ...rows);
}

function scoreText(score) {
  return score > 0 && score < 0.01 ? "< 0.01" : score.toFixed(2);
}

/** Steps are written with backticks around names, as in the daemon's log. */
function plain(what) {
  return element("span", {}, ...what.split("`").map((part, index) =>
    index % 2 ? element("b", {}, part) : part));
}
