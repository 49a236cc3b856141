const DAY = 24 * 60 * 60 * 1000;

/** Times of day and names of days, in one language. */
export class Dates {
  /** @param {string} tag a language tag */
  constructor(tag) {
    this.tag = tag;
    this.time = new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit" });
    this.day = new Intl.DateTimeFormat(tag, { weekday: "long", month: "long", day: "numeric" });
    this.dayOfYear = new Intl.DateTimeFormat(tag, { dateStyle: "long" });
    this.near = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  }

  /** @returns {string} a time of day: `14:03` */
  timeOf(at) {
    return this.time.format(at);
  }

  /** @returns {string} "Today", "Yesterday", or the date; with its year where that is another */
  dayOf(at, now = Date.now()) {
    const days = Math.round((midnight(at) - midnight(now)) / DAY);
    if (days === 0 || days === -1) return this.#capitalized(this.near.format(days, "day"));
    const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
    return this.#capitalized((isThisYear ? this.day : this.dayOfYear).format(at));
  }

  #capitalized(text) {
    return text.slice(0, 1).toLocaleUpperCase(this.tag) + text.slice(1);
  }
}

/** @returns {number} the same for all moments of a day, where the customer is */
export function midnight(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}
