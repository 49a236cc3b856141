/** More than the keys Alt+1…9 reach is more than anybody keeps apart. */
const MOST = 9;

/**
 * Which chats stand open, and which of them are in view when there is room for `columns`. Pure. A
 * pinned chat stays in view before others, then those that the agent holds, then who was used last.
 */
export class OpenPanes {
  /** @type {{chat: string, pinned: boolean, used: number}[]} */
  #panes;
  #uses;

  constructor(stored = []) {
    this.#panes = stored.filter((pane) => typeof pane?.chat === "string");
    this.#uses = Math.max(0, ...this.#panes.map((pane) => pane.used ?? 0));
  }

  /** What to store, and to begin with the next time. */
  get stored() {
    return this.#panes;
  }

  get chats() {
    return this.#panes.map((pane) => pane.chat);
  }

  /** The one that was used last. */
  get current() {
    return this.#latest(this.#panes)[0]?.chat ?? null;
  }

  has(chat) {
    return this.#panes.some((pane) => pane.chat === chat);
  }

  isPinned(chat) {
    return this.#panes.some((pane) => pane.chat === chat && pane.pinned);
  }

  /** Opens the chat, or marks it as used. */
  use(chat, isHeld = () => true) {
    const used = ++this.#uses;
    const pane = this.#panes.find((one) => one.chat === chat);
    if (pane) pane.used = used;
    else this.#panes.push({ chat, pinned: false, used });
    while (this.#panes.length > MOST) {
      this.close(this.#ranked(isHeld).at(-1).chat);
    }
  }

  pin(chat, pinned) {
    for (const pane of this.#panes) if (pane.chat === chat) pane.pinned = pinned;
  }

  close(chat) {
    this.#panes = this.#panes.filter((pane) => pane.chat !== chat);
  }

  /**
   * @param {(chat: string) => boolean} isHeld
   * @returns {string[]}
   */
  inView(columns, isHeld = () => true) {
    const chosen = new Set();
    const current = this.current;
    // Whoever was just opened is in view even when every column is pinned.
    if (current) chosen.add(current);
    for (const pane of this.#ranked(isHeld)) if (chosen.size < columns) chosen.add(pane.chat);
    return this.chats.filter((chat) => chosen.has(chat));
  }

  #ranked(isHeld) {
    const rank = (pane) => Number(pane.pinned) * 2 + Number(isHeld(pane.chat));
    return this.#latest(this.#panes).sort((a, b) => rank(b) - rank(a));
  }

  #latest(panes) {
    return [...panes].sort((a, b) => b.used - a.used);
  }
}
