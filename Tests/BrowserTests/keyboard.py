"""Hands that use the keyboard only."""

# A focused element may be deep in shadow trees; each tree knows which of its own it is in.
IS_FOCUSED = "(element) => element.getRootNode().activeElement === element"


def go_to(page, target, key="Tab", steps=80):
    """Presses the key until the target has the focus, as who cannot use a mouse does."""
    target.wait_for(state="visible")
    for _ in range(steps):
        if target.evaluate(IS_FOCUSED):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead to {target}")


class InputMethod:
    """What an input method for Chinese does to a page: a word grows before it is committed."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def compose(self, text):
        self.session.send("Input.imeSetComposition", {
            "text": text, "selectionStart": len(text), "selectionEnd": len(text)})

    def press_enter(self):
        """Enter while the word is open; 229 is the key code of what an input method takes."""
        for type in ("rawKeyDown", "keyUp"):
            self.session.send("Input.dispatchKeyEvent", {
                "type": type, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229})

    def commit(self, text):
        self.session.send("Input.insertText", {"text": text})
