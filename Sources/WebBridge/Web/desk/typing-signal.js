const AGAIN = 3_000;
const IDLE = 5_000;

/** Tells that somebody types, not more often than others need to know, and that it has ended. */
export class TypingSignal {
  #toldAt = -Infinity;
  #timer;
  #on = false;

  /** @param {(on: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** A key was pressed. */
  typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ended(), IDLE);
    const now = performance.now();
    if (this.#on && now - this.#toldAt < AGAIN) return;
    this.#on = true;
    this.#toldAt = now;
    this.tell(true);
  }

  ended() {
    clearTimeout(this.#timer);
    if (!this.#on) return;
    this.#on = false;
    this.tell(false);
  }
}
