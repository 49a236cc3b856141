/**
 * What a browser keeps for this bridge: names of its own in the shop's storage, so that neither the
 * shop's entries nor another bridge's are touched.
 *
 * Where storage is forbidden or full the page remembers by itself, as long as it lives.
 */
export class PageMemory {
  #own = new Map();

  /**
   * @param {() => Storage} storage asked each time: the mere question may be forbidden
   * @param {string} owner the bridge's address
   */
  constructor(storage, owner) {
    this.storage = storage;
    this.prefix = `parley ${owner} `;
  }

  /** @returns {string | null} */
  get(name) {
    if (this.#own.has(name)) return this.#own.get(name);
    return this.#attempt((storage) => storage.getItem(this.prefix + name)) ?? null;
  }

  set(name, value) {
    this.#own.delete(name);
    const isKept = this.#attempt((storage) => {
      storage.setItem(this.prefix + name, value);
      return true;
    });
    if (!isKept) this.#own.set(name, value);
  }

  delete(name) {
    this.#own.delete(name);
    this.#attempt((storage) => storage.removeItem(this.prefix + name));
  }

  /** @returns {string[]} the names that begin so */
  names(start) {
    const stored = this.#attempt((storage) => Object.keys(storage)) ?? [];
    const kept = stored
      .filter((key) => key.startsWith(this.prefix + start))
      .map((key) => key.slice(this.prefix.length));
    const own = [...this.#own.keys()].filter((name) => name.startsWith(start));
    return [...new Set([...kept, ...own])];
  }

  /**
   * Another tab has changed something.
   * @param {(name: string, value: string | null) => void} changed
   * @param {AbortSignal} signal ends it
   */
  watch(changed, signal) {
    const tell = ({ key, newValue }) => {
      if (key?.startsWith(this.prefix)) changed(key.slice(this.prefix.length), newValue);
    };
    addEventListener("storage", tell, { signal });
  }

  #attempt(act) {
    try {
      return act(this.storage());
    } catch {
      return undefined;
    }
  }
}
