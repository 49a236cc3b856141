"""Real browsers in front of a real bridge, and the test case that starts and ends them.

The daemon, the bridge and the waits are those of the system tests. Whatever a test is about, it
fails, too, when a page breaks its content security policy, reports an error, opens a dialog or
asks another server for anything.
"""

import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(os.path.dirname(HERE), "SystemTests"))

from playwright.sync_api import expect, sync_playwright  # noqa: E402

from desk_page import DeskPage  # noqa: E402
from order_backend import OrderBackend  # noqa: E402
from parley_bridge import BridgeTest  # noqa: E402
from parley_client import PATIENCE  # noqa: E402
from parley_daemon import PARLEY  # noqa: E402
from shop_page import ShopPage  # noqa: E402

CHROMIUM = next(
    (path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if os.path.exists(path)),
    "/usr/bin/chromium")
LOCALES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "vi": "vi-VN", "en": "en-US"}
# What a browser says by itself about a server that is away for a while.
AWAY = re.compile(r"WebSocket connection to 'ws:.*failed|net::ERR_")
REPORT_VIOLATIONS = """
  addEventListener("securitypolicyviolation", (event) =>
    console.error(`CSP: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
"""

expect.set_options(timeout=PATIENCE * 1_000)


class BrowserTest(BridgeTest):
    """A test with people in front of browsers; each has a context of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = cls.playwright.chromium.launch(
            executable_path=CHROMIUM,
            # A small /dev/shm, as containers have, is no reason to crash.
            args=["--disable-dev-shm-usage"])
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        super().setUp()
        self.contexts = []
        self.console = []
        self.faults = []
        # A test in which a server goes away allows what the browser says about that.
        self.allowed = []

    def tearDown(self):
        outcome = getattr(self, "_outcome", None)
        if outcome and not outcome.success:
            self.keep_what_was_seen()
        for context in self.contexts:
            context.close()
        faults = [
            text for text in self.faults if not any(known.search(text) for known in self.allowed)]
        self.assertEqual(faults, [])
        super().tearDown()

    # The servers

    def serve_shop(self, *options, listen="127.0.0.1:0"):
        """The demo shop: daemon, order backend, bridge."""
        self.daemon(clock=None)
        self.orders = OrderBackend(self.folder, socket_path=self.current.socket)
        self.addCleanup(self.orders.kill)
        self.orders.start()
        self.bridge(*self.pages_from_disk(), *options, listen=listen)

    @staticmethod
    def pages_from_disk():
        folder = os.environ.get("PARLEY_PAGES")
        return ["--pages", os.path.abspath(folder)] if folder else []

    def token(self, name):
        done = subprocess.run(
            [PARLEY, "agent-token", name, "--data", self.current.data], capture_output=True,
            text=True, timeout=PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    # The people

    def context(self, language="en", **options):
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = self.browser.new_context(
            locale=LOCALES[language], base_url=self.web.url, **options)
        context.set_default_timeout(PATIENCE * 1_000)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self.heard)
        context.on("weberror", lambda error: self.fault(f"error: {error.error}"))
        context.on("dialog", self.met_dialog)
        context.on("request", self.asked)
        self.contexts.append(context)
        return context

    def shopper(self, language="en", path="/", **options):
        """A customer on the shop's page, the panel still closed."""
        return ShopPage(self.context(language, **options).new_page(), language).visit(path)

    def customer_of(self, language="en", **options):
        """A customer in front of the open panel."""
        return self.shopper(language, **options).open()

    def agent(self, name="lin", token=None, **options):
        """An agent who has signed in at the desk."""
        page = DeskPage(self.context(**options).new_page(), name)
        page.visit().sign_in(token or self.token(name))
        return page

    # What nobody wants to see

    def fault(self, text):
        self.console.append(text)
        self.faults.append(text)

    def heard(self, message):
        text = f"{message.type}: {message.text}"
        if message.type == "error":
            self.fault(text)
        else:
            self.console.append(text)

    def met_dialog(self, dialog):
        self.fault(f"dialog: {dialog.message}")
        dialog.dismiss()

    def asked(self, request):
        if not request.url.startswith((self.web.url + "/", "data:", "blob:")):
            self.fault(f"asked elsewhere: {request.url}")

    def keep_what_was_seen(self):
        folder = tempfile.mkdtemp(prefix=f"parley-browser-{self._testMethodName[:60]}-")
        pages = [page for context in self.contexts for page in context.pages]
        for number, page in enumerate(pages, 1):
            page.screenshot(path=os.path.join(folder, f"page-{number}.png"), timeout=10_000)
        with open(os.path.join(folder, "console.txt"), "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in self.console))
        print(f"what was to be seen: {folder}", file=sys.stderr)

    # The chat, as it is stored

    def stored_chat(self, text):
        """The chat in which that was said."""
        rows = self.current.sql("SELECT DISTINCT chat_id FROM messages WHERE text = ?", text)
        self.assertEqual(len(rows), 1, f"{text!r} was said in {len(rows)} chats")
        return rows[0]["chat_id"]

    def history(self, chat):
        with self.client("bridge") as client:
            return client.history(chat)["messages"]
