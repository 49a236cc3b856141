import { element } from "../parts/dom-element.js";
import { arrangeChildren } from "./arrange-children.js";
import { durationText, dueState } from "./durations.js";
import { languageName } from "./desk-texts.js";
import { shortName } from "./desk-chat.js";
import { readSummary } from "./summary-lines.js";

/** The list of those who wait: each may be looked at and claimed. */
export class QueueList {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  #claiming = new Set();

  /**
   * @param {object} wiring
   * @param {(chat: string) => Promise<void>} wiring.claim
   * @param {() => Promise<void>} wiring.claimNext
   * @param {(chat: string) => void} wiring.look
   */
  constructor({ texts, claim, claimNext, look }) {
    this.texts = texts;
    this.claim = claim;
    this.look = look;
    this.waiting = [];
    this.count = element("span", { class: "count" });
    this.next = element("button", {
      type: "button", class: "button small primary", "aria-keyshortcuts": "Alt+N", click: claimNext,
    }, texts.claimNext);
    this.notice = element("p", { class: "list-notice", role: "status" });
    this.list = element("ul", { class: "list", role: "list", "aria-label": texts.waiting });
    this.none = element("p", { class: "list-none" }, texts.nobodyWaits);
    this.element = element("section", { class: "side-section waiting" },
      element("header", { class: "side-head" },
        element("h2", {}, texts.waiting, " ", this.count), this.next),
      this.notice, this.list, this.none);
  }

  /** @param {import("./desk-state.js").DeskState["waiting"]} waiting */
  refresh(waiting, now) {
    this.waiting = waiting;
    const rows = new Map(waiting.map((row) => [String(row.escalation), row]));
    this.count.textContent = waiting.length ? String(waiting.length) : "";
    this.next.disabled = waiting.length === 0;
    this.none.hidden = waiting.length > 0;
    const lost = this.list.contains(document.activeElement);
    arrangeChildren(this.list, this.#rows, [...rows.keys()], (key) => this.#row(rows.get(key)));
    // The row that had the focus is gone: do not let it fall to the top of the page.
    if (lost && !this.list.contains(document.activeElement)) {
      (this.list.querySelector("button") ?? this.next).focus();
    }
    this.tick(now);
  }

  /** The clocks go on. */
  tick(now) {
    for (const row of this.waiting) {
      const element = this.#rows.get(String(row.escalation));
      if (!element) continue;
      const { since, due } = element.clocks;
      setText(since, durationText((now - row.since) / 1000, this.texts));
      const promise = dueState(row.dueAt, now, this.texts);
      setText(due, promise?.text ?? "");
      element.dataset.due = promise?.state ?? "";
    }
  }

  /** Says beside the list what became of a claim. */
  say(text) {
    this.notice.textContent = text;
    clearTimeout(this.hush);
    this.hush = setTimeout(() => (this.notice.textContent = ""), 8_000);
  }

  #row(row) {
    const { texts } = this;
    const name = shortName(row.chat);
    const reason = texts.reasons[row.reason] ?? row.reason;
    const { asked } = readSummary(row.summary);
    const since = element("span", {});
    const due = element("span", { class: "due" });
    const button = element("button", {
      type: "button", class: "button small accent", "aria-label": texts.claimChat(name),
      click: () => this.#take(row.chat, button),
    }, texts.claim);
    const made = element("li", { class: "queue-row" },
      element("button", { type: "button", class: "row-body", click: () => this.look(row.chat) },
        element("span", { class: "row-line" },
          element("span", { class: "row-name" }, name),
          element("span", { class: "badge", lang: row.language }, languageName(row.language)),
          element("span", { class: "row-clock" },
            element("span", { class: "for-screen-readers" }, texts.waitingFor, " "), since)),
        element("span", { class: "row-reason" }, reason),
        asked.length
          ? element("span", { class: "row-text", lang: row.language, dir: "auto" },
            asked.join(" · "))
          : null,
      ),
      element("div", { class: "row-foot" },
        element("span", { class: "row-meta" },
          element("span", {}, row.team), element("span", {}, texts.priority(row.priority)), due),
        button),
    );
    made.clocks = { since, due };
    return made;
  }

  async #take(chat, button) {
    if (this.#claiming.has(chat)) return;
    this.#claiming.add(chat);
    button.setAttribute("aria-disabled", "true");
    await this.claim(chat);
    button.removeAttribute("aria-disabled");
    this.#claiming.delete(chat);
  }
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
