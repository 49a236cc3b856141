"""WebSocket frames as RFC 6455 has them, and as it forbids them."""

import json

from parley_bridge import BridgeTest
from web_client import (
    BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, WebSocketClosed, WireClosed, frame)

ASK = json.dumps({"type": "ping"}).encode()


def padded(size):
    """A question of exactly so many bytes."""
    empty = len(json.dumps({"type": "ping", "x": ""}))
    return json.dumps({"type": "ping", "x": "y" * (size - empty)}).encode()


def nested(depth):
    """A question whose JSON is so many levels deep."""
    return b'{"type":"ping","x":' + b"[" * (depth - 1) + b"]" * (depth - 1) + b"}"


class FrameTest(BridgeTest):
    def setUp(self):
        super().setUp()
        # Who only asks whether somebody is there needs no daemon.
        self.bridge(linked=False)

    def tab(self, **options):
        customer = self.customer(**options)
        self.assertEqual(customer.next("link")["up"], False)
        return customer

    def assert_closes(self, code, *frames):
        """The bridge says goodbye with that code after these frames, and others live on."""
        with self.tab() as customer:
            customer.wire.send_bytes(b"".join(frames))
            self.assertEqual(customer.closing(), code)
        self.assertEqual(self.web.health().status, 503)


class Frames(FrameTest):
    def test_a_message_in_pieces(self):
        customer = self.tab()
        for pieces in (1, 2, 5, len(ASK)):
            with self.subTest(pieces):
                size = -(-len(ASK) // pieces)
                for at in range(0, len(ASK), size):
                    customer.send_frame(
                        CONTINUATION if at else TEXT, ASK[at:at + size],
                        final=at + size >= len(ASK))
                self.assertEqual(customer.read()["type"], "pong")

    def test_empty_pieces_are_pieces(self):
        customer = self.tab()
        customer.send_frame(TEXT, b"", final=False)
        customer.send_frame(CONTINUATION, ASK, final=False)
        customer.send_frame(CONTINUATION, b"")
        self.assertEqual(customer.read()["type"], "pong")

    def test_control_frames_between_the_pieces_are_answered_at_once(self):
        customer = self.tab()
        customer.send_frame(TEXT, ASK[:5], final=False)
        customer.send_frame(PING, b"still there?")
        pong = customer.read_frame()
        self.assertEqual((pong.opcode, pong.payload), (PONG, b"still there?"))
        customer.send_frame(PONG, b"nobody asked")
        customer.send_frame(CONTINUATION, ASK[5:])
        self.assertEqual(customer.read()["type"], "pong")

    def test_frames_in_any_pieces_of_the_wire(self):
        customer = self.tab()
        for byte in frame(TEXT, ASK) * 2:
            customer.wire.send_bytes(bytes([byte]))
        customer.wire.send_bytes(frame(TEXT, ASK) * 30)
        for _ in range(32):
            self.assertEqual(customer.read()["type"], "pong")

    def test_half_a_frame_and_then_nothing(self):
        for cut in (1, 2, 5, 10):
            with self.tab() as customer:
                customer.wire.send_bytes(frame(TEXT, ASK)[:cut])
        self.tab().settle()

    def test_each_length_of_the_length(self):
        customer = self.tab()
        for size in (26, 125, 126, 127, 65_535, 65_536):
            with self.subTest(size):
                customer.send_frame(TEXT, padded(size))
                self.assertEqual(customer.read()["type"], "pong")

    def test_ping_brings_its_payload_back(self):
        customer = self.tab()
        for payload in (b"", b"x", bytes(range(125))):
            customer.send_frame(PING, payload)
            pong = customer.read_frame()
            self.assertEqual((pong.opcode, pong.payload), (PONG, payload))

    def test_what_the_bridge_sends_is_valid_after_a_thousand_frames(self):
        # Within the limit of 60 at once: pings of the protocol count as nobody's.
        customer = self.tab()
        customer.wire.send_bytes(frame(PING, b"x" * 100) * 1_000)
        self.assertEqual(
            {(pong.opcode, pong.payload) for pong in
             (customer.read_frame() for _ in range(1_000))}, {(PONG, b"x" * 100)})


class ForbiddenFrames(FrameTest):
    def test_a_message_over_64_kib(self):
        self.assert_closes(1009, frame(TEXT, padded(65_537)))

    def test_a_message_over_64_kib_in_pieces(self):
        half = padded(65_537)
        self.assert_closes(
            1009, frame(TEXT, half[:40_000], final=False), frame(CONTINUATION, half[40_000:]))

    def test_a_length_that_nobody_will_wait_for(self):
        for length in (65_537, 1 << 31, 1 << 62):
            self.assert_closes(1009, b"\x81\xff" + length.to_bytes(8, "big") + b"mask")

    def test_too_many_pieces(self):
        pieces = [frame(TEXT, b"", final=False)] + [frame(CONTINUATION, b"", final=False)] * 500
        with self.tab() as customer:
            customer.wire.send_bytes(b"".join(pieces))
            self.assertIn(customer.closing(), (1002, 1008, 1009))

    def test_an_unmasked_frame(self):
        self.assert_closes(1002, frame(TEXT, ASK, masked=False))
        self.assert_closes(
            1002, frame(TEXT, ASK[:3], final=False),
            frame(CONTINUATION, ASK[3:], masked=False))
        self.assert_closes(1002, frame(PING, masked=False))

    def test_reserved_bits(self):
        for bits in (1, 2, 4, 7):
            with self.subTest(bits):
                self.assert_closes(1002, frame(TEXT, ASK, reserved=bits))

    def test_reserved_opcodes(self):
        for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
            with self.subTest(opcode):
                self.assert_closes(1002, frame(opcode, b""))

    def test_control_frames_that_are_too_long_or_in_pieces(self):
        for opcode in (PING, PONG, CLOSE):
            with self.subTest(opcode):
                self.assert_closes(1002, frame(opcode, b"\x03\xe8" + b"x" * 124))
                self.assert_closes(1002, frame(opcode, b"\x03\xe8", final=False))

    def test_pieces_that_belong_to_nothing(self):
        self.assert_closes(1002, frame(CONTINUATION, ASK))
        self.assert_closes(1002, frame(TEXT, ASK[:3], final=False), frame(TEXT, ASK))

    def test_binary_messages(self):
        self.assert_closes(1003, frame(BINARY, ASK))
        self.assert_closes(
            1003, frame(BINARY, ASK[:3], final=False), frame(CONTINUATION, ASK[3:]))


class Goodbyes(FrameTest):
    def test_a_goodbye_is_answered_with_its_own_code(self):
        for code in (1000, 1001, 3000, 4999):
            with self.subTest(code):
                self.assert_closes(
                    code, frame(CLOSE, code.to_bytes(2, "big") + "bis später".encode()))

    def test_a_goodbye_without_a_code(self):
        with self.tab() as customer:
            customer.send_frame(CLOSE)
            self.assertIn(customer.closing(), (1000, 1005))

    def test_a_goodbye_that_is_none(self):
        for payload in (b"x", *(code.to_bytes(2, "big") for code in (
                0, 999, 1004, 1005, 1006, 1015, 2999, 5000))):
            with self.subTest(payload):
                self.assert_closes(1002, frame(CLOSE, payload))
        with self.tab() as customer:
            customer.send_frame(CLOSE, b"\x03\xe8\xff\xfe")
            self.assertIn(customer.closing(), (1002, 1007))

    def test_nothing_is_heard_after_a_goodbye(self):
        with self.tab() as customer:
            customer.wire.send_bytes(frame(CLOSE, b"\x03\xe8") + frame(TEXT, ASK) * 5)
            with self.assertRaises(WebSocketClosed):
                customer.read()
            # No pong stands between the goodbye and the end.
            self.assertEqual(customer.wire.drain(), b"")

    def test_one_who_leaves_without_a_word(self):
        for _ in range(50):
            self.tab().close()
        self.tab().settle()


class FramesThatAreNoQuestion(FrameTest):
    """A frame that is no JSON, of an unknown type or too early: `bye`, and the end."""

    def assert_bye(self, *texts):
        for text in texts:
            with self.subTest(text[:40]), self.tab() as customer:
                customer.send_frame(TEXT, text)
                bye = customer.read()
                self.assertEqual((bye["type"], bye["name"]), ("bye", "BAD_FRAME"))
                with self.assertRaises(WebSocketClosed) as closed:
                    customer.read()
                self.assertEqual(closed.exception.code, 1008)
                with self.assertRaises(WireClosed):
                    customer.wire.fill()
        self.assertEqual(self.web.health().status, 503)

    def test_no_json(self):
        self.assert_bye(
            b"", b"hello", b"{", b'{"type":"ping"', b'{"type":"ping"}}', b'{"type":"ping",}',
            b"{'type':'ping'}", b'{"type":"ping"} {"type":"ping"}', b"\xef\xbb\xbf" + ASK,
            b'{"type":"pi\x01ng"}', b'{"type":NaN}', b'{"type":"ping","x":01}')

    def test_no_utf8(self):
        for bad in (b"\xff", b"\x80", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80"):
            self.assert_bye(b'{"type":"ping","x":"' + bad + b'"}')

    def test_no_frame_of_ours(self):
        self.assert_bye(
            b"null", b"[]", b'"ping"', b"1", b"{}", b'{"type":1}', b'{"type":null}',
            b'{"type":"PING"}', b'{"type":"hello"}', b'{"type":"said","id":"a","seq":1}',
            b'{"type":["ping"]}', b'[{"type":"ping"}]', b'{"jsonrpc":"2.0","id":1,"method":"ping"}')

    def test_too_early(self):
        self.assert_bye(
            b'{"type":"say","id":"a","text":"b"}', b'{"type":"press","id":"a","button":"b"}',
            b'{"type":"typing","on":true}', b'{"type":"seen","seq":1}',
            b'{"type":"history","after":0}')

    def test_without_what_its_type_needs(self):
        key = b'"key":"0123456789012345678901"'
        self.assert_bye(
            b'{"type":"open"}', b'{"type":"open","key":1}',
            b'{"type":"open",' + key + b',"language":"' + b"x" * 65 + b'"}')

    def test_json_may_be_32_levels_deep(self):
        customer = self.tab()
        customer.send_frame(TEXT, nested(32))
        self.assertEqual(customer.read()["type"], "pong")
        self.assert_bye(nested(33), nested(30_000), b"[" * 65_000)

    def test_unknown_members_are_ignored(self):
        customer = self.tab()
        customer.send("ping", colour="red", type2="open")
        self.assertEqual(customer.read()["type"], "pong")
