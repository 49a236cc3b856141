"""Which pages may talk to the bridge, and what its own pages may do."""

import re

from playwright.sync_api import expect

from browser_test import AWAY, BrowserTest
from other_site import OtherSite
from shop_page import ShopPage

# A browser tells a page only that it did not work, never why.
TRY = """(url) => new Promise((resolve) => {
  const socket = new WebSocket(url);
  socket.onopen = () => resolve("open");
  socket.onerror = () => resolve("refused");
})"""
# The policy as docs/bridge.md promises it: nothing inline, nothing from elsewhere.
POLICY = {
    "default-src": ["'none'"], "script-src": ["'self'"], "style-src": ["'self'"],
    "img-src": ["'self'", "data:"], "connect-src": ["'self'"], "base-uri": ["'none'"],
    "form-action": ["'none'"], "frame-ancestors": ["'none'"],
}


class Origins(BrowserTest):
    def setUp(self):
        super().setUp()
        self.other = OtherSite()
        self.addCleanup(self.other.close)
        self.allowed = [AWAY, re.compile("^asked elsewhere: " + re.escape(self.other.url))]

    def customer_elsewhere(self):
        """In front of somebody else's shop, with our widget on it."""
        self.other.pages["/shop"] = f"""<!doctype html>
            <html lang="en"><title>Another shop</title><h1>Another shop</h1>
            <script src="{self.web.url}/widget.js" async></script>"""
        return ShopPage(self.context().new_page()).visit(self.other.url + "/shop").open()

    def socket_url(self, path):
        return self.web.url.replace("http:", "ws:") + path

    def test_a_page_of_another_origin_gets_no_connection(self):
        self.serve_shop()
        self.other.pages["/"] = "<!doctype html><title>Elsewhere</title>"
        page = self.context().new_page()
        page.goto(self.other.url)
        for path in ("/ws/customer", "/ws/agent"):
            self.assertEqual(page.evaluate(TRY, self.socket_url(path)), "refused")
        page.goto("/")
        for path in ("/ws/customer", "/ws/agent"):
            self.assertEqual(page.evaluate(TRY, self.socket_url(path)), "open")

    def test_the_widget_works_on_a_page_whose_origin_is_allowed(self):
        self.serve_shop("--origin", self.other.url)
        customer = self.customer_elsewhere()
        customer.say("where is 20251118001").sees("20251118001 is on its way")
        # The desk is nobody else's to embed.
        self.assertEqual(
            customer.page.evaluate(TRY, self.socket_url("/ws/agent")), "refused")

    def test_on_a_page_whose_origin_is_not_allowed_the_widget_reaches_nobody(self):
        self.serve_shop()
        customer = self.customer_elsewhere()
        expect(customer.status).to_contain_text("Reconnecting")
        self.assertEqual(self.current.sql("SELECT count(*) AS n FROM chats"), [{"n": 0}])

    def test_no_page_can_frame_ours(self):
        self.serve_shop()
        self.other.pages["/"] = (
            f"<!doctype html><title>Trap</title><iframe src='{self.web.url}/desk'></iframe>")
        self.allowed.append(re.compile("frame-ancestors|Refused to frame|chromewebdata"))
        page = self.context().new_page()
        page.goto(self.other.url)
        framed = page.frame_locator("iframe").get_by_role("button", name="Sign in")
        expect(framed).to_have_count(0)
        self.assertTrue(any("frame-ancestors" in line for line in self.console))

    def test_every_page_has_the_strict_policy_and_holds_to_it(self):
        self.serve_shop()
        page = self.context().new_page()
        for path in ("/", "/desk"):
            with self.subTest(path):
                answer = page.goto(path)
                policy = answer.headers["content-security-policy"]
                self.assertEqual(
                    {part.split()[0]: part.split()[1:] for part in policy.split(";")}, POLICY)
                self.assertEqual(answer.headers["x-content-type-options"], "nosniff")
                page.wait_for_load_state("networkidle")
                inline = page.locator("script:not([src]), style, [style], [onclick], [onload]")
                expect(inline).to_have_count(0)
        # That the policy is in force, and that this suite would see who breaks it.
        self.assertEqual(self.faults, [])
        with page.expect_console_message(lambda told: told.text.startswith("CSP: script-src")):
            page.evaluate(
                "document.body.setAttribute('onclick', 'alert(1)'), document.body.click()")
        self.assertTrue(any(fault.startswith("error: CSP: script-src") for fault in self.faults))
        self.faults.clear()
