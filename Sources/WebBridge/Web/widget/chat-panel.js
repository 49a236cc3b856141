import { element } from "../parts/dom-element.js";
import { ChatComposer } from "./chat-composer.js";
import { MessageList } from "./message-list.js";
import { PanelHeader } from "./panel-header.js";
import { StatusBar } from "./status-bar.js";

/** What the button opens: who answers, how things stand, what was said, and the field. */
export class ChatPanel {
  /**
   * @param {object} kit see ChatView
   * @param {object} listener
   * @param {() => void} listener.close the customer has enough
   * @param {() => void} listener.looked the customer came to the end of the messages
   * @param {(text: string) => void} listener.announce
   */
  constructor(kit, { close, looked, announce }) {
    const { session, texts } = kit;
    this.session = session;
    this.header = new PanelHeader(texts, close);
    this.status = new StatusBar(texts);
    this.composer = new ChatComposer(kit, announce);
    this.list = new MessageList(kit, {
      looked,
      pressed: (button, isTouch) => this.#press(button, isTouch),
      edit: (entry) => this.#edit(entry),
    });
    this.element = element("section", {
      class: "panel", role: "dialog", "aria-label": texts.title, hidden: true,
    }, this.header.element, this.status.element, this.list.element, this.composer.element);
  }

  get isAtEnd() {
    return this.list.isAtEnd;
  }

  focus() {
    this.composer.focus();
  }

  open() {
    this.element.hidden = false;
    this.list.appear();
  }

  close() {
    this.session.typing.ended();
    this.element.hidden = true;
  }

  remove() {
    this.list.remove();
  }

  /** @param {import("./chat-entries.js").ChatEntry[]} entries */
  update(entries) {
    this.header.update(this.session.log);
    this.status.update(this.session);
    this.composer.update();
    this.list.update(entries);
  }

  #press(button, isTouch) {
    // The button is about to be disabled: the focus goes on to where the next word is written. Who
    // pressed with a finger would get a keyboard before the answer.
    if (isTouch) this.list.focus();
    else this.focus();
    this.session.press(button);
  }

  #edit({ key }) {
    const item = this.session.outbox.remove(key);
    if (item) this.composer.takeBack(item.text);
  }
}
