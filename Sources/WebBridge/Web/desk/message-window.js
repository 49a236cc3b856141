/**
 * The run of a chat's messages that a pane shows: ascending by seq, without a gap, and never more
 * than `limit`. It follows the chat's end; who reads far back moves it away from there, until it is
 * begun anew.
 */
export class MessageWindow {
  /** @type {{seq: number, from: string, text: string}[]} */
  messages = [];
  /** The newest seq of the chat that is known of, shown or not. */
  newest = 0;
  /** Whether new messages belong into it; not before the first `restart`. */
  follows = false;

  constructor(limit = 500) {
    this.limit = limit;
  }

  get first() {
    return this.messages[0]?.seq ?? 0;
  }

  get last() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  /** Whether there is a newer message that it should show and does not have. */
  get isBehind() {
    return this.follows && this.last < this.newest;
  }

  /** Seqs begin at 1, so whoever has the first message has all that is older. */
  get hasEarlier() {
    return this.first > 1;
  }

  /** Begins anew with these, the latest of the chat. */
  restart(messages, newest = 0) {
    this.messages = messages.slice(-this.limit);
    this.newest = Math.max(this.newest, newest, this.last);
    this.follows = true;
  }

  /**
   * A message that was just said.
   * @returns {"added" | "known" | "missing" | "beyond"} `missing`: others before it were never
   *   told; `beyond`: the window does not follow the end
   */
  add(message) {
    this.newest = Math.max(this.newest, message.seq);
    if (!this.follows) return "beyond";
    if (message.seq <= this.last) return "known";
    if (message.seq > this.last + 1) return "missing";
    this.messages.push(message);
    this.messages.splice(0, this.messages.length - this.limit);
    return "added";
  }

  /** The messages of a history that begins right after `last`; gives those that were new. */
  append(messages, newest = 0) {
    this.newest = Math.max(this.newest, newest);
    return messages.filter((message) => this.add(message) === "added");
  }

  /** The messages of a history that ends right before `first`. The newest ones give way. */
  prepend(messages) {
    const older = messages.filter((message) => message.seq < this.first);
    if (older.length && older.at(-1).seq !== this.first - 1) return;
    const all = [...older, ...this.messages];
    if (all.length > this.limit) this.follows = false;
    this.messages = all.slice(0, this.limit);
  }
}
