const NAME = "seen";
const PAUSE = 1_000;

/** Up to where the customer has seen the chat, in any tab; told to the bridge, not too often. */
export class SeenMark {
  #timer = null;

  /**
   * @param {import("./page-memory.js").PageMemory} memory shared by all tabs
   * @param {(seq: number) => void} tell
   */
  constructor(memory, tell) {
    this.memory = memory;
    this.tell = tell;
  }

  get seq() {
    return Number(this.memory.get(NAME)) || 0;
  }

  /** @returns {boolean} whether that is new */
  move(seq) {
    if (seq <= this.seq) return false;
    this.memory.set(NAME, String(seq));
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.tell(this.seq);
    }, PAUSE);
    return true;
  }

  /** The chat begins anew. */
  forget() {
    this.memory.delete(NAME);
  }

  /** Whether a stored name is that of the mark. */
  static isMark(name) {
    return name === NAME;
  }
}
