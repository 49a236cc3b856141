/**
 * Tells the style sheets which part of the window is to be seen: a keyboard on the screen covers
 * the rest, and some browsers do not make the page smaller for it.
 *
 * It sets `--visible-top`, `--visible-height` and `--covered-below` in a style sheet of its own.
 */
export class VisibleArea {
  #root;
  #sheet = new CSSStyleSheet();

  /** @param {ShadowRoot} root */
  constructor(root) {
    this.#root = root;
    this.#sheet.replaceSync(":host {}");
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#sheet];
  }

  /** @param {AbortSignal} signal ends it */
  watch(signal) {
    const area = globalThis.visualViewport;
    if (!area) return;
    for (const type of ["resize", "scroll"]) {
      area.addEventListener(type, () => this.#measure(area), { signal });
    }
    this.#measure(area);
  }

  remove() {
    const others = this.#root.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#root.adoptedStyleSheets = others;
  }

  #measure({ offsetTop, height, scale }) {
    // Who enlarges the page with two fingers wants to see a part of it.
    const isCovered = scale < 1.01 && height < innerHeight - 1;
    const sizes = {
      "--visible-top": offsetTop,
      "--visible-height": height,
      "--covered-below": Math.max(0, innerHeight - offsetTop - height),
    };
    const { style } = this.#sheet.cssRules[0];
    for (const [name, size] of Object.entries(sizes)) {
      if (isCovered) style.setProperty(name, `${size}px`);
      else style.removeProperty(name);
    }
  }
}
