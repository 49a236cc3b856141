const NAME = "key";

/** Random bytes as base64url. */
function randomName(bytes) {
  const values = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...values))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** @returns {string} an id that nobody else has chosen or will choose */
export const randomId = () => randomName(16);

/** The secret that a chat belongs to whoever has it; this browser's, for this bridge. */
export class ChatKey {
  /** @param {import("./page-memory.js").PageMemory} memory */
  constructor(memory) {
    this.memory = memory;
  }

  /** @returns {string | null} null before the first chat */
  get kept() {
    const key = this.memory.get(NAME);
    return /^[\w-]{22,64}$/.test(key ?? "") ? key : null;
  }

  /** @returns {string} the one there is, or a new one */
  keepOne() {
    if (!this.kept) this.memory.set(NAME, randomName(32));
    return this.kept;
  }

  /** Whether a stored name is that of the key. */
  static isKey(name) {
    return name === NAME;
  }
}
