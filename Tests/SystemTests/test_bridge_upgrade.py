"""The way from HTTP into a WebSocket: who asks for it is always answered."""

import base64
import collections
import json
import os

from parley_bridge import BridgeTest
from web_browsers import Customer, chat_key
from web_client import TEXT, Refused, WebSocket, frame

PING = json.dumps({"type": "ping"}).encode()


class Upgrade(BridgeTest):
    def setUp(self):
        super().setUp()
        # What the handshake does is the same whether a daemon is there or not.
        self.bridge(linked=False)

    def assert_refused(self, status, **options):
        with self.assertRaises(Refused) as caught:
            WebSocket(self.web.address, **options)
        answer = caught.exception.answer
        self.assertEqual(answer.status, status)
        self.assertTrue(answer.text.strip(), "an empty answer")
        return answer

    def test_both_addresses_lead_to_a_websocket(self):
        for path in ("/ws/customer", "/ws/agent", "/ws/customer?v=1"):
            with self.subTest(path), WebSocket(self.web.address, path) as browser:
                headers = browser.answer.headers
                self.assertEqual(headers["upgrade"].lower(), "websocket")
                self.assertEqual(headers["connection"].lower(), "upgrade")
                self.assertNotIn("content-length", headers)
                self.assertNotIn("transfer-encoding", headers)
                # Nobody offered an extension or a protocol, so none may be chosen.
                self.assertNotIn("sec-websocket-extensions", headers)
                self.assertNotIn("sec-websocket-protocol", headers)

    def test_an_offer_of_compression_is_not_taken_up(self):
        with self.customer(headers={
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
            "Sec-WebSocket-Protocol": "chat",
        }) as customer:
            self.assertNotIn("sec-websocket-extensions", customer.answer.headers)
            self.assertNotIn("sec-websocket-protocol", customer.answer.headers)
            customer.settle()

    def test_browsers_may_name_the_upgrade_among_others_and_in_any_case(self):
        for headers in (
            {"Connection": "keep-alive, Upgrade"}, {"Upgrade": "WebSocket"},
            {"Connection": "UPGRADE", "Upgrade": "WEBSOCKET"},
            {"Upgrade": "foo, websocket"},
        ):
            with self.subTest(headers), self.customer(headers=headers) as customer:
                customer.settle()

    def test_an_address_without_a_websocket_is_not_found(self):
        for path in ("/", "/nope", "/ws", "/ws/", "/ws/customer/", "/ws/Customer", "/healthz"):
            with self.subTest(path):
                self.assert_refused(404, path=path)

    def test_a_handshake_that_is_none_is_refused(self):
        short = base64.b64encode(os.urandom(15)).decode()
        for headers in (
            {"Sec-WebSocket-Key": None}, {"Sec-WebSocket-Key": ""},
            {"Sec-WebSocket-Key": "not base 64 at all!!!!"}, {"Sec-WebSocket-Key": short},
            {"Connection": "keep-alive"}, {"Connection": None},
        ):
            with self.subTest(headers):
                self.assert_refused(400, path="/ws/customer", headers=headers)

    def test_another_version_is_told_which_one_we_speak(self):
        for version in ("8", "0", "14", "13, 8", "", None):
            with self.subTest(version):
                answer = self.assert_refused(
                    426, path="/ws/customer", headers={"Sec-WebSocket-Version": version})
                self.assertEqual(answer.headers["sec-websocket-version"], "13")

    def test_only_get_of_http_1_1_upgrades(self):
        for line in ("POST /ws/customer HTTP/1.1", "GET /ws/customer HTTP/1.0"):
            with self.subTest(line), self.wire() as wire:
                wire.send_bytes((
                    f"{line}\r\nHost: {wire.host}\r\nOrigin: http://{wire.host}\r\n"
                    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode())
                self.assertEqual(wire.answer().status, 400)

    def test_a_plain_request_for_a_websocket_is_told_to_upgrade(self):
        wire = self.wire()
        for path in ("/ws/customer", "/ws/agent"):
            answer = wire.ask(path)
            self.assertEqual((answer.status, answer.headers["upgrade"]), (426, "websocket"))
        self.assertEqual(wire.ask("/nowhere").status, 404)

    def test_a_refusal_carries_the_security_headers_and_ends_the_connection(self):
        with self.wire() as wire:
            with self.assertRaises(Refused) as caught:
                WebSocket(self.web.address, "/nope", wire=wire, leftover=frame(TEXT, PING))
            headers = caught.exception.answer.headers
            self.assertIn("default-src 'none'", headers["content-security-policy"])
            self.assertEqual(headers["connection"], "close")

    def test_a_later_request_of_a_kept_connection_may_upgrade(self):
        wire = self.wire()
        self.assertEqual(wire.ask("/nowhere").status, 404)
        self.assertEqual(wire.ask("/healthz").status, 503)
        Customer(self.web.address, wire=wire).settle()

    def test_requests_that_were_pipelined_before_the_upgrade_are_answered_before_it(self):
        wire = self.wire()
        wire.send_bytes(b"GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n" * 3 + (
            f"GET /ws/customer HTTP/1.1\r\nHost: {wire.host}\r\nOrigin: http://{wire.host}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").encode() + frame(TEXT, PING))
        self.assertEqual([wire.answer().status for _ in range(4)], [404, 404, 404, 101])
        # The example of RFC 6455, section 1.3, but for the key's own answer.
        customer = Customer.__new__(Customer)
        customer.wire, customer.answers_pings = wire, True
        self.assertEqual(json.loads(customer.read_text())["type"], "link")
        self.assertEqual(json.loads(customer.read_text())["type"], "pong")

    def test_a_handshake_with_a_body_is_answered(self):
        wire = self.wire()
        wire.send_bytes((
            f"GET /ws/customer HTTP/1.1\r\nHost: {wire.host}\r\nOrigin: http://{wire.host}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Content-Length: 5\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\nhello"
        ).encode())
        self.assertIn(wire.answer().status, (101, 400))

    def test_a_handshake_may_come_byte_by_byte(self):
        with self.wire() as wire:
            send = wire.send_bytes
            wire.send_bytes = lambda data: [send(bytes([byte])) for byte in data]
            Customer(self.web.address, wire=wire).settle()


class BytesSentWithTheHandshake(BridgeTest):
    """A browser never does it, but a proxy that has buffered may."""

    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge()

    def test_they_are_not_lost(self):
        for count in (1, 2, 50):
            with self.subTest(count):
                key = chat_key()
                opening = json.dumps({"type": "open", "key": key, "language": "en"}).encode()
                customer = self.customer(
                    key, leftover=frame(TEXT, opening) + frame(TEXT, PING) * (count - 1))
                heard = collections.Counter(customer.read()["type"] for _ in range(count))
                self.assertEqual(heard, {"opened": 1, **({"pong": count - 1} if count > 1 else {})})
                self.assertEqual(len(self.stored(key)), 1)

    def test_half_a_frame_is_completed_by_what_comes_later(self):
        key = chat_key()
        opening = frame(TEXT, json.dumps({"type": "open", "key": key}).encode())
        for cut in (1, 3, 7, 20):
            with self.subTest(cut):
                customer = self.customer(key, leftover=opening[:cut])
                customer.wire.send_bytes(opening[cut:])
                self.assertEqual(customer.next("opened")["last"], 1)
                customer.close()
