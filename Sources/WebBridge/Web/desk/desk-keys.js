/**
 * The keys that work everywhere on the desk.
 * @param {{open: (index: number) => void, claimNext: () => void, help: () => void}} desk
 * @returns {() => void} ends it
 */
export function listenToKeys(desk) {
  const pressed = (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      // By the key's place: with Option held a Mac writes other characters.
      const digit = event.code.match(/^(?:Digit|Numpad)([1-9])$/)?.[1];
      if (digit) desk.open(Number(digit) - 1);
      else if (event.code === "KeyN") desk.claimNext();
      else return;
      event.preventDefault();
    } else if (event.key === "?" && !isWriting(event.target)) {
      event.preventDefault();
      desk.help();
    }
  };
  addEventListener("keydown", pressed);
  return () => removeEventListener("keydown", pressed);
}

function isWriting(target) {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}
