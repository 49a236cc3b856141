import { randomId } from "./chat-key.js";
import { chatLooks } from "./chat-looks.js";
import { ChatSession } from "./chat-session.js";
import { ChatView } from "./chat-view.js";
import { chosenLanguage, regionalTag, textsOf } from "./languages.js";
import { PageMemory } from "./page-memory.js";

const BRIDGE = new URL("..", import.meta.url);

/** The tab's own name: a reload keeps it, another tab has another. */
function tabName(memory) {
  const name = memory.get("tab") ?? randomId();
  memory.set("tab", name);
  return name;
}

function socketUrl() {
  const url = new URL("ws/customer", BRIDGE);
  url.protocol = url.protocol.replace("http", "ws");
  return url;
}

/**
 * `<parley-chat>`: the button in the corner, and the panel that it opens.
 *
 * Attributes: `language`, `scheme` (`light` or `dark`, else as the system has it), `open` (the
 * panel is open until the customer closes it). Methods: `open()`, `close()`. It shows nothing
 * before its style sheets are there, and holds a connection only while it is part of a page.
 */
class ParleyChat extends HTMLElement {
  static observedAttributes = ["language"];

  #shared = new PageMemory(() => localStorage, BRIDGE.href);
  #own = new PageMemory(() => sessionStorage, BRIDGE.href);
  #session = null;
  #view = null;

  async connectedCallback() {
    const sheets = await chatLooks();
    if (!this.isConnected) return;
    if (!this.#session) this.#begin(sheets);
    this.#show();
    this.#session.resume();
  }

  disconnectedCallback() {
    this.#session?.pause();
    this.#view?.remove();
    this.#view = null;
  }

  attributeChangedCallback() {
    if (this.#view) this.#show();
  }

  /** Opens the panel; open already, it gets the focus. */
  open() {
    this.#view?.open();
  }

  close() {
    this.#view?.close();
  }

  get #language() {
    return chosenLanguage(this.getAttribute("language"));
  }

  #begin(sheets) {
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = sheets;
    this.#session = new ChatSession(
      {
        url: socketUrl(),
        shared: this.#shared,
        tab: tabName(this.#own),
        language: () => this.#language,
      },
      () => this.#view?.update(),
    );
  }

  #show() {
    this.#view?.remove();
    const language = this.#language;
    this.#view = new ChatView(this.shadowRoot, {
      session: this.#session,
      memory: this.#own,
      language,
      tag: regionalTag(language),
      texts: textsOf(language),
    });
    this.#view.appear(this.hasAttribute("open"));
  }
}

/** Makes `<parley-chat>` known to the page, once however often it is called. */
export function defineParleyChat() {
  if (!customElements.get("parley-chat")) customElements.define("parley-chat", ParleyChat);
}
