import { Backoff } from "../parts/backoff.js";

const FILES = [
  "widget.css",
  "widget-panel.css",
  "widget-composer.css",
  "widget-log.css",
  "widget-answers.css",
];

const ATTEMPTS = 6;

let asked = null;

/**
 * The widget's style sheets, as no page's own can reach them and no page's policy on styles refuses
 * them.
 * @returns {Promise<CSSStyleSheet[]>} fails only if the bridge does not give them for a while
 */
export function chatLooks() {
  asked ??= Promise.all(FILES.map(sheet)).catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

async function sheet(name) {
  const made = new CSSStyleSheet();
  made.replaceSync(await textOf(new URL(name, import.meta.url)));
  return made;
}

async function textOf(url) {
  const backoff = new Backoff();
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(url, { credentials: "omit" });
      if (answer.ok) return await answer.text();
      throw new Error(`${url}: ${answer.status}`);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((done) => setTimeout(done, backoff.next()));
    }
  }
}

// Asked for while the page is still being read: the button stands there sooner.
chatLooks().catch(() => {});
