"""`parley serve --web`: the same bridge, in the daemon's process, still through the socket."""

import os
import socket

from parley_bridge import Bridge, BridgeTest, free_port
from parley_daemon import Daemon
from web_client import Refused


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


class InTheDaemon(BridgeTest):
    def serve(self, *options, web="127.0.0.1:0", **more):
        daemon = self.daemon(options=["--web", web, *options], **more)
        return self.attach(daemon)

    def attach(self, daemon):
        self.web = Bridge(self.folder, daemon.socket, inside=daemon)
        self.web.wait_until_ready()
        self.web.wait_until_linked()
        return daemon

    def test_a_customer_and_an_agent_in_one_process(self):
        daemon = self.serve()
        self.assertEqual(self.web.pid, daemon.pid)
        customer = self.chat()
        customer.tell("how much is delivery")
        customer.message("Delivery", "bot")
        customer.tell("talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", next=True)
        self.assertEqual(customer.next("owner", lambda frame: "name" in frame)["name"], "lin")

    def test_the_options_of_the_bridge_are_its_own(self):
        pages = os.path.join(self.folder, "pages")
        os.mkdir(pages)
        with open(os.path.join(pages, "widget.js"), "w", encoding="ascii") as file:
            file.write("export {};")
        self.serve("--pages", pages, "--per-address", "2", "--origin", "https://shop.example")
        self.assertEqual(self.wire().ask("/widget.js").text, "export {};")
        self.customer(origin="https://shop.example")
        self.customer()
        with self.assertRaises(Refused) as caught:
            self.customer()
        self.assertEqual(caught.exception.status, 429)

    def test_sigterm_ends_both_with_browsers_there(self):
        daemon = self.serve()
        tabs = [self.chat() for _ in range(10)]
        for tab in tabs:
            tab.say("hello")
        self.assertEqual(daemon.terminate(timeout=15), 0)
        for tab in tabs:
            self.assertIn(tab.closing(), (1001, 1006, 1012))
        self.assertFalse(os.path.exists(daemon.socket))

    def test_after_a_kill_the_browser_goes_on(self):
        port = free_port()
        daemon = self.serve(web=f"127.0.0.1:{port}")
        tab = self.chat()
        seq = tab.tell("hello", "m-1")
        daemon.restart()
        self.attach(daemon)
        tab.come_back()
        tab.open(after=tab.last)
        self.assertEqual(tab.said(tab.say("hello", "m-1"))["seq"], seq)
        tab.catch_up(tab.tell("how much is delivery") + 1)
        self.assertEqual(
            [message["text"] for message in tab.shown],
            [row["text"] for row in self.stored(tab.key)])

    def test_an_address_that_is_taken_ends_both(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            code, said = Daemon(
                self.folder, options=["--web", f"127.0.0.1:{port}"]).refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(str(port), said)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "s")))

    def test_what_is_no_address_is_said_so(self):
        for web in ("", "localhost", "127.0.0.1:", ":x", "127.0.0.1:99999", "[::1"):
            with self.subTest(web):
                code, said = Daemon(self.folder, options=["--web", web]).refuses_to_start()
                self.assertEqual(code, 2, said)


class OverIPv6(BridgeTest):
    def setUp(self):
        super().setUp()
        if not has_ipv6():
            self.skipTest("this machine has no IPv6 loopback")
        self.daemon()
        self.bridge(listen="[::1]:0")

    def test_everything_goes_over_ipv6_as_well(self):
        self.assertRegex(self.web.url, r"^http://\[::1\]:\d+$")
        self.assertEqual(self.web.health().status, 200)
        customer = self.chat()
        customer.tell("how much is delivery")
        customer.message("Delivery", "bot")

    def test_the_limit_of_an_address_holds_there_too(self):
        self.bridge("--per-address", "2", listen="[::1]:0")
        held = [self.customer() for _ in range(2)]
        with self.assertRaises(Refused) as caught:
            self.customer()
        self.assertEqual((len(held), caught.exception.status), (2, 429))

    def test_the_loopback_names_are_own_origins(self):
        port = self.web.address[1]
        for host in ("[::1]", "localhost", "127.0.0.1"):
            self.customer(origin=f"http://{host}:{port}")
        with self.assertRaises(Refused):
            self.customer(origin=f"http://[::2]:{port}")
