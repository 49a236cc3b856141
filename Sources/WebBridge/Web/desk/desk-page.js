import { Announcer } from "./announcer.js";
import { ChatList } from "./chat-list.js";
import { ask, showHelp } from "./desk-dialogs.js";
import { element } from "../parts/dom-element.js";
import { listenToKeys } from "./desk-keys.js";
import { errorText, languageName } from "./desk-texts.js";
import { shortName } from "./desk-chat.js";
import { PaneGrid } from "./pane-grid.js";
import { QueueList } from "./queue-list.js";
import { StatusCard } from "./status-card.js";
import { TopBar } from "./top-bar.js";

/**
 * The desk of an agent who is signed in: puts the parts together, and carries changes to those that
 * show them. In one language; another language is another page over the same session.
 */
export class DeskPage {
  #dirty = { waiting: true, chats: true, panes: new Set() };
  #flushing;
  #ticking;
  #endKeys;
  #wasDown = false;
  #looked = () => this.grid.look();

  constructor(desk) {
    this.desk = desk;
    const { texts, session, memory } = desk;
    const drafts = memory.read("drafts", {});
    const parts = {
      ...desk,
      claim: (chat) => this.#claim({ chat }),
      drafts: {
        read: (chat) => drafts[chat] ?? "",
        write: (chat, text) => {
          if (text) drafts[chat] = text;
          else delete drafts[chat];
          memory.write("drafts", drafts);
        },
      },
    };
    this.announcer = new Announcer();
    this.top = new TopBar({ ...desk, help: () => showHelp(texts), signOut: () => this.#signOut() });
    this.status = new StatusCard({ texts, change: (status) => {
      session.setStatus(status).catch(() => this.#changed({ what: "chats" }));
    } });
    this.queue = new QueueList({
      texts,
      claim: (chat) => this.#tryClaim({ chat }),
      claimNext: () => this.#tryClaim({ next: true }),
      look: (chat) => this.grid.show(chat),
    });
    this.mine = new ChatList({ texts, open: (chat) => this.grid.show(chat) });
    this.grid = new PaneGrid(parts, { inView: () => this.#changed({ what: "chats" }) });
    this.element = element("div", { class: "desk" },
      this.top.element, this.grid.tabs.element,
      element("main", { class: "work" },
        element("div", { class: "side" },
          this.status.element, this.queue.element, this.mine.element),
        this.grid.element),
      this.announcer.element);
  }

  begin() {
    this.top.linked(this.desk.session.isUp);
    // What stood open before a reload is read again; what is held comes with the list.
    for (const chat of this.grid.open.chats) this.desk.session.watch(chat);
    this.#flush();
    this.#ticking = setInterval(() => this.#tick(), 1_000);
    this.#endKeys = listenToKeys({
      open: (index) => this.#openHeld(index),
      claimNext: () => this.#tryClaim({ next: true }),
      help: () => showHelp(this.desk.texts),
    });
    document.addEventListener("visibilitychange", this.#looked);
  }

  leave() {
    clearInterval(this.#ticking);
    clearTimeout(this.#flushing);
    this.#endKeys?.();
    document.removeEventListener("visibilitychange", this.#looked);
    this.announcer.stop();
    this.grid.leave();
  }

  linked(up) {
    if (up && this.#wasDown) this.announcer.say(this.desk.texts.connected);
    this.#wasDown = !up;
    this.top.linked(up);
  }

  /** @param {import("./desk-state.js").Change[]} changes */
  changed(changes) {
    for (const change of changes) this.#changed(change);
  }

  #changed(change) {
    const dirty = this.#dirty;
    if (change.what === "waiting") dirty.waiting = true;
    if (["chats", "taken", "lost"].includes(change.what)) dirty.chats = true;
    if (["chat", "typing", "lost", "taken"].includes(change.what)) dirty.panes.add(change.chat);
    if (change.what === "arrived") this.#tellArrived(change.rows);
    if (change.what === "said") this.#tellSaid(change);
    if (change.what === "loaded") this.grid.closeUnknown();
    // A burst of events is one painting.
    this.#flushing ??= setTimeout(() => this.#flush(), 0);
  }

  #flush() {
    this.#flushing = undefined;
    const { session } = this.desk;
    const { state } = session;
    const dirty = this.#dirty;
    this.#dirty = { waiting: false, chats: false, panes: new Set() };
    const now = Date.now();
    if (dirty.waiting) this.queue.refresh(state.waiting, now);
    if (dirty.chats) {
      this.mine.refresh(state.held, state.me, this.grid.inView, now);
      this.status.refresh({
        me: state.me, status: session.status, held: state.held.length, capacity: session.capacity,
      });
    }
    if (dirty.chats || dirty.waiting || dirty.panes.size) {
      this.grid.refresh(dirty.chats ? null : dirty.panes);
    }
    const unread = state.unread;
    document.title = `${unread ? `(${unread}) ` : ""}Parley · ${this.desk.texts.desk}`;
  }

  #tick() {
    const now = Date.now();
    this.queue.tick(now);
    this.mine.tick(now);
    this.grid.tick(now);
  }

  #tellArrived(rows) {
    const { texts } = this.desk;
    for (const row of rows) {
      const reason = texts.reasons[row.reason] ?? row.reason;
      this.announcer.say(texts.newWaiting(reason, languageName(row.language)));
    }
  }

  #tellSaid({ chat, message }) {
    const { texts, session } = this.desk;
    const { chats, me } = session.state;
    if (message.from !== "customer" || !chats.get(chat)?.isHeldBy(me)) return;
    this.announcer.say(texts.says(texts.customer, shortName(chat), message.text));
  }

  #openHeld(index) {
    const chat = this.desk.session.state.held[index];
    if (chat) this.grid.show(chat.id);
  }

  async #claim(wish) {
    const chat = await this.desk.session.claim(wish);
    this.grid.show(chat);
  }

  async #tryClaim(wish) {
    try {
      await this.#claim(wish);
    } catch (error) {
      const { texts } = this.desk;
      const nobody = wish.next && error.name === "NO_SUCH_CHAT";
      const text = nobody ? texts.errors.NO_NEXT : errorText(texts, error);
      this.queue.say(text);
    }
  }

  async #signOut() {
    const { texts, session, signOut } = this.desk;
    const unsent = session.outbox.items.length;
    const wish = { title: texts.unsentTitle, text: texts.unsent(unsent), yes: texts.signOutAnyway,
      no: texts.stay };
    if (!unsent || (await ask(wish))) signOut();
  }
}
