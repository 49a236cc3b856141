/**
 * Which of the chat's messages are the ones that this page sent.
 *
 * The bridge tells a customer's words to all tabs without their id, and says which seq an id became in
 * `said`; either may come first. Until `said` has come, a message with the same words counts as the
 * one that was sent, so that nobody sees it twice.
 */
export class Echoes {
  #idOfSeq = new Map();
  #seqOfId = new Map();

  /** The stored message of that seq is the one sent as `id`: this is certain. */
  said(id, seq) {
    const guess = this.#seqOfId.get(id);
    if (guess !== undefined && guess !== seq) this.#idOfSeq.delete(guess);
    const other = this.#idOfSeq.get(seq);
    if (other !== undefined && other !== id) this.#seqOfId.delete(other);
    this.#bind(id, seq);
  }

  /**
   * A message of the customer was told: perhaps one of those that were sent and not yet answered.
   * @param {{seq: number, from: string, text: string}} message
   * @param {{id: string, text: string, after: number}[]} sent in the order in which they were sent
   */
  heard(message, sent) {
    if (message.from !== "customer" || this.#idOfSeq.has(message.seq)) return;
    const match = sent.find(
      ({ id, text, after }) =>
        !this.#seqOfId.has(id) && message.seq > after && text === message.text,
    );
    if (match) this.#bind(match.id, message.seq);
  }

  /** @returns {string | undefined} the id under which this page sent that message */
  idOf(seq) {
    return this.#idOfSeq.get(seq);
  }

  /** @returns {number | undefined} what the message of that id has become in the chat */
  seqOf(id) {
    return this.#seqOfId.get(id);
  }

  /** The chat begins anew. */
  forget() {
    this.#idOfSeq.clear();
    this.#seqOfId.clear();
  }

  #bind(id, seq) {
    this.#idOfSeq.set(seq, id);
    this.#seqOfId.set(id, seq);
  }
}
