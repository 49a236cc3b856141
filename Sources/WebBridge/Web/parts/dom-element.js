/**
 * Builds an element. Someone's words stay text: children are text nodes, and nothing here can write
 * HTML.
 *
 * `properties`: functions become listeners (`click: f`), `true` an attribute without a value;
 * `false`, null and undefined leave it out, everything else is an attribute.
 * @param {string} name
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, String(value));
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/**
 * A drawn sign, 24 by 24, in the colour of the text around it; it says nothing to screen readers.
 * @param {string} path what `d` of an SVG path is
 */
export function icon(path) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}
