import { element } from "../parts/dom-element.js";
import { shortName } from "./desk-chat.js";
import { errorText } from "./desk-texts.js";
import { PaneComposer } from "./pane-composer.js";
import { PaneHeader } from "./pane-header.js";
import { PaneLog } from "./pane-log.js";
import { ResolveForm } from "./resolve-form.js";
import { SummaryCard } from "./summary-card.js";

/**
 * One chat, open on the desk. While the agent holds it there is a composer; else a line says who
 * has the chat, and one that waits can be claimed.
 */
export class ChatPane {
  #resolveForm = null;
  #wasHeld = null;

  /**
   * @param {import("./desk-chat.js").DeskChat} chat
   * @param {object} desk texts, language, session, drafts; claim, pin, close, used
   */
  constructor(chat, desk) {
    const { texts, session, drafts } = desk;
    this.chat = chat;
    this.desk = desk;
    const { id } = chat;
    this.header = new PaneHeader(chat, { texts, me: session.state.me, act: {
      pin: () => desk.pin(id),
      close: () => desk.close(id),
      returnToBot: () => this.#do(() => session.returnToBot(id)),
      release: () => this.#do(() => session.release(id)),
      resolve: () => this.#toggleResolve(),
    } });
    this.summary = new SummaryCard(texts, desk.isRoomy);
    this.log = new PaneLog(chat, {
      texts, language: desk.language, me: session.state.me,
      why: (seq) => session.why(id, seq),
      retry: (item) => session.outbox.retry(item),
      discard: (item) => session.outbox.discard(item),
      earlier: () => session.earlier(id),
      latest: () => session.latest(id),
      saw: () => session.saw(id),
    });
    this.composer = new PaneComposer({
      texts, maxText: session.limits.max_text,
      write: (kind, text) => session.write(id, kind, text),
      typing: (on) => session.typing(id, on),
      draft: { read: () => drafts.read(id), write: (text) => drafts.write(id, text) },
    });
    this.notice = element("p", { class: "pane-notice", role: "status" });
    this.lost = element("p", {});
    this.claim = element("button", {
      type: "button", class: "button primary", "aria-label": texts.claimChat(shortName(id)),
      click: () => this.#do(() => desk.claim(id)),
    }, texts.claim);
    this.away = element("div", { class: "pane-away", hidden: true }, this.lost, this.claim);
    this.element = element("section", {
      class: "pane", "aria-label": texts.chat(shortName(id)), tabindex: -1,
      focusin: () => desk.used(id),
    }, this.header.element, this.summary.element, this.log.element, this.notice, this.away,
      this.composer.element);
  }

  refresh(place) {
    const { chat, desk } = this;
    const isHeld = chat.isHeldBy(desk.session.state.me);
    this.header.refresh(place);
    this.summary.refresh(chat);
    this.composer.element.hidden = !isHeld || this.#resolveForm !== null;
    this.away.hidden = isHeld || chat.owner === null;
    if (!isHeld) this.#sayWhoHasIt();
    this.log.refresh();
    if (this.#wasHeld && !isHeld) this.#takenAway();
    this.#wasHeld = isHeld;
  }

  placed() {
    this.composer.placed();
    this.log.look();
  }

  tick(now) {
    this.header.tick(now);
    if (this.chat.typing && this.chat.typing.until < now) this.chat.typing = null;
    this.log.showTyping();
  }

  focus() {
    if (this.composer.element.hidden) this.element.focus();
    else this.composer.focus();
  }

  leave() {
    this.composer.leave();
  }

  #sayWhoHasIt() {
    const { owner, agent } = this.chat;
    const { texts } = this.desk;
    const words = { bot: texts.lostBot, queue: texts.lostQueue, nobody: texts.lostNobody };
    const waits = owner === "queue";
    this.lost.textContent =
      waits && !this.#wasHeld && !this.wasOurs ? texts.ownerQueue
      : agent ? texts.lostAgent(agent) : words[owner] ?? texts.lostUnknown;
    this.claim.hidden = !waits;
  }

  /** The chat is with somebody else now: nothing typed here may seem to reach the customer. */
  #takenAway() {
    this.wasOurs = true;
    const hadFocus = this.element.contains(document.activeElement) ||
      document.activeElement === document.body;
    this.#closeResolve();
    this.composer.element.hidden = true;
    this.composer.leave();
    this.#sayWhoHasIt();
    if (hadFocus) this.element.focus();
  }

  #toggleResolve() {
    if (this.#resolveForm) {
      this.#closeResolve();
      return this.composer.focus();
    }
    const { texts, session } = this.desk;
    this.#resolveForm = new ResolveForm({
      texts,
      intents: this.chat.intents,
      labels: [...session.state.intents].reverse().slice(0, 50),
      resolve: (outcome, label) => session.resolve(this.chat.id, outcome, label),
      cancel: () => this.#toggleResolve(),
    });
    this.header.resolve.setAttribute("aria-expanded", "true");
    this.composer.element.hidden = true;
    this.element.append(this.#resolveForm.element);
    this.#resolveForm.focus();
  }

  #closeResolve() {
    this.#resolveForm?.element.remove();
    this.#resolveForm = null;
    this.header.resolve.setAttribute("aria-expanded", "false");
    this.composer.element.hidden = false;
  }

  async #do(act) {
    this.notice.textContent = "";
    try {
      await act();
    } catch (error) {
      this.notice.textContent = errorText(this.desk.texts, error);
    }
  }
}
