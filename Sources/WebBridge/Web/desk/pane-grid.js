import { ChatPane } from "./chat-pane.js";
import { element } from "../parts/dom-element.js";
import { arrangeChildren } from "./arrange-children.js";
import { OpenPanes } from "./open-panes.js";
import { PaneTabs } from "./pane-tabs.js";

const PANE_WIDTH = 340;
const MOST_COLUMNS = 3;
const WIDE = matchMedia("(min-width: 1100px)");
const NARROW = matchMedia("(max-width: 759.98px)");

/**
 * The chats that stand open: side by side where there is room, else one at a time with tabs. On a
 * phone the queue is a tab too.
 */
export class PaneGrid {
  /** @type {Map<string, ChatPane>} */
  #panes = new Map();
  #elements = new Map();
  #columns = 1;
  #shown = "";
  #showsQueue = NARROW.matches;
  #observer = new ResizeObserver(() => this.#fit());
  #turned = () => this.refresh();
  #isHeld = (chat) => {
    const { state } = this.desk.session;
    return state.chats.get(chat)?.isHeldBy(state.me) ?? false;
  };

  /**
   * @param {object} desk texts, language, session, memory, claim
   * @param {{inView: () => void}} listener told when other chats came into view
   */
  constructor(desk, listener) {
    this.desk = desk;
    this.listener = listener;
    this.open = new OpenPanes(desk.memory.read("panes", []));
    const { texts } = desk;
    this.tabs = new PaneTabs({
      texts,
      queue: () => this.showQueue(),
      choose: (chat) => this.show(chat),
    });
    this.none = element("div", { class: "no-panes" },
      element("h2", {}, texts.noPanes), element("p", {}, texts.noPanesHint));
    this.panes = element("div", { class: "panes" });
    this.element = element("div", { class: "centre" }, this.none, this.panes);
    this.#observer.observe(this.element);
    WIDE.addEventListener("change", this.#turned);
    NARROW.addEventListener("change", this.#turned);
  }

  leave() {
    this.#observer.disconnect();
    WIDE.removeEventListener("change", this.#turned);
    NARROW.removeEventListener("change", this.#turned);
    for (const pane of this.#panes.values()) pane.leave();
  }

  /** What is on the screen now. */
  get inView() {
    return NARROW.matches && this.#showsQueue ? [] : this.#chosen;
  }

  /** In the order of the list of my chats, so that the keys count from left to right. */
  get #chosen() {
    const held = this.desk.session.state.held.map((chat) => chat.id);
    const rank = (chat) => (held.includes(chat) ? held.indexOf(chat) : held.length);
    const chosen = this.open.inView(this.#columns, this.#isHeld);
    return chosen.sort((a, b) => rank(a) - rank(b));
  }

  isOpen(chat) {
    return this.open.has(chat);
  }

  /** Opens the chat, or comes back to it, ready to be written in. */
  show(chat) {
    this.#showsQueue = false;
    this.desk.session.watch(chat);
    this.open.use(chat, this.#isHeld);
    this.refresh();
    this.#panes.get(chat)?.focus();
  }

  showQueue() {
    this.#showsQueue = true;
    this.refresh();
  }

  close(chat) {
    const hadFocus = this.#elements.get(chat)?.contains(document.activeElement);
    this.open.close(chat);
    this.refresh();
    if (hadFocus) this.#panes.get(this.open.current)?.focus();
  }

  /** Fits everything to the state; `chats` are those to look at anew, or all. */
  refresh(chats = null) {
    const { state } = this.desk.session;
    this.#dropUnseen();
    const inView = this.#chosen;
    const entered = inView.filter((chat) => !this.#panes.has(chat));
    for (const [chat, pane] of this.#panes) {
      if (inView.includes(chat)) continue;
      pane.leave();
      this.#panes.delete(chat);
    }
    arrangeChildren(this.panes, this.#elements, inView, (chat) => this.#pane(chat).element);
    this.panes.style.setProperty("--columns", Math.max(1, inView.length));
    this.panes.dataset.single = String(this.#columns === 1);
    this.none.hidden = inView.length > 0;
    for (const chat of inView) if (!chats || chats.has(chat)) this.#refreshPane(chat);
    for (const chat of entered) this.#panes.get(chat).placed();
    document.documentElement.dataset.shows = this.#showsQueue ? "queue" : "chat";
    this.tabs.refresh({
      chats: this.#tabbed(state), current: this.#showsQueue && NARROW.matches ? null : inView[0],
      me: state.me, waiting: state.waiting.length,
    });
    this.#remember(state);
  }

  /** Closes what nobody can say anything about any more, as after a reload. */
  closeUnknown() {
    const { state } = this.desk.session;
    for (const chat of this.open.chats) if (state.chat(chat).owner === null) this.open.close(chat);
    this.refresh();
  }

  tick(now) {
    for (const pane of this.#panes.values()) pane.tick(now);
  }

  /** The agent looks at the page again. */
  look() {
    for (const pane of this.#panes.values()) pane.log.look();
  }

  #remember(state) {
    this.desk.memory.write("panes", this.open.stored);
    state.forget((chat) => this.open.has(chat));
    const shown = this.inView.join("\n");
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.listener.inView();
  }

  #tabbed(state) {
    const ids = [...state.held.map((chat) => chat.id), ...this.open.chats];
    return [...new Set(ids)].map((id) => state.chat(id));
  }

  /** Side by side, what is neither ours nor in view could not be found again: it is closed. */
  #dropUnseen() {
    if (!WIDE.matches) return;
    const inView = this.#chosen;
    for (const chat of this.open.chats) {
      // After a reload nobody has told yet whose a chat is.
      const isKnown = this.desk.session.state.chat(chat).owner !== null;
      if (isKnown && !inView.includes(chat) && !this.#isHeld(chat)) this.open.close(chat);
    }
  }

  #fit() {
    const room = Math.floor(this.element.clientWidth / PANE_WIDTH);
    const columns = WIDE.matches ? Math.min(MOST_COLUMNS, Math.max(1, room)) : 1;
    if (columns === this.#columns) return;
    this.#columns = columns;
    this.refresh();
  }

  #pane(chat) {
    const { desk } = this;
    const pane = new ChatPane(desk.session.state.chat(chat), {
      ...desk,
      isRoomy: !NARROW.matches,
      close: (id) => this.close(id),
      pin: (id) => {
        this.open.pin(id, !this.open.isPinned(id));
        this.refresh();
      },
      used: (id) => this.open.use(id),
    });
    this.#panes.set(chat, pane);
    return pane;
  }

  #refreshPane(id) {
    const { state } = this.desk.session;
    const index = state.held.findIndex((chat) => chat.id === id);
    this.#panes.get(id).refresh({
      number: index >= 0 && index < 9 ? index + 1 : null,
      isPinned: this.open.isPinned(id),
      now: Date.now(),
    });
  }
}
