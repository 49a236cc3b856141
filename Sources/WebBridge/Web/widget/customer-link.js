import { LiveSocket } from "../parts/live-socket.js";

/** A bridge that says no to this browser is not asked again for that long. */
const REFUSED_WAIT = 15_000;

/**
 * The customer's side of the bridge's protocol (docs/bridge.md): frames in and out, and the rules
 * of when `open` is sent. Whether anything can be said now is `isUp`: the socket stands, the chat is
 * open on it, and the daemon is there.
 */
export class CustomerLink {
  #socket;
  #isOpened = false;
  #isDaemonUp = true;

  /**
   * @param {URL} url of the WebSocket
   * @param {object} listener
   * @param {() => object} listener.opening what `open` tells
   * @param {(isUp: boolean) => void} listener.turned called when `isUp` changes, and each time when the
   *   chat was opened again: what was not answered will not be
   * @param {(frame: {type: string}) => void} listener.told every other frame
   */
  constructor(url, listener) {
    this.listener = listener;
    this.#socket = new LiveSocket(
      url,
      {
        opened: () => this.#open(),
        received: (text) => this.#received(JSON.parse(text)),
        lost: () => this.#lost(),
      },
      { ping: JSON.stringify({ type: "ping" }) },
    );
  }

  get isUp() {
    return this.#isOpened && this.#isDaemonUp;
  }

  start() {
    this.#socket.start();
  }

  stop() {
    this.#socket.stop();
    this.#lost();
  }

  /** Gives the connection up for another. */
  restart() {
    this.#socket.restart();
  }

  /** @returns {boolean} whether it could be sent */
  send(type, members) {
    return this.isUp && this.#socket.send(JSON.stringify({ type, ...members }));
  }

  #open() {
    this.#isOpened = false;
    this.#isDaemonUp = true;
    this.#socket.send(JSON.stringify({ type: "open", ...this.listener.opening() }));
  }

  #lost() {
    const wasUp = this.isUp;
    this.#isOpened = false;
    if (wasUp) this.listener.turned(false);
  }

  #received(frame) {
    switch (frame.type) {
      case "opened":
        this.#socket.settle();
        this.#isOpened = true;
        this.#isDaemonUp = true;
        this.listener.told(frame);
        this.listener.turned(true);
        break;
      case "link":
        this.#linked(frame);
        break;
      case "bye":
        this.#socket.restart(frame.retry_ms ?? (frame.name === "SLOW" ? 0 : REFUSED_WAIT));
        break;
      case "pong":
        break;
      default:
        this.listener.told(frame);
    }
  }

  #linked({ up, reopen = false }) {
    const wasUp = this.isUp;
    this.#isDaemonUp = up;
    if (up && reopen) return this.#open();
    if (this.isUp !== wasUp || (up && this.#isOpened)) this.listener.turned(this.isUp);
  }
}
