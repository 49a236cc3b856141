"""The demo shop's page as its customers use it: by what they read and hear."""

from playwright.sync_api import expect

# The names of what the widget is used with: chat, message, send.
NAMES = {
    "zh-Hans": ("在线客服", "消息", "发送"), "zh-Hant": ("線上客服", "訊息", "傳送"),
    "vi": ("Chat", "Tin nhắn", "Gửi"), "en": ("Chat", "Message", "Send"),
}


class ShopPage:
    """A customer's tab, with the widget."""

    def __init__(self, page, language="en"):
        self.page = page
        chat, message, send = NAMES[language]
        self.language = language
        self.button = page.get_by_role("button", name=chat, exact=True)
        self.panel = page.locator("parley-chat").get_by_role("dialog")
        self.status = self.panel.get_by_role("status")
        self.log = self.panel.get_by_role("log")
        self.field = page.get_by_role("textbox", name=message, exact=True)
        self.send = page.get_by_role("button", name=send, exact=True)

    def visit(self, path="/"):
        self.page.goto(path)
        expect(self.button).to_be_visible()
        return self

    def open(self):
        """The panel, ready to be written into."""
        self.button.click()
        expect(self.field).to_be_focused()
        return self

    def another_tab(self):
        """The same browser's second tab, with the panel open."""
        page = self.page.context.new_page()
        return ShopPage(page, self.language).visit().open()

    def messages(self, speaker):
        """What `customer`, `bot`, `agent` or `system` said."""
        return self.log.locator(f"[data-from={speaker}]")

    def say(self, text):
        self.field.fill(text)
        self.send.click()
        self.sees(text)
        return self

    def press(self, name):
        """One of the choices that the bot offers."""
        self.log.get_by_role("button", name=name, exact=True).click()
        return self

    def sees(self, text):
        """It stands in the chat, now or soon."""
        expect(self.log).to_contain_text(text)
        return self

    def shows_all_of(self, history):
        """Each message once, by who said it, in the order in which they are stored."""
        rows = self.log.locator("[data-from]")
        expect(rows.locator(".bubble")).to_have_text([message["text"] for message in history])
        shown = rows.evaluate_all(
            "(rows) => rows.map(({ dataset }) => [Number(dataset.seq), dataset.from])")
        stored = [[message["seq"], message["from"]] for message in history]
        if shown != stored:
            raise AssertionError(f"shown are {shown}, stored are {stored}")
        return self
