/** Every button of class `copy` copies the order number that describes it, and says so a moment. */
export function offerCopying() {
  for (const button of document.querySelectorAll("button.copy")) {
    const number = document.getElementById(button.getAttribute("aria-describedby"));
    const label = button.querySelector("span");
    const offer = label.textContent;
    let timer;
    button.addEventListener("click", async () => {
      if (!await copied(number)) return;
      const done = document.querySelector("#copied").textContent;
      announce(`${done} ${number.textContent}`);
      label.textContent = done;
      clearTimeout(timer);
      timer = setTimeout(() => {
        label.textContent = offer;
        announce("");
      }, 2000);
    });
  }
}

async function copied(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    // No clipboard without TLS or permission: selected, it takes one more key.
    getSelection().selectAllChildren(element);
    return false;
  }
}

function announce(text) {
  document.querySelector("#announcement").textContent = text;
}
