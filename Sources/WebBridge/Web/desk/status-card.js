import { element } from "../parts/dom-element.js";

const STATES = ["available", "busy", "away"];

/** Whether the agent takes chats, how many, and how many there are. */
export class StatusCard {
  /**
   * @param {{texts: object, change: (status: {state?: string, capacity?: number}) => void}} wiring
   */
  constructor({ texts, change }) {
    this.texts = texts;
    this.name = element("span", { class: "status-name" });
    this.dot = element("span", { class: "status-dot", "aria-hidden": "true" });
    this.select = element("select", {
      "aria-label": texts.status, change: () => change({ state: this.select.value }),
    }, ...STATES.map((state) => element("option", { value: state }, texts[state])));
    this.capacity = element("input", {
      type: "number", min: 0, max: 1000, step: 1, required: true, inputmode: "numeric",
      "aria-label": texts.capacity,
      change: ({ target }) => target.validity.valid && change({ capacity: target.valueAsNumber }),
    });
    this.load = element("span", { class: "load" });
    this.bar = element("span", { class: "load-bar", "aria-hidden": "true" }, element("span", {}));
    this.element = element("section", { class: "side-section status-card" },
      element("div", { class: "status-line" }, this.dot, this.name, this.select),
      this.bar,
      element("div", { class: "status-line" }, this.load,
        element("label", { class: "capacity" },
          element("span", {}, texts.capacity), this.capacity)));
  }

  refresh({ me, status, held, capacity }) {
    this.name.textContent = me;
    this.select.value = status.state;
    this.dot.dataset.state = status.state;
    this.load.textContent = capacity == null ? "" : this.texts.load(held, capacity);
    const isTyping = document.activeElement === this.capacity;
    if (!isTyping && capacity != null) this.capacity.value = capacity;
    const part = capacity ? Math.min(1, held / capacity) : held ? 1 : 0;
    this.bar.style.setProperty("--part", part);
    this.bar.dataset.full = String(capacity != null && held >= capacity);
  }
}
