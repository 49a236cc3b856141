"""A browser's side of HTTP and WebSocket, written from RFC 9112 and RFC 6455.

Python's standard library only, and below its http module: tests send what no library would. Every
wait is for bytes, and has a deadline.
"""

import base64
import collections
import hashlib
import os
import select
import socket
import time

from parley_client import PATIENCE

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10
CONTINUATION = 0


class WireClosed(Exception):
    """The bridge closed the connection, and said nothing more."""


class WebSocketClosed(Exception):
    """The bridge said goodbye. 1005: without a code."""

    def __init__(self, code, reason=""):
        super().__init__(f"{code} {reason}")
        self.code, self.reason = code, reason


class Refused(Exception):
    """The upgrade was answered, but not by a WebSocket."""

    def __init__(self, answer):
        super().__init__(f"{answer.status} {answer.text.strip()}")
        self.answer = answer
        self.status = answer.status


class Answer:
    """What came back to one HTTP request. Names of headers are in lower case."""

    def __init__(self, head):
        lines = head.decode("latin-1").split("\r\n")
        self.version, status, *self.reason = lines[0].split(" ", 2)
        self.status = int(status)
        self.header_lines = [tuple(line.split(": ", 1)) for line in lines[1:]]
        self.headers = {name.lower(): value for name, value in self.header_lines}
        self.body = b""

    @property
    def text(self):
        return self.body.decode("utf-8")


class Wire:
    """One TCP connection to the bridge."""

    def __init__(self, address, timeout=PATIENCE, receive_buffer=None):
        host, port = address
        self.address = address
        self.timeout = timeout
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if receive_buffer:
            # Has to be set before the connection is there, because it decides the window.
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(timeout)
        try:
            self.socket.connect((host, port))
        except OSError:
            self.socket.close()
            raise
        self.bytes = bytearray()

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Bytes

    def send_bytes(self, data):
        self.socket.settimeout(self.timeout)
        self.socket.sendall(data)

    def fill(self, timeout=None):
        """Waits for more bytes."""
        wait = self.timeout if timeout is None else timeout
        if not select.select([self.socket], [], [], max(0, wait))[0]:
            raise TimeoutError("nothing came")
        try:
            piece = self.socket.recv(1 << 18)
        except ConnectionError as error:
            raise WireClosed(str(error)) from None
        if not piece:
            raise WireClosed("the bridge closed the connection")
        self.bytes += piece

    def take(self, count, end):
        while len(self.bytes) < count:
            self.fill(end - time.monotonic())
        taken = bytes(self.bytes[:count])
        del self.bytes[:count]
        return taken

    def take_until(self, mark, end):
        while (at := self.bytes.find(mark)) < 0:
            self.fill(end - time.monotonic())
        taken = bytes(self.bytes[:at])
        del self.bytes[: at + len(mark)]
        return taken

    def drain(self, timeout=None):
        """All that still comes until the bridge closes the connection."""
        end = time.monotonic() + (self.timeout if timeout is None else timeout)
        try:
            while True:
                self.fill(end - time.monotonic())
        except WireClosed:
            taken = bytes(self.bytes)
            self.bytes.clear()
            return taken

    # HTTP

    @property
    def host(self):
        host, port = self.address
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def request(self, path="/", method="GET", headers=(), body=b"", version="HTTP/1.1"):
        """Sends a request; `answer` reads what comes of it."""
        lines = [f"{method} {path} {version}", f"Host: {self.host}"]
        lines += [f"{name}: {value}" for name, value in dict(headers).items()]
        if body:
            lines.append(f"Content-Length: {len(body)}")
        self.send_bytes("\r\n".join(lines + ["", ""]).encode("latin-1") + body)

    def answer(self, to="GET", timeout=None):
        end = time.monotonic() + (self.timeout if timeout is None else timeout)
        answer = Answer(self.take_until(b"\r\n\r\n", end))
        if to != "HEAD" and answer.status not in (101, 204, 304):
            answer.body = self.take(int(answer.headers["content-length"]), end)
        return answer

    def ask(self, path="/", method="GET", headers=(), body=b""):
        self.request(path, method, headers, body)
        return self.answer(method)


