"""Who is silent, or slower than any browser, is let go; who is only quiet is not."""

import select
import socket
import threading
import time

from parley_bridge import BridgeTest, chat_of
from parley_client import message_id
from web_client import PING, TEXT, WebSocket, WebSocketClosed, Wire, WireClosed, frame

HANDSHAKE = (
    "GET /ws/customer HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")


class Candidate(threading.Thread):
    """Does one thing until the bridge ends it; knows how long that took, and what it was told."""

    def __init__(self, wire, act):
        super().__init__(daemon=True)
        self.wire, self.act = wire, act
        self.began = time.monotonic()
        self.lasted = None
        self.heard = b""
        self.start()

    def run(self):
        try:
            self.act(self)
        except (WireClosed, WebSocketClosed, OSError):
            self.lasted = time.monotonic() - self.began

    # What it does

    def waits(self):
        while True:
            self.wire.fill(200)

    def trickles(self, data):
        """A byte a second, which is what a slowloris does."""
        pause = threading.Event()
        for byte in data:
            self.wire.send_bytes(bytes([byte]))
            pause.wait(1)
            self.look()
        self.waits()

    def repeats(self, data, seconds):
        pause = threading.Event()
        while True:
            self.wire.send_bytes(data)
            pause.wait(seconds)
            self.look()

    def look(self):
        while select.select([self.wire.socket], [], [], 0)[0]:
            self.wire.fill(0)


class Patience(BridgeTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge()

    def candidate(self, act, sent=b"", **options):
        wire = self.wire(**options)
        wire.send_bytes(sent)
        return Candidate(wire, act)

    def test_each_is_let_go_after_its_time_and_nobody_before(self):
        """One test for all of them, because they can wait side by side."""
        host = self.web.url.removeprefix("http://")
        shake = HANDSHAKE.format(host=host).encode()
        opened = self.chat()
        deaf = self.chat()
        agent = WebSocket(self.web.address, "/ws/agent")
        self.addCleanup(agent.close)
        kept = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
        ping = frame(TEXT, b'{"type":"ping"}')
        rows = {
            # Nothing, half a head, a head in drops, a body that never comes: ten seconds.
            "says nothing": (9, 15, self.candidate(Candidate.waits)),
            "half a head": (9, 15, self.candidate(Candidate.waits, b"GET / HTTP/1.1\r\nHo")),
            "drops": (9, 15, self.candidate(
                lambda it: it.trickles(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 100))),
            "no body": (9, 15, self.candidate(
                Candidate.waits, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")),
            "half a handshake": (9, 15, self.candidate(Candidate.waits, shake)),
            # Between two requests there is more time.
            "kept": (29, 40, self.candidate(Candidate.waits, kept)),
            "kept, then drops": (9, 40, self.candidate(
                lambda it: it.trickles(b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 100), kept)),
            # A WebSocket has to say which chat, or which agent, in ten seconds.
            "opens nothing": (9, 15, self.candidate(Candidate.waits, shake + b"\r\n")),
            "opens nothing, and pings": (9, 15, self.candidate(
                lambda it: it.repeats(ping, 1), shake + b"\r\n")),
            "signs in never": (9, 15, Candidate(agent.wire, Candidate.waits)),
            # Three heartbeats of 25 seconds, none of them answered.
            "answers no heartbeat": (60, 90, Candidate(deaf.wire, Candidate.waits)),
        }
        # Whoever answers stays.
        pinged = 0
        end = time.monotonic() + 100
        while any(row[2].lasted is None for row in rows.values()) and time.monotonic() < end:
            try:
                opened.read(timeout=1)
            except TimeoutError:
                continue
        for name, (least, most, candidate) in rows.items():
            with self.subTest(name):
                self.assertIsNotNone(candidate.lasted, "it is still there")
                self.assertGreater(candidate.lasted, least)
                self.assertLess(candidate.lasted, most)
        pinged = opened.pings
        self.assertGreaterEqual(pinged, 2)
        opened.tell("I am still here")
        # A goodbye says why, where a browser would read it.
        said = bytes(rows["opens nothing"][2].wire.bytes)
        self.assertIn(b'"bye"', said)
        self.assertIn(b"\x03\xf0", said)
        self.assertIn(bytes([0x80 | PING]), bytes(deaf.wire.bytes))

    def test_one_who_takes_nothing_for_a_minute_is_let_go(self):
        slow = self.chat()
        slow.tell("talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chat_of(slow.key))
        slow.close()
        slow = self.customer(slow.key, receive_buffer=4_096)
        slow.open()
        numbers = [
            agent.send("agent.say", chat=chat_of(slow.key), text="字" * 4_000,
                       message_id=message_id()) for _ in range(200)]
        for _ in range(1_000):
            agent.answer(numbers.pop(0))
            numbers.append(agent.send(
                "agent.say", chat=chat_of(slow.key), text="字" * 4_000, message_id=message_id()))
        for number in numbers:
            agent.answer(number)
        health = '"customers":1'
        self.assertIn(health, self.web.health().text)
        end, pause = time.monotonic() + 90, threading.Event()
        while health in self.web.health().text and time.monotonic() < end:
            pause.wait(0.5)
        self.assertIn('"customers":0', self.web.health().text)
        # Its socket, too, is gone: all that was on the way ends in the end of the connection.
        slow.wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self.assertIsInstance(slow.wire.drain(), bytes)
        self.assertIsInstance(Wire(self.web.address).close(), type(None))
