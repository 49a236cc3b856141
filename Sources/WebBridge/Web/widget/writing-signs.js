/** A bot that has not answered by then waits for something else. */
const BOT_PATIENCE = 8_000;
/** An agent's page says it again sooner than this, as long as the agent types. */
const AGENT_PATIENCE = 6_000;

/** Who is about to say something, as far as can be told; forgotten by itself after a while. */
export class WritingSigns {
  /** @type {null | {from: "bot"} | {from: "agent", name: string}} */
  writer = null;
  #timer;

  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
  }

  botThinks() {
    this.#set({ from: "bot" }, BOT_PATIENCE);
  }

  agentTypes(name) {
    this.#set({ from: "agent", name }, AGENT_PATIENCE);
  }

  /** It was said, or is not going to be. */
  clear() {
    clearTimeout(this.#timer);
    if (!this.writer) return;
    this.writer = null;
    this.changed();
  }

  #set(writer, patience) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.clear(), patience);
    this.writer = writer;
    this.changed();
  }
}
