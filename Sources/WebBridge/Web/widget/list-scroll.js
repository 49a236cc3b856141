/** As near to the end as somebody means who reads the newest. */
const NEAR = 48;

/**
 * Where the list stands: at its end as long as the customer is there, else at the message that they
 * read, whatever comes above, below, or makes the list smaller.
 */
export class ListScroll {
  isAtEnd = true;
  #observer;

  /**
   * @param {HTMLElement} log what scrolls
   * @param {HTMLElement} rows
   * @param {() => void} moved the customer scrolled
   */
  constructor(log, rows, moved) {
    this.log = log;
    this.rows = rows;
    this.#observer = new ResizeObserver(() => this.isAtEnd && this.toEnd());
    this.#observer.observe(log);
    this.#observer.observe(rows);
    log.addEventListener("scroll", () => {
      // Without a size nobody sees it, so nobody scrolled.
      if (!log.clientHeight) return;
      this.isAtEnd = this.#below < NEAR;
      moved();
    }, { passive: true });
  }

  /** Whether the end is more than one screen away. */
  get isFarUp() {
    return !this.isAtEnd && this.#below > this.log.clientHeight;
  }

  get #below() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight;
  }

  /** Makes a change to the list; `toEnd` goes to its end whatever was in view. */
  keep(change, toEnd = false) {
    const anchor = this.isAtEnd || toEnd ? null : this.#anchor();
    change();
    if (!anchor) this.toEnd();
    else this.log.scrollTop += anchor.row.getBoundingClientRect().top - anchor.top;
  }

  toEnd() {
    this.isAtEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  stop() {
    this.#observer.disconnect();
  }

  /** The first row in view. */
  #anchor() {
    const { top } = this.log.getBoundingClientRect();
    for (const row of this.rows.children) {
      const box = row.getBoundingClientRect();
      if (box.bottom > top) return { row, top: box.top };
    }
    return null;
  }
}
