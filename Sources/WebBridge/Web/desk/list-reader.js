const SETTLE = 150;
const AT_MOST_EVERY = 1_000;
const REFUSED_FOR = 5_000;
const ANYHOW_EVERY = 60_000;

/**
 * Reads lists again when something says that they changed: a burst of changes is one reading, and a
 * list is never asked for twice at once. Once a minute it reads anyhow, as the order of the queue
 * depends on time too.
 */
export class ListReader {
  #readers;
  /** @type {Map<string, {timer?: number, reading?: boolean, again?: boolean, readAt: number}>} */
  #lists = new Map();
  #regular;
  #stopped = false;

  /** @param {Record<string, () => Promise<void>>} readers */
  constructor(readers) {
    this.#readers = readers;
    for (const name of Object.keys(readers)) this.#lists.set(name, { readAt: -Infinity });
  }

  /** @param {string} name */
  soon(name) {
    const list = this.#lists.get(name);
    if (list.reading) list.again = true;
    if (this.#stopped || list.timer || list.reading) return;
    const wait = Math.max(SETTLE, list.readAt + AT_MOST_EVERY - performance.now());
    list.timer = setTimeout(() => this.#read(name), wait);
  }

  /** All of them, now. */
  async readAll() {
    clearInterval(this.#regular);
    if (this.#stopped) return;
    this.#regular = setInterval(() => {
      for (const name of this.#lists.keys()) this.soon(name);
    }, ANYHOW_EVERY);
    await Promise.all([...this.#lists.keys()].map((name) => this.#read(name)));
  }

  stop() {
    this.#stopped = true;
    clearInterval(this.#regular);
    for (const list of this.#lists.values()) clearTimeout(list.timer);
  }

  async #read(name) {
    const list = this.#lists.get(name);
    clearTimeout(list.timer);
    list.timer = undefined;
    if (list.reading) return;
    list.reading = true;
    list.again = false;
    list.readAt = performance.now();
    try {
      await this.#readers[name]();
    } catch (error) {
      // With a new connection all lists are read; any other refusal passes.
      list.again = error.name !== "OFFLINE";
      list.readAt += REFUSED_FOR;
    }
    list.reading = false;
    if (list.again) this.soon(name);
  }
}
