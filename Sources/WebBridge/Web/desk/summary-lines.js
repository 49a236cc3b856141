/** @typedef {{place: string, slots: [string, string][]}} Known */

/**
 * The daemon's summary of a chat, taken apart for reading: what the customer said, what is known (a
 * place in a dialog or a call, with its values), and what was tried. Whatever does not look as
 * expected stays a line of `tried`: nothing is lost.
 * @param {string} summary
 * @returns {{asked: string[], known: Known[], tried: string[]}}
 */
export function readSummary(summary = "") {
  const quoted = summary.match(/^“[\s\S]*”(?=\n|$)/)?.[0] ?? "";
  const asked = quoted ? quoted.slice(1, -1).split(/” (?:… )?“/) : [];
  const lines = summary.slice(quoted.length).split("\n").filter((line) => line.trim());
  // Only the last line is a list, of what was tried.
  const facts = [...lines.slice(0, -1), ...(lines.at(-1)?.split("; ") ?? [])];
  const known = [];
  const tried = [];
  for (const fact of facts) {
    const place = readPlace(fact);
    if (place) known.push(place);
    else tried.push(fact);
  }
  return { asked, known, tried };
}

/** `dialog.state`, `dialog.state: slot=value, …` or `slot=value`. */
function readPlace(fact) {
  const [, place = "", rest] = fact.match(/^(?:([\w-]+\.[\w-]+)(?:: |$))?([\s\S]*)$/);
  const pairs = rest ? rest.split(/, (?=[\w-]+=)/) : [];
  const slots = pairs.map((pair) => pair.match(/^([\w-]+)=([\s\S]*)$/));
  if (slots.some((slot) => !slot) || (!place && !slots.length)) return null;
  return { place, slots: slots.map(([, name, value]) => [name, value]) };
}
