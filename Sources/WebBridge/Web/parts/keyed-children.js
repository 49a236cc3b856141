/**
 * The children of an element, one for each item of a list, found again by the item's key.
 *
 * What stays in the list keeps its element, and with it focus, selection and place; only what
 * comes, goes or moves is touched.
 * @template {{element: HTMLElement}} Child
 */
export class KeyedChildren {
  /** @type {Map<string, Child>} */
  #children = new Map();

  /**
   * @param {HTMLElement} parent
   * @param {(item: {key: string}) => Child} make
   */
  constructor(parent, make) {
    this.parent = parent;
    this.make = make;
  }

  /**
   * @param {{key: string}[]} items
   * @returns {Child[]} in the order of the items
   */
  show(items) {
    const keys = new Set(items.map(({ key }) => key));
    for (const [key, { element }] of this.#children) {
      if (keys.has(key)) continue;
      element.remove();
      this.#children.delete(key);
    }
    let next = this.parent.firstChild;
    return items.map((item) => {
      const child = this.#childOf(item);
      if (child.element === next) next = next.nextSibling;
      else this.parent.insertBefore(child.element, next);
      return child;
    });
  }

  #childOf(item) {
    const known = this.#children.get(item.key);
    if (known) return known;
    const child = this.make(item);
    this.#children.set(item.key, child);
    return child;
  }
}
