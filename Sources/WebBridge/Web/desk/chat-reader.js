const PAGE = 50;
const MOST_AT_ONCE = 500;

/**
 * Reads what was said in chats into their windows: the newest, what came before, and what is
 * missing. A reading that a lost connection ends is given up; the session reads again with the next
 * one.
 */
export class ChatReader {
  #reading = new Set();
  #filling = new Set();

  /**
   * @param {(id: string) => import("./desk-chat.js").DeskChat} chat
   * @param {(params: {chat: string, after: number, limit: number}) => Promise<object>} history
   * @param {(id: string) => void} read told when a chat has more to show
   */
  constructor(chat, history, read) {
    this.chat = chat;
    this.history = history;
    this.read = read;
  }

  /** The newest messages; the window follows the chat's end again. */
  async latest(id) {
    if (this.#reading.has(id)) return;
    this.#reading.add(id);
    try {
      const guess = Math.max(0, this.chat(id).window.newest - PAGE);
      let page = await this.#page(id, guess, PAGE);
      if (page.last > guess + PAGE) page = await this.#page(id, page.last - PAGE, PAGE);
      this.chat(id).restart(page.messages, page.last);
      this.read(id);
      if (this.chat(id).window.isBehind) await this.fill(id);
    } catch {
      // Given up.
    } finally {
      this.#reading.delete(id);
    }
  }

  /** One page of what was said before the messages that are shown. */
  async earlier(id) {
    const { window } = this.chat(id);
    const after = Math.max(0, window.first - 1 - PAGE);
    const { messages } = await this.#page(id, after, window.first - 1 - after);
    window.prepend(messages);
    this.read(id);
  }

  /** What was said after the messages that are shown, and never told. */
  async fill(id) {
    if (this.#filling.has(id)) return;
    this.#filling.add(id);
    try {
      const chat = this.chat(id);
      while (chat.window.isBehind) {
        const { messages, last } = await this.#page(id, chat.window.last, MOST_AT_ONCE);
        if (!chat.window.append(messages, last).length) break;
        chat.settle();
      }
      this.read(id);
    } catch {
      // Given up.
    } finally {
      this.#filling.delete(id);
    }
  }

  /** Newer daemons tell the notes along with the messages. */
  async #page(chat, after, limit) {
    const page = await this.history({ chat, after, limit });
    if (page.notes) this.chat(chat).describe({ notes: page.notes }, Date.now());
    return page;
  }
}
