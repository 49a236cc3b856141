/**
 * @typedef {object} ChatEntry one bubble
 * @property {string} key stays the same while a message goes from written to stored
 * @property {"customer" | "bot" | "agent" | "system"} from
 * @property {string} text
 * @property {number} at milliseconds
 * @property {string} name the agent's, or empty
 * @property {number} [seq] once it is stored
 * @property {"sending" | "sent" | "failed"} [status] of the customer's
 * @property {string} [failure] why it was refused
 * @property {Choices} [choices]
 */

/**
 * @typedef {object} Choices the buttons under a message
 * @property {{id: string, text: string}[]} buttons
 * @property {string | null} chosen the id of the one that was pressed
 * @property {boolean} isOpen whether one can be pressed
 */

/**
 * Everything the chat shows, in its order: what is stored, then what is on its way.
 * @param {import("./chat-log.js").ChatLog} log
 * @param {import("./echoes.js").Echoes} echoes
 * @param {import("./outbox.js").Delivery[]} landed confirmed, but not told yet as messages
 * @param {import("./outbox.js").Delivery[]} waiting
 * @returns {ChatEntry[]}
 */
export function chatEntries(log, echoes, landed, waiting) {
  const isMissing = ({ id }) => !(echoes.seqOf(id) <= log.last);
  const isSent = new Set(landed);
  const entries = [
    ...log.messages.map((message) => storedEntry(message, echoes)),
    ...[...landed, ...waiting].filter(isMissing).map((item) => ownEntry(item, isSent.has(item))),
  ];
  offerChoices(entries, log.owner);
  return entries;
}

function storedEntry(message, echoes) {
  const { seq, from, text, at, name = "", kind, buttons } = message;
  return {
    key: echoes.idOf(seq) ?? `m${seq}`,
    from,
    text,
    at: Date.parse(at),
    name,
    seq,
    status: from === "customer" ? "sent" : undefined,
    isPress: kind === "button",
    isQueue: kind === "queue",
    choices: buttons?.length ? { buttons, chosen: null, isOpen: false } : undefined,
  };
}

function ownEntry({ id, text, at, button, failure }, isSent) {
  const status = failure ? "failed" : isSent ? "sent" : "sending";
  return { key: id, from: "customer", text, at, name: "", status, failure, isPress: Boolean(button) };
}

/** Only the newest buttons can be pressed, once, and only while it is their owner's turn. */
function offerChoices(entries, owner) {
  let isNewest = true;
  let pressed = [];
  for (const entry of entries.toReversed?.() ?? [...entries].reverse()) {
    if (entry.isPress && entry.status !== "failed") pressed.push(entry.text);
    if (!entry.choices) continue;
    const { buttons } = entry.choices;
    const chosen = buttons.find(({ text }) => pressed.includes(text))?.id ?? null;
    const isOpen = isNewest && chosen === null && hasTurn(entry, owner);
    entry.choices = { buttons, chosen, isOpen };
    isNewest = false;
    pressed = [];
  }
}

function hasTurn({ isQueue }, owner) {
  if (owner === "agent") return false;
  return isQueue === (owner === "queue");
}