def frame(opcode, payload=b"", final=True, masked=True, reserved=0):
    """A frame as a client sends it (RFC 6455, section 5.2)."""
    head = bytearray([(0x80 if final else 0) | reserved << 4 | opcode])
    mask = 0x80 if masked else 0
    if len(payload) < 126:
        head.append(mask | len(payload))
    elif len(payload) < 65_536:
        head.append(mask | 126)
        head += len(payload).to_bytes(2, "big")
    else:
        head.append(mask | 127)
        head += len(payload).to_bytes(8, "big")
    if not masked:
        return bytes(head) + payload
    key = os.urandom(4)
    whole = key * (len(payload) // 4) + key[: len(payload) % 4]
    secret = int.from_bytes(payload, "big") ^ int.from_bytes(whole, "big")
    return bytes(head) + key + secret.to_bytes(len(payload), "big")


Frame = collections.namedtuple("Frame", "opcode payload final")


class WebSocket:
    """One WebSocket. Pings are answered as a browser answers them."""

    PATH = "/"

    def __init__(
        self, address, path=None, origin="own", headers=(), leftover=b"", wire=None,
        timeout=PATIENCE, receive_buffer=None
    ):
        self.wire = wire or Wire(address, timeout, receive_buffer)
        self.answers_pings = True
        self.pings = 0
        try:
            self.shake_hands(path or self.PATH, origin, dict(headers), leftover)
        except BaseException:
            self.wire.close()
            raise

    def shake_hands(self, path, origin, headers, leftover):
        key = base64.b64encode(os.urandom(16)).decode()
        head = {
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
        }
        if origin == "own":
            origin = f"http://{self.wire.host}"
        if origin is not None:
            head["Origin"] = origin
        head.update(headers)
        lines = [f"GET {path} HTTP/1.1", f"Host: {self.wire.host}"]
        lines += [f"{name}: {value}" for name, value in head.items() if value is not None]
        self.wire.send_bytes("\r\n".join(lines + ["", ""]).encode("latin-1") + leftover)
        self.answer = self.wire.answer()
        if self.answer.status != 101:
            raise Refused(self.answer)
        expected = base64.b64encode(
            hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
        if self.answer.headers["sec-websocket-accept"] != expected.decode():
            raise AssertionError("the bridge did not understand the key of the handshake")

    def close(self):
        self.wire.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Frames

    def send_frame(self, opcode, payload=b"", **how):
        self.wire.send_bytes(frame(opcode, payload, **how))

    def send_text(self, text):
        self.send_frame(TEXT, text.encode("utf-8", "surrogatepass"))

    def read_frame(self, timeout=None):
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        # The whole frame or nothing: a deadline in its middle must not tear it.
        while (size := self.frame_size()) is None or len(self.wire.bytes) < size[0] + size[1]:
            self.wire.fill(end - time.monotonic())
        head, length = size
        first = self.wire.bytes[0]
        payload = bytes(self.wire.bytes[head:head + length])
        del self.wire.bytes[:head + length]
        if first & 0x70:
            raise AssertionError("a reserved bit is set")
        return Frame(first & 0x0F, payload, bool(first & 0x80))

    def frame_size(self):
        """Bytes of the head and of the payload of the frame that comes next."""
        data = self.wire.bytes
        if len(data) < 2:
            return None
        if data[1] & 0x80:
            raise AssertionError("a server must not mask")
        short = data[1] & 0x7F
        if short < 126:
            return 2, short
        more = 2 if short == 126 else 8
        if len(data) < 2 + more:
            return None
        return 2 + more, int.from_bytes(data[2:2 + more], "big")

    def read_text(self, timeout=None):
        """The next text message, whole."""
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        pieces = []
        while True:
            piece = self.read_frame(end - time.monotonic())
            if piece.opcode == PING:
                self.pings += 1
                if self.answers_pings:
                    self.send_frame(PONG, piece.payload)
            elif piece.opcode == CLOSE:
                raise WebSocketClosed(*self.goodbye(piece.payload))
            elif piece.opcode in (TEXT, CONTINUATION):
                if (piece.opcode == TEXT) == bool(pieces):
                    raise AssertionError("a message began in the middle of another")
                pieces.append(piece.payload)
                if piece.final:
                    return b"".join(pieces).decode("utf-8")
            elif piece.opcode != PONG:
                raise AssertionError(f"opcode {piece.opcode}")

    @staticmethod
    def goodbye(payload):
        if not payload:
            return 1005, ""
        return int.from_bytes(payload[:2], "big"), payload[2:].decode("utf-8")

    def closing(self, timeout=None):
        """How the bridge ended it: the code it said, or 1006 if it said nothing.

        What else it sent before is passed over.
        """
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        code = 1006
        try:
            while True:
                self.read_text(end - time.monotonic())
        except WebSocketClosed as closed:
            code = closed.code
        except WireClosed:
            return code
        # After the goodbye comes the end of the connection itself.
        self.wire.drain(end - time.monotonic())
        return code
