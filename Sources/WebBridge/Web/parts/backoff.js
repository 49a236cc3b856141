/**
 * How long to wait before the next attempt: short at first, then longer, and never the same for
 * two browsers, so that they do not all come back in the moment in which a server does.
 */
export class Backoff {
  #wait;
  #floor = 0;

  /** @param {{first?: number, longest?: number}} [limits] milliseconds */
  constructor({ first = 300, longest = 8_000 } = {}) {
    this.first = first;
    this.longest = longest;
    this.#wait = first;
  }

  /** @returns {number} milliseconds, between half and one and a half of the wait that is due */
  next() {
    const wait = Math.max(this.#floor, this.#wait * (0.5 + Math.random()));
    this.#wait = Math.min(this.longest, this.#wait * 1.8);
    this.#floor = 0;
    return wait;
  }

  /** The next wait is at least this long: the server asked for it. */
  atLeast(milliseconds) {
    this.#floor = Math.max(this.#floor, milliseconds);
  }

  /** The attempt was a success: the next failure is a new one. */
  reset() {
    this.#wait = this.first;
    this.#floor = 0;
  }
}
