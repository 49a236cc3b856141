"""Requests that no browser would send: an answer or an end, never more memory or a wait."""

import time

from parley_bridge import BridgeTest
from web_client import WireClosed


class HostileHTTP(BridgeTest):
    def setUp(self):
        super().setUp()
        self.bridge(linked=False)

    def assert_alive(self):
        self.assertEqual(self.web.health().status, 503)

    def test_a_connection_is_kept_for_the_next_request(self):
        wire = self.wire()
        for _ in range(50):
            self.assertEqual(wire.ask("/nowhere").status, 404)

    def test_connection_close_is_kept_to(self):
        wire = self.wire()
        answer = wire.ask(headers={"Connection": "close"})
        self.assertEqual(answer.headers["connection"], "close")
        self.assertEqual(wire.drain(), b"")

    def test_http_1_0_is_answered_and_closed(self):
        wire = self.wire()
        wire.send_bytes(b"GET /nowhere HTTP/1.0\r\n\r\n")
        self.assertEqual(wire.answer().status, 404)
        self.assertEqual(wire.drain(), b"")

    def test_pipelined_requests_are_answered_in_order(self):
        wire = self.wire()
        one = "GET {} HTTP/1.1\r\nHost: x\r\n\r\n"
        paths = ["/nowhere", "/healthz", "/ws/customer"] * 100
        wire.send_bytes("".join(one.format(path) for path in paths).encode())
        statuses = [wire.answer().status for _ in paths]
        self.assertEqual(statuses, [404, 503, 426] * 100)

    def test_a_request_may_come_byte_by_byte(self):
        wire = self.wire()
        for byte in b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n":
            wire.send_bytes(bytes([byte]))
        self.assertEqual(wire.answer().status, 404)

    def test_a_body_that_nobody_asked_for_is_skipped(self):
        wire = self.wire()
        for method, status in (("GET", 404), ("POST", 405)):
            for size in (1, 1_000, 60_000):
                with self.subTest(f"{method} {size}"):
                    answer = wire.ask("/nowhere", method, body=b"GET / HTTP/1.1\r\n" * (size // 16))
                    self.assertEqual(answer.status, status)
        chunked = b"GET /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        wire.send_bytes(chunked + b"3\r\nabc\r\n0\r\n\r\n")
        self.assertEqual(wire.answer().status, 404)
        self.assertEqual(wire.ask("/nowhere").status, 404)

    def test_an_endless_body_ends_the_connection(self):
        for head in (b"Content-Length: 1000000000", b"Transfer-Encoding: chunked"):
            with self.subTest(head), self.wire() as wire:
                wire.send_bytes(b"POST / HTTP/1.1\r\nHost: x\r\n" + head + b"\r\n\r\n")
                with self.assertRaises((WireClosed, ConnectionError)):
                    for _ in range(10_000):
                        wire.send_bytes(b"3e8\r\n" + b"x" * 1_000 + b"\r\n")
        self.assert_alive()

    def test_a_head_that_is_too_long_is_refused(self):
        for more in (
            b"X: " + b"y" * 20_000, b"\r\n".join(b"X%d: y" % n for n in range(200)),
            b"X" * 20_000 + b": y",
        ):
            with self.subTest(more[:20]), self.wire() as wire:
                wire.send_bytes(b"GET / HTTP/1.1\r\nHost: x\r\n" + more + b"\r\n\r\n")
                self.assertIn(wire.answer().status, (400, 431))
                self.assertEqual(wire.drain(), b"")
        self.assert_alive()

    def test_an_address_that_is_too_long_is_refused(self):
        wire = self.wire()
        wire.send_bytes(b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertIn(wire.answer().status, (400, 404, 414, 431))
        self.assert_alive()

    def test_an_endless_head_costs_no_memory(self):
        before = self.web.resident_kilobytes()
        for start in (b"GET /", b"GET / HTTP/1.1\r\nX: ", b"", b"GET / HTTP/1.1\r\n"):
            with self.subTest(start), self.wire() as wire:
                # The last one is many lines, the others are one.
                line = b"X: y\r\n" if start.endswith(b"\n") else b"x"
                piece = line * (60_000 // len(line))
                with self.assertRaises((WireClosed, ConnectionError)):
                    wire.send_bytes(start)
                    for _ in range(2_000):
                        wire.send_bytes(piece)
                    wire.drain()
        self.assertLess(self.web.resident_kilobytes() - before, 20_000)
        self.assert_alive()

    def test_what_is_no_request_is_answered_and_closed(self):
        for line in (
            b"hello\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00",
            b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n', b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked"
            b"\r\n\r\n0\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        ):
            with self.subTest(line), self.wire() as wire:
                wire.send_bytes(line)
                self.assertEqual(wire.answer().status, 400)
                self.assertEqual(wire.drain(), b"")
        self.assert_alive()

    def test_half_a_request_and_then_nothing(self):
        for half in (b"GE", b"GET / HT", b"GET / HTTP/1.1\r\nHos", b"GET / HTTP/1.1\r\n\r"):
            with self.subTest(half):
                with self.wire() as wire:
                    wire.send_bytes(half)
                self.assert_alive()

    def test_a_connection_goes_on_after_an_upgrade_to_something_else(self):
        """curl --http2 and some proxies ask for h2c with every first request."""
        wire = self.wire()
        for more in (
            {"Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings", "HTTP2-Settings": "x"},
            {"Upgrade": "TLS/1.0", "Connection": "Upgrade"}, {"Upgrade": "foo"},
        ):
            with self.subTest(more):
                answer = wire.ask("/nowhere", headers=more)
                self.assertEqual(answer.status, 404)
                # Or the bridge says that it wants no more requests here, and closes.
                if answer.headers.get("connection") == "close":
                    self.assertEqual(wire.drain(), b"")
                    wire = self.wire()
                self.assertEqual(wire.ask("/nowhere").status, 404)

    def test_connect_makes_no_tunnel(self):
        wire = self.wire()
        wire.send_bytes(b"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual(wire.answer().status, 405)

    def test_one_who_asks_and_never_reads_is_not_read_either(self):
        before = self.web.resident_kilobytes()
        wire = self.wire(receive_buffer=4_096)
        wire.socket.setblocking(False)
        piece = b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" * 2_000
        sent, waiting, stuck_since = 0, b"", time.monotonic()
        # Until the bridge has taken nothing for a second, which is how we know that it stopped.
        while time.monotonic() - stuck_since < 1 and sent < 60_000_000:
            waiting = waiting or piece
            try:
                count = wire.socket.send(waiting)
            except BlockingIOError:
                self.web.health()
                continue
            sent, waiting, stuck_since = sent + count, waiting[count:], time.monotonic()
        grown = self.web.resident_kilobytes() - before
        self.assertLess(grown, 30_000, f"after {sent:,} bytes of requests")
        self.assert_alive()

    def test_a_thousand_connections_at_once_are_served(self):
        wires = [self.wire() for _ in range(1_000)]
        for wire in wires:
            wire.request("/healthz")
        self.assertEqual({wire.answer().status for wire in wires}, {503})
