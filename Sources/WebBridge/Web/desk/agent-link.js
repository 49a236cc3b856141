import { LiveSocket } from "../parts/live-socket.js";

/** An answer that does not come in this time will not: something between us holds it back. */
const PATIENCE = 15_000;
/** Its answer belongs to no call; that it comes is enough. */
const PING = { jsonrpc: "2.0", id: "ping", method: "ping" };

/**
 * Why a call has no result: `name` as in the line protocol, or `OFFLINE` if nothing was answered.
 */
export class CallError extends Error {
  constructor(name, data, message = name) {
    super(message);
    this.name = name;
    this.data = data;
  }
}

/**
 * JSON-RPC over a WebSocket that is opened again whenever it is lost. A call that is not answered
 * when the connection goes is rejected as `OFFLINE`; whether it was carried out, nobody knows.
 */
export class AgentLink {
  #socket;
  /** @type {Map<number, {resolve: Function, reject: Function, timer: number}>} */
  #calls = new Map();
  #lastId = 0;

  /**
   * @param {{up: () => void, down: () => void, notified: (method: string, params: object) => void}}
   *   listener
   */
  constructor(url, listener) {
    this.listener = listener;
    this.#socket = new LiveSocket(url, {
      opened: () => listener.up(),
      received: (text) => this.#received(JSON.parse(text)),
      lost: () => {
        this.#giveUp();
        listener.down();
      },
    }, { ping: JSON.stringify(PING) });
  }

  start() {
    this.#socket.start();
  }

  stop() {
    this.#socket.stop();
    this.#giveUp();
  }

  /** The connection turned out to be of use: the next loss is a new one. */
  settle() {
    this.#socket.settle();
  }

  /** Gives this connection up and opens another, not before `after` milliseconds. */
  restart(after = 0) {
    this.#socket.restart(after);
  }

  /** @returns {Promise<any>} the result; rejects with a `CallError` */
  call(method, params) {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      if (!this.#socket.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }))) {
        return reject(new CallError("OFFLINE"));
      }
      const timer = setTimeout(() => this.restart(), PATIENCE);
      this.#calls.set(id, { resolve, reject, timer });
    });
  }

  #received({ id, method, params, result, error }) {
    if (method) return this.listener.notified(method, params);
    const call = this.#calls.get(id);
    if (!call) return;
    this.#calls.delete(id);
    clearTimeout(call.timer);
    if (!error) return call.resolve(result);
    const name = error.data?.name ?? String(error.code);
    call.reject(new CallError(name, error.data, error.message));
  }

  #giveUp() {
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(new CallError("OFFLINE"));
    }
    this.#calls.clear();
  }
}
