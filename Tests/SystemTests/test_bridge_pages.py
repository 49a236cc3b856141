"""What browsers are given over plain HTTP, and what they are told to keep to."""

import os

from parley_bridge import BridgeTest
from parley_daemon import REPOSITORY

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
COMMON = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer", "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
WEB = os.path.join(REPOSITORY, "Sources", "WebBridge", "Web")


class PagesOfAFolder(BridgeTest):
    FILES = {
        "shop/shop.html": "<!doctype html><title>商店 cửa hàng</title>",
        "desk/desk.html": "<!doctype html><title>desk</title>",
        "widget.js": "export const greeting = \"您好\";",
        "widget/panel.js": "export {};", "parts/looks.css": ":host { color: red }",
        "shop/sock.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "shop/odd.bin": "\1\2",
        "shop/.secret": "secret", ".secret": "secret",
    }

    def setUp(self):
        super().setUp()
        self.pages = os.path.join(self.folder, "pages")
        for name, text in self.FILES.items():
            path = os.path.join(self.pages, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        with open(os.path.join(self.folder, "outside.js"), "w", encoding="utf-8") as file:
            file.write("secret")
        # Pages need no daemon.
        self.bridge("--pages", self.pages, linked=False)

    def test_each_kind_of_page_with_its_type_and_character_set(self):
        wire = self.wire()
        for path, file, type in (
            ("/", "shop/shop.html", "text/html; charset=utf-8"),
            ("/?from=mail&x=1", "shop/shop.html", "text/html; charset=utf-8"),
            ("/desk", "desk/desk.html", "text/html; charset=utf-8"),
            ("/widget.js", "widget.js", "text/javascript; charset=utf-8"),
            ("/widget/panel.js", "widget/panel.js", "text/javascript; charset=utf-8"),
            ("/parts/looks.css", "parts/looks.css", "text/css; charset=utf-8"),
            ("/shop/sock.svg", "shop/sock.svg", "image/svg+xml; charset=utf-8"),
            ("/shop/odd.bin", "shop/odd.bin", "application/octet-stream"),
        ):
            with self.subTest(path):
                answer = wire.ask(path)
                self.assertEqual((answer.status, answer.text), (200, self.FILES[file]))
                self.assertEqual(answer.headers["content-type"], type)

    def test_the_security_headers_are_exactly_these(self):
        wire = self.wire()
        for path, more in (
            ("/", {"cross-origin-resource-policy": "same-origin"}),
            ("/desk", {"cross-origin-resource-policy": "same-origin"}),
            ("/shop/sock.svg", {"cross-origin-resource-policy": "same-origin"}),
            # Any page may load the widget; whether it may connect is another question.
            ("/widget.js", {
                "cross-origin-resource-policy": "cross-origin",
                "access-control-allow-origin": "*"}),
            ("/widget/panel.js", {
                "cross-origin-resource-policy": "cross-origin",
                "access-control-allow-origin": "*"}),
            ("/parts/looks.css", {
                "cross-origin-resource-policy": "cross-origin",
                "access-control-allow-origin": "*"}),
            ("/nowhere", {}), ("/healthz", {"cache-control": "no-store"}),
        ):
            with self.subTest(path):
                answer = wire.ask(path)
                names = [name.lower() for name, _ in answer.header_lines]
                self.assertEqual(len(names), len(set(names)), "a header twice")
                headers = dict(answer.headers)
                for of_the_content in ("content-type", "content-length", "etag"):
                    headers.pop(of_the_content, None)
                if path not in ("/nowhere", "/healthz"):
                    more = {**more, "cache-control": "no-cache"}
                self.assertEqual(headers, {**COMMON, **more})

    def test_a_page_that_the_browser_has_is_not_sent_again(self):
        wire = self.wire()
        first = wire.ask("/widget.js")
        tag = first.headers["etag"]
        self.assertRegex(tag, r'^"[^"]+"$')
        for known in (tag, "W/" + tag, '"other", ' + tag, "*"):
            with self.subTest(known):
                again = wire.ask("/widget.js", headers={"If-None-Match": known})
                self.assertEqual((again.status, again.body), (304, b""))
                self.assertEqual(again.headers["etag"], tag)
                self.assertEqual(again.headers["content-security-policy"], POLICY)
        self.assertEqual(wire.ask("/widget.js", headers={"If-None-Match": '"x"'}).status, 200)
        with open(os.path.join(self.pages, "widget.js"), "a", encoding="utf-8") as file:
            file.write("\n")
        changed = wire.ask("/widget.js", headers={"If-None-Match": tag})
        self.assertEqual(changed.status, 200)
        self.assertNotEqual(changed.headers["etag"], tag)

    def test_head_is_get_without_the_page(self):
        wire = self.wire()
        for path in ("/", "/widget.js", "/healthz", "/nowhere", "/ws/customer"):
            with self.subTest(path):
                got, told = wire.ask(path), wire.ask(path, "HEAD")
                self.assertEqual((told.status, told.headers), (got.status, got.headers))
                self.assertEqual(int(told.headers["content-length"]), len(got.body))

    def test_other_methods_are_refused_and_told_which_are_not(self):
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
            for path in ("/", "/healthz", "/ws/customer"):
                with self.subTest(f"{method} {path}"), self.wire() as wire:
                    answer = wire.ask(path, method)
                    self.assertEqual(answer.status, 405)
                    self.assertEqual(answer.headers["allow"], "GET, HEAD")

    def test_nothing_else_of_the_disk_can_be_asked_for(self):
        for path in (
            "/nowhere", "/widget", "/widget/", "//widget.js", "/widget//panel.js", "/desk/",
            "/shop", "/index.html", "/../outside.js", "/widget/../../outside.js",
            "/%2e%2e/outside.js", "/%2e%2e%2foutside.js", "/..%2foutside.js", "/widget%2fpanel.js",
            "/..\\outside.js", "/..%5coutside.js", "/%252e%252e/outside.js", "/....//outside.js",
            "/shop/.secret", "/.secret", "/%2esecret", "/./widget.js", "/widget/./panel.js",
            self.folder + "/outside.js", "/" + self.folder + "/outside.js", "/etc/passwd",
            "/widget.js%00.html", "/widget.js/", "/WIDGET.JS", "/widget.js;x", "/%77idget.js",
        ):
            with self.subTest(path), self.wire() as wire:
                answer = wire.ask(path)
                self.assertEqual(answer.status, 404)
                self.assertNotIn("secret", answer.text)
                self.assertEqual(answer.headers["content-type"], "text/plain; charset=utf-8")

    def test_a_path_that_is_none_is_answered(self):
        for path in ("*", "widget.js", "../outside.js", "http://elsewhere/outside.js"):
            with self.subTest(path), self.wire() as wire:
                self.assertIn(wire.ask(path).status, (400, 404))


class PagesInTheProgram(BridgeTest):
    def test_every_file_of_the_source_is_in_the_program(self):
        self.bridge(linked=False)
        wire, found, missing = self.wire(), 0, []
        for folder, _, names in os.walk(WEB):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), WEB).replace(os.sep, "/")
                url = {"shop/shop.html": "/", "desk/desk.html": "/desk"}.get(path, "/" + path)
                answer = wire.ask(url)
                with open(os.path.join(folder, name), "rb") as file:
                    if (answer.status, answer.body) != (200, file.read()):
                        missing.append(url)
                found += 1
        self.assertGreater(found, 3)
        self.assertEqual(missing, [], "these are not as in the source: build again")

    def test_the_pages_keep_to_their_own_policy(self):
        """No script, style or address that the policy would stop stands in a page."""
        self.bridge("--pages", WEB, linked=False)
        wire = self.wire()
        for path in ("/", "/desk"):
            with self.subTest(path):
                page = wire.ask(path).text.lower()
                self.assertIn('<meta charset="utf-8"', page)
                for stopped in ("<style", " style=", " onclick=", " onload=", "javascript:"):
                    self.assertNotIn(stopped, page)
                for script in page.split("<script")[1:]:
                    self.assertIn("src=", script.split(">")[0])
                for address in ("http://", "https://"):
                    self.assertNotIn(address, page.replace("http://www.w3.org/2000/svg", ""))
