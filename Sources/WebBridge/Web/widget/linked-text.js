// Only ASCII: what stands right behind an address in a Chinese sentence is not part of it.
const ADDRESS = /\bhttps?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/gi;
const CLOSING = /[.,:;!?'*]+$/;

/**
 * A text with its web addresses as links, for what the shop says.
 * @param {string} text
 * @returns {(string | HTMLAnchorElement)[]} in the order of the text; together they are the text
 */
export function linkedText(text) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    if (!isAddress(address)) continue;
    parts.push(text.slice(end, index), link(address));
    end = index + address.length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== "");
}

/** Without the sentence's own signs at its end, and without a bracket that it does not open. */
function trimmed(found) {
  const address = found.replace(CLOSING, "");
  const isUnopened = address.endsWith(")") && !address.includes("(");
  return isUnopened ? trimmed(address.slice(0, -1)) : address;
}

function isAddress(text) {
  try {
    return Boolean(new URL(text).hostname);
  } catch {
    return false;
  }
}

function link(address) {
  const made = document.createElement("a");
  made.href = address;
  made.rel = "noopener noreferrer nofollow";
  made.target = "_blank";
  made.textContent = address;
  return made;
}
