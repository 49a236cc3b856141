import { element } from "../parts/dom-element.js";
import { ChatPanel } from "./chat-panel.js";
import { Launcher } from "./launcher.js";
import { LiveRegion } from "./live-region.js";
import { NewsReader } from "./news-reader.js";
import { VisibleArea } from "./visible-area.js";

const IS_OPEN = "open";

/**
 * The button, the panel, and what screen readers are told; shows what the session knows.
 *
 * While the panel is closed only the button is kept up to date: the messages are drawn when
 * somebody looks at them.
 */
export class ChatView {
  #isOpen = false;
  #leaving = new AbortController();

  /**
   * @param {ShadowRoot} root
   * @param {object} kit
   * @param {import("./chat-session.js").ChatSession} kit.session
   * @param {import("./page-memory.js").PageMemory} kit.memory of this tab
   * @param {string} kit.language
   * @param {string} kit.tag the language as the customer's region writes it
   * @param {import("./texts-en.js").default} kit.texts
   */
  constructor(root, kit) {
    const { session, memory, texts, language } = kit;
    this.session = session;
    this.memory = memory;
    this.live = new LiveRegion();
    this.news = new NewsReader(this.live, session, texts);
    this.launcher = new Launcher(texts, () => this.open());
    this.panel = new ChatPanel(kit, {
      close: () => this.close(),
      looked: () => this.#look(),
      announce: (text) => this.live.say(text),
    });
    this.area = new VisibleArea(root);
    this.element = element("div", { class: "chat", lang: language, keydown: (e) => this.#key(e) },
      this.launcher.element, this.panel.element, this.live.element);
    root.append(this.element);
  }

  /** Stands there as it did before the page was loaded, and takes no focus. */
  appear(isOpenAtFirst) {
    const { signal } = this.#leaving;
    document.addEventListener("visibilitychange", () => this.#look(), { signal });
    this.area.watch(signal);
    const was = this.memory.get(IS_OPEN);
    if (was === null ? isOpenAtFirst : was === "yes") this.#show();
    else this.update();
  }

  remove() {
    this.#leaving.abort();
    this.area.remove();
    this.live.stop();
    this.panel.remove();
    this.element.remove();
  }

  open() {
    if (!this.#isOpen) {
      this.memory.set(IS_OPEN, "yes");
      this.#show();
    }
    this.panel.focus();
  }

  close() {
    if (!this.#isOpen) return;
    this.memory.set(IS_OPEN, "no");
    this.#isOpen = false;
    this.element.classList.remove("is-open");
    this.panel.close();
    this.launcher.element.focus();
    this.update();
  }

  /** Something has happened. */
  update() {
    const entries = this.#isOpen ? this.session.entries : [];
    this.launcher.update(this.#isOpen ? 0 : this.session.unread);
    if (this.#isOpen) this.panel.update(entries);
    this.news.update(entries, this.#isOpen);
    this.#look();
  }

  #show() {
    this.#isOpen = true;
    this.element.classList.add("is-open");
    this.panel.open();
    this.session.begin();
    this.update();
  }

  /** What the customer has before their eyes counts as seen. */
  #look() {
    const { session, panel } = this;
    const isLooking = this.#isOpen && document.visibilityState === "visible";
    if (isLooking && panel.isAtEnd && session.isOpened) session.see(session.log.last);
  }

  #key(event) {
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) return;
    if (!this.#isOpen) return;
    // A dialog of the shop's page that listens for it, too, is not meant.
    event.stopPropagation();
    event.preventDefault();
    this.close();
  }
}
