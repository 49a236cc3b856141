// The one script that a shop's page carries. It runs as a classic script and as a module, in the
// head or in the body, once or (by mistake) twice.
(() => {
  /** In a module nobody says which script runs, but the stack of an error does. */
  const ownScript = () => {
    const { stack = "" } = new Error();
    const scripts = [...document.querySelectorAll('script[src*="/widget.js"]')];
    return scripts.find(({ src }) => stack.includes(src)) ?? scripts.at(-1);
  };

  const parsed = () => {
    if (document.readyState !== "loading") return undefined;
    return new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  };

  const place = async (script) => {
    const { defineParleyChat } = await import(new URL("widget/parley-chat.js", script.src));
    // Only then is it known whether the page has an element of its own.
    await parsed();
    const chat = document.querySelector("parley-chat") ?? document.createElement("parley-chat");
    const { language, open } = script.dataset;
    if (language && !chat.hasAttribute("language")) chat.setAttribute("language", language);
    if (open !== undefined && open !== "false") chat.setAttribute("open", "");
    defineParleyChat();
    if (!chat.isConnected) document.body.append(chat);
  };

  const script = document.currentScript ?? ownScript();
  if (script) place(script);
})();
