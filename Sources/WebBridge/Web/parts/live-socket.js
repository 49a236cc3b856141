import { Backoff } from "./backoff.js";

const QUIET = 25_000;
const PATIENCE = 10_000;

/**
 * A WebSocket that is opened again whenever it is lost.
 *
 * It waits longer after each attempt that came to nothing, tries at once when the browser says that
 * it is online or that somebody looks at the page, and asks a connection that is silent whether it
 * still lives. It keeps nothing: what is sent while there is no connection is not sent, and whoever
 * uses it says again what matters.
 */
export class LiveSocket {
  #socket = null;
  #backoff;
  #isRunning = false;
  #bornAt = 0;
  #heardAt = 0;
  #retry;
  #watch;
  #listening = null;

  /**
   * @param {string | URL} url `ws:` or `wss:`
   * @param {object} listener
   * @param {() => void} listener.opened a connection stands; nothing was sent on it yet
   * @param {(text: string) => void} listener.received a text frame came
   * @param {() => void} listener.lost the connection that stood is gone, or an attempt failed
   * @param {object} options
   * @param {string} options.ping the frame that asks for a sign of life; any frame is one
   * @param {Backoff} [options.backoff]
   */
  constructor(url, listener, { ping, backoff = new Backoff() }) {
    this.url = url;
    this.listener = listener;
    this.ping = ping;
    this.#backoff = backoff;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Connects, and stays connected until `stop`. */
  start() {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#listen();
    this.#connect();
  }

  stop() {
    this.#isRunning = false;
    this.#listening?.abort();
    clearTimeout(this.#retry);
    this.#drop();
  }

  /** @returns {boolean} whether there was a connection to send it on */
  send(text) {
    if (!this.isOpen) return false;
    this.#socket.send(text);
    return true;
  }

  /** The connection turned out to be of use: the next loss is a new one. */
  settle() {
    this.#backoff.reset();
  }

  /** Gives this connection up and opens another; not before `after` milliseconds. */
  restart(after = 0) {
    if (!this.#isRunning) return;
    this.#backoff.atLeast(after);
    this.#drop();
    this.listener.lost();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#connect(), this.#backoff.next());
  }

  #connect() {
    clearTimeout(this.#retry);
    if (!this.#isRunning || this.#socket) return;
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#bornAt = performance.now();
    // What an earlier socket still has to say is of no interest.
    const current = (act) => (event) => this.#socket === socket && act(event);
    socket.onopen = current(() => {
      this.#heard();
      this.listener.opened();
    });
    socket.onmessage = current(({ data }) => {
      this.#heard();
      this.listener.received(data);
    });
    socket.onclose = current(() => this.restart());
    // A network that swallows packets refuses nothing: the attempt would last for minutes.
    this.#watch = setTimeout(() => this.restart(), PATIENCE);
  }

  #drop() {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #heard() {
    this.#heardAt = performance.now();
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#ask(), QUIET);
  }

  #ask() {
    if (!this.send(this.ping)) return;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.restart(), PATIENCE);
  }

  #listen() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener("online", () => this.#hurry(), { signal });
    // A browser may say so and be wrong (a machine that has only itself), so it is tried again
    // all the same; seldom, for mostly it is right.
    addEventListener("offline", () => this.restart(this.#backoff.longest), { signal });
    addEventListener("visibilitychange", () => !document.hidden && this.#hurry(), { signal });
    // A page with an open socket cannot be kept for the way back; one without can.
    addEventListener("pagehide", ({ persisted }) => persisted && this.#drop(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.restart(), { signal });
  }

  /** Somebody waits now: connect at once, or see whether the connection still lives. */
  #hurry() {
    const now = performance.now();
    if (this.isOpen) {
      if (now - this.#heardAt > 1_000) this.#ask();
      return;
    }
    if (this.#socket && now - this.#bornAt < 1_000) return;
    this.#drop();
    this.#connect();
  }
}
