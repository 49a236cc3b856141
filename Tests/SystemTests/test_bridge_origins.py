"""Whose pages may connect: our own, and the widget's WebSocket those that the operator named."""

from parley_bridge import Bridge, BridgeTest, free_port
from web_client import Refused, WebSocket


class Origins(BridgeTest):
    def reach(self, origin, path="/ws/customer", **headers):
        """The status of a handshake from a page of that origin."""
        try:
            with WebSocket(self.web.address, path, origin=origin, headers=headers):
                return 101
        except Refused as refused:
            return refused.status

    def assert_reach(self, origin, customer, agent, **headers):
        with self.subTest(origin):
            self.assertEqual(
                (self.reach(origin, **headers), self.reach(origin, "/ws/agent", **headers)),
                (customer, agent))

    def test_our_own_pages_under_every_loopback_name(self):
        self.bridge(linked=False)
        port = self.web.address[1]
        for host in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
            self.assert_reach(f"http://{host}:{port}", 101, 101)

    def test_foreign_pages(self):
        self.bridge(linked=False)
        port = self.web.address[1]
        for origin in (
            "http://example.com", "https://example.com", f"http://example.com:{port}",
            f"https://localhost:{port}", "http://localhost", f"http://localhost:{port + 1}",
            f"http://localhost:{port}.example.com", f"http://localhost.example.com:{port}",
            f"http://user@localhost:{port}", f"http://localhost:{port}/", "null", "", "file://",
            f"http://127.0.0.1:{port}@example.com", f"ftp://127.0.0.1:{port}",
            "chrome-extension://x", f"http://127.0.0.1:{port} http://example.com",
            f"http://127.0.0.1:{port}#x", "*", None,
        ):
            # A slash at the end is the same origin, written badly.
            status = 101 if origin == f"http://localhost:{port}/" else 403
            self.assert_reach(origin, status, status)

    def test_a_name_that_a_foreign_page_leads_to_us_opens_nothing(self):
        """DNS rebinding: the page's own name resolves to 127.0.0.1, so Origin and Host agree."""
        self.bridge(linked=False)
        port = self.web.address[1]
        self.assert_reach(
            f"http://rebound.example:{port}", 403, 403, Host=f"rebound.example:{port}")

    def test_the_log_says_once_what_an_operator_would_have_to_do(self):
        self.bridge(linked=False)
        for _ in range(3):
            self.assertEqual(self.reach("https://shop.example"), 403)
        lines = [line for line in self.web.log_text().splitlines() if "shop.example" in line]
        self.assertEqual(len(lines), 1)
        self.assertIn("--origin", lines[0])

    def test_a_shop_that_embeds_the_widget_reaches_customers_and_never_the_desk(self):
        self.bridge(
            "--origin", "https://shop.example", "--origin", "http://Other.example:8080",
            linked=False)
        self.assert_reach("https://shop.example", 101, 403)
        self.assert_reach("https://SHOP.example:443", 101, 403)
        self.assert_reach("http://other.example:8080", 101, 403)
        for origin in (
            "http://shop.example", "https://shop.example:8443", "https://a.shop.example",
            "https://shop.example.com", "http://other.example", "null", None,
        ):
            self.assert_reach(origin, 403, 403)
        # Ours are still ours.
        self.assert_reach(self.web.url, 101, 101)

    def test_behind_a_public_address_only_that_one_is_ours(self):
        self.bridge("--public-url", "https://chat.example", linked=False)
        self.assertEqual(self.web.url, "https://chat.example")

    def test_with_a_public_address_the_loopback_names_are_foreign(self):
        # The address that it prints is the public one: where it listens, we have to say.
        port = free_port()
        self.bridge("--public-url", "https://chat.example", listen=f"127.0.0.1:{port}",
                    linked=False)
        self.web.address = ("127.0.0.1", port)
        self.assert_reach("https://chat.example", 101, 101)
        self.assert_reach("https://chat.example:443", 101, 101)
        for origin in (
            f"http://127.0.0.1:{port}", "http://chat.example", "https://chat.example:8080",
        ):
            self.assert_reach(origin, 403, 403)

    def test_pages_need_no_origin(self):
        self.bridge(linked=False)
        wire = self.wire()
        for origin in ("https://example.com", "null"):
            self.assertEqual(wire.ask("/healthz", headers={"Origin": origin}).status, 503)

    def test_what_is_no_origin_is_refused_at_the_start(self):
        for option in ("--origin", "--public-url"):
            for url in ("shop.example", "https://shop.example/page", "null", "*", "ftp://x"):
                with self.subTest(f"{option} {url}"):
                    code, said = Bridge(
                        self.folder, self.folder + "/s", options=[option, url]).refuses_to_start()
                    self.assertEqual(code, 2, said)
                    self.assertIn(url, said)
