/** The bot waits for the rest of a thought; more seldom than this, it would stop waiting. */
const AGAIN = 800;
const IDLE = 3_000;

/** Tells that the customer types: at once, again while it goes on, and when it has ended. */
export class TypingPulse {
  #isOn = false;
  #toldAt = 0;
  #timer;

  /** @param {(on: boolean) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** The text was changed. */
  typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ended(), IDLE);
    const now = performance.now();
    if (this.#isOn && now - this.#toldAt < AGAIN) return;
    this.#isOn = true;
    this.#toldAt = now;
    this.tell(true);
  }

  ended() {
    clearTimeout(this.#timer);
    if (!this.#isOn) return;
    this.#isOn = false;
    this.tell(false);
  }
}
