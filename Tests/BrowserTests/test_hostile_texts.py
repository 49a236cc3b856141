"""Text is only ever text, whoever wrote it, in the widget and on the desk."""

from playwright.sync_api import expect

from browser_test import BrowserTest
from page_checks import complaints

HOSTILE = {
    "an image with a handler": "<img src=x onerror=\"alert('customer')\">",
    "a script": "</p><script>alert(1)</script><style>*{display:none}</style>",
    "a template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} <svg/onload=alert(1)>",
    "an address of a script": "javascript:alert(1) [click](javascript:alert(1)) https://evil.test",
    "entities": "&lt;b&gt; &amp; &#x3c;img src=x&#x3e;",
    "bidi controls": "order \u202e8770211520 evil\u202c \u2067\u0627\u0644\u0637\u0644\u0628\u2069",
    "emoji": "👩‍👩‍👧‍👦🇻🇳🏳️‍🌈👍🏽 ❤️‍🔥",
    "marks upon marks": "Z" + "\u0301\u0316\u0359" * 60,
    "one long word": "a" * 4_000,
    "a long line": "退货" * 2_000,
    "an address without an end": "https://example.com/" + "x" * 600,
}


class HostileTexts(BrowserTest):
    def setUp(self):
        super().setUp()
        self.serve_shop()

    def assert_only_text(self, page, log, text):
        """It stands there letter by letter, and nothing came of it but text."""
        bubble = log.get_by_text(text, exact=True)
        expect(bubble).to_have_count(1)
        self.assertEqual(bubble.evaluate("(element) => element.textContent"), text)
        # What the shop says may have links, to pages.
        foreign = ":not(a[href^='https:'])"
        self.assertEqual(bubble.locator(foreign).count(), 0)
        cut = "(part) => { const { scrollWidth, clientWidth } = part.closest('.bubble');" \
            " return scrollWidth - clientWidth; }"
        self.assertEqual(bubble.evaluate(cut), 0, "the text is cut off")
        expect(log.locator("img, script, style, svg[onload], b, a[href^=javascript]")).to_have_count(0)
        self.assertEqual(complaints(page, "sticksOut"), [])
        wide = log.evaluate("(log) => log.scrollWidth - log.clientWidth")
        self.assertEqual(wide, 0, "the log has to be scrolled sideways")

    def widths(self, page):
        return page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")

    def test_what_a_customer_writes_is_text_in_the_widget_and_on_the_desk(self):
        customer = self.customer_of()
        before = self.widths(customer.page)
        customer.say("talk to a person")
        lin = self.agent("lin")
        pane = lin.claim("talk to a person")
        desk_before = self.widths(lin.page)
        for name, text in HOSTILE.items():
            with self.subTest(name):
                customer.field.fill(text)
                customer.send.click()
                self.assert_only_text(customer.page, customer.log, text)
                self.assert_only_text(lin.page, pane.log, text)
        self.assertEqual(self.widths(customer.page), before)
        self.assertEqual(self.widths(lin.page), desk_before)
        stored = [message["text"] for message in self.history(self.stored_chat("talk to a person"))]
        for text in HOSTILE.values():
            self.assertEqual(stored.count(text), 1)

    def test_what_an_agent_writes_is_text_too(self):
        customer = self.customer_of().say("talk to a person")
        lin = self.agent("lin")
        pane = lin.claim("talk to a person")
        for name, text in HOSTILE.items():
            with self.subTest(name):
                pane.field.fill(text)
                pane.button("Send").click()
                self.assert_only_text(customer.page, customer.log, text)
                self.assert_only_text(lin.page, pane.log, text)

    def test_the_queue_shows_what_was_asked_as_text(self):
        text = HOSTILE["an image with a handler"]
        self.customer_of().say(text).say("talk to a person")
        lin = self.agent("lin")
        row = lin.row("<img src=x")
        expect(row).to_have_count(1)
        expect(row.locator("img")).to_have_count(0)

    def test_a_text_that_is_too_long_is_not_said_and_the_customer_is_told(self):
        customer = self.customer_of().say("how much is delivery").sees("Delivery is free")
        customer.field.fill("b" * 4_001)
        expect(customer.send).to_be_disabled()
        expect(customer.panel).to_contain_text("1 character too many")
        self.assertEqual(
            self.current.sql("SELECT count(*) AS n FROM messages WHERE text LIKE 'bbb%'"),
            [{"n": 0}])
