// What a page can be asked about itself; shadow trees belong to it. Gives a list of complaints.

/** The elements below a root, those in shadow trees too. */
function* elementsBelow(root) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* elementsBelow(element.shadowRoot);
  }
}

function parentOf(element) {
  return element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;
}

function isSeen(element) {
  if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  // One pixel is what screen readers read and nobody sees.
  return width > 1 && height > 1;
}

function nameOf(element) {
  const classes = [...element.classList].join(".");
  const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  return `${element.localName}${classes && "." + classes} “${text}”`;
}

// Colours, as sRGB with alpha

const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

function colour(css) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = css;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over([r, g, b, a], [R, G, B]) {
  return [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
}

/** Colours and places count when they have come to rest. */
async function atRest() {
  const roots = [document, ...[...elementsBelow(document)].map((e) => e.shadowRoot).filter(Boolean)];
  const passing = roots
    .flatMap((root) => root.getAnimations())
    .filter((animation) => animation.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map((animation) => animation.finished));
}

/** What is behind an element's text; null before a picture, where nobody can tell. */
function backgroundOf(element) {
  const layers = [];
  for (let at = element; at; at = parentOf(at)) {
    const style = getComputedStyle(at);
    if (style.backgroundImage !== "none") return null;
    const layer = colour(style.backgroundColor);
    layers.push(layer);
    if (layer[3] === 1) break;
  }
  return layers.reduceRight((below, layer) => over(layer, below), colour("Canvas"));
}

/** WCAG 2.2, relative luminance. */
function luminance(rgb) {
  const [r, g, b] = rgb.slice(0, 3).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, 1.4.3: 4.5 to 1, large text 3 to 1. */
function paleTexts() {
  const complaints = [];
  for (const element of elementsBelow(document)) {
    const speaks = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!speaks || element.closest(":disabled, [aria-disabled=true]") || !isSeen(element)) continue;
    const background = backgroundOf(element);
    if (!background) continue;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = contrast(over(colour(style.color), background), background);
    if (ratio < (isLarge ? 3 : 4.5)) {
      complaints.push(`contrast ${ratio.toFixed(2)}: ${nameOf(element)}`);
    }
  }
  return complaints;
}

/** WCAG 2.2, 2.5.8: 24 by 24, links in a sentence aside. */
function smallTargets() {
  const complaints = [];
  for (const element of elementsBelow(document)) {
    if (!element.matches("button, input, select, textarea, [role=button]")) continue;
    if (!isSeen(element)) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width < 24 || height < 24) {
      complaints.push(`target of ${width.toFixed(0)} × ${height.toFixed(0)}: ${nameOf(element)}`);
    }
  }
  return complaints;
}

function doubledIds() {
  const complaints = [];
  const roots = [document, ...[...elementsBelow(document)].map((e) => e.shadowRoot).filter(Boolean)];
  for (const root of roots) {
    const ids = [...root.querySelectorAll("[id]")].map((element) => element.id);
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
      complaints.push(`id twice: ${id}`);
    }
    for (const element of root.querySelectorAll("[aria-labelledby], [aria-describedby], [for]")) {
      for (const attribute of ["aria-labelledby", "aria-describedby", "for"]) {
        for (const id of (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean)) {
          if (!root.getElementById(id)) complaints.push(`${attribute} leads nowhere: ${id}`);
        }
      }
    }
  }
  return complaints;
}

/** Nothing sticks out of the window, so nobody has to scroll sideways. */
function sticksOut() {
  const width = document.documentElement.clientWidth;
  const complaints = [];
  if (document.scrollingElement.scrollWidth > width) {
    complaints.push(`page of ${document.scrollingElement.scrollWidth} in a window of ${width}`);
  }
  for (const element of elementsBelow(document)) {
    if (!isSeen(element)) continue;
    const { left, right } = element.getBoundingClientRect();
    if (complaints.length < 8 && (left < -1 || right > width + 1)) {
      complaints.push(`from ${left.toFixed(0)} to ${right.toFixed(0)}: ${nameOf(element)}`);
    }
  }
  return complaints;
}

/** Runs the checks of those names. */
async function check(...names) {
  const checks = { paleTexts, smallTargets, doubledIds, sticksOut };
  await atRest();
  return names.flatMap((name) => checks[name]());
}
