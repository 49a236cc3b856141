/**
 * Makes the children of `parent` those of `keys`, in that order, and keeps the elements that stay:
 * focus, selection and open cards in them survive.
 * @param {HTMLElement} parent
 * @param {Map<string, HTMLElement>} known key → element; changed along
 * @param {string[]} keys
 * @param {(key: string) => HTMLElement} make
 */
export function arrangeChildren(parent, known, keys, make) {
  const wanted = new Set(keys);
  for (const [key, child] of known) {
    if (wanted.has(key)) continue;
    child.remove();
    known.delete(key);
  }
  let place = parent.firstChild;
  for (const key of keys) {
    let child = known.get(key);
    if (!child) known.set(key, (child = make(key)));
    if (child === place) place = place.nextSibling;
    else parent.insertBefore(child, place);
  }
}
