"""A client of the line protocol, written from docs/protocol.md.

Python's standard library only. Nothing here sleeps to let something happen: every wait is for a
line, and has a deadline.
"""

import contextlib
import itertools
import json
import os
import select
import socket
import threading
import time
import uuid

# How long one line may take on a busy machine before a test gives up.
PATIENCE = float(os.environ.get("PARLEY_PATIENCE", "20"))

CODES = {
    -32700: "PARSE_ERROR", -32600: "INVALID_REQUEST", -32601: "METHOD_NOT_FOUND",
    -32602: "BAD_PARAMS", 1001: "BAD_UTF8", 1002: "TOO_LONG", 1101: "NEED_HELLO", 1102: "VERSION",
    1103: "DENIED", 1201: "NO_SUCH_CHAT", 1202: "NOT_OWNER", 1203: "ALREADY_CLAIMED",
    1204: "AT_CAPACITY", 1205: "CLOSED", 1206: "CONFLICT", 1301: "STALE_CURSOR",
    1302: "SLOW_CONSUMER", 1401: "RATE_LIMITED", 1402: "OVERLOADED", 1403: "READ_ONLY",
    1501: "BAD_CONTENT", 1901: "INTERNAL",
}


def message_id():
    return uuid.uuid4().hex


class ParleyError(Exception):
    """What the daemon answered instead of a result."""

    def __init__(self, error):
        self.code = error["code"]
        self.data = error.get("data") or {}
        self.name = self.data.get("name")
        super().__init__(f"{self.code} {self.name}: {error['message']}")
        self.message = error["message"]


class Closed(Exception):
    """The daemon closed the connection."""


class Client:
    """One connection. Answers, events and the daemon's own requests are kept apart.

    Not for several threads at once.
    """

    def __init__(self, path, role=None, name=None, timeout=PATIENCE, **hello):
        self.timeout = timeout
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(timeout)
        try:
            self.socket.connect(path)
        except OSError:
            self.socket.close()
            raise
        self._bytes = bytearray()
        self._ids = itertools.count(1)
        self._answers = {}
        # Everything unasked, in the order in which it came.
        self.events = []
        self.requests = []
        self.notices = []
        self.hello = None
        if role:
            if name:
                hello["name"] = name
            self.hello = self.call("hello", protocol=1, role=role, **hello)

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # Lines

    def send_bytes(self, data):
        self.socket.settimeout(self.timeout)
        self.socket.sendall(data)

    def send_line(self, value):
        self.send_bytes(json.dumps(value, ensure_ascii=False).encode() + b"\n")

    def read_line(self, timeout=None):
        """The next line, parsed, as it comes."""
        end = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            at = self._bytes.find(b"\n")
            if at >= 0:
                line = bytes(self._bytes[:at])
                del self._bytes[: at + 1]
                return json.loads(line.decode("utf-8"))
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                raise TimeoutError("no line came")
            try:
                piece = self.socket.recv(1 << 18)
            except ConnectionError as error:
                raise Closed(str(error)) from None
            if not piece:
                raise Closed("the daemon closed the connection")
            self._bytes += piece

    def _take(self, timeout=None):
        """Reads one line and puts it where it belongs."""
        line = self.read_line(timeout)
        if "method" in line:
            if line["method"] == "event":
                self.events.append(line["params"])
            elif "id" in line:
                self.requests.append(line)
            else:
                self.notices.append(line)
        else:
            self._answers.setdefault(json.dumps(line["id"]), []).append(line)
        return line

    def _until(self, found, timeout=None):
        end = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            value = found()
            if value is not None:
                return value
            self._take(max(0.0, end - time.monotonic()))

    # Requests

    def send(self, method, **params):
        """Sends a request and gives its id; `answer` waits for what comes of it."""
        number = next(self._ids)
        self.send_line({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return number

    def answer_line(self, number, timeout=None):
        key = json.dumps(number)

        def found():
            lines = self._answers.get(key)
            return lines.pop(0) if lines else None

        return self._until(found, timeout)

    def answer(self, number, timeout=None):
        line = self.answer_line(number, timeout)
        if "error" in line:
            raise ParleyError(line["error"])
        return line["result"]

    def call(self, method, **params):
        return self.answer(self.send(method, **params))

    def ask_raw(self, data):
        """Sends bytes as they are and gives the next line that is no event."""
        self.send_bytes(data)
        while True:
            line = self._take()
            if "method" not in line:
                self._answers[json.dumps(line["id"])].remove(line)
                return line

    # Events

    def event(self, type=None, chat=None, where=None, timeout=None):
        """The next event that fits; those before it are passed over."""

        def found():
            while self.events:
                event = self.events.pop(0)
                if type in (None, event["type"]) and chat in (None, event.get("chat")):
                    if where is None or where(event):
                        return event
            return None

        return self._until(found, timeout)

    def message(self, chat=None, text=None, sender=None, timeout=None):
        """The next message event that fits, as a message."""
        def fits(event):
            message = event["message"]
            return (text is None or text in message["text"]) and sender in (None, message["from"])

        return self.event("message", chat, fits, timeout)["message"]

    def collect(self, count, timeout=None):
        """So many events, the next ones, whatever they are."""
        taken = []
        while len(taken) < count:
            taken.append(self.event(timeout=timeout))
        return taken

    def notice(self, method, timeout=None):
        def found():
            for index, line in enumerate(self.notices):
                if line["method"] == method:
                    return self.notices.pop(index)["params"]
            return None

        return self._until(found, timeout)

    def request(self, timeout=None):
        """The next request of the daemon's: a backend call."""
        return self._until(lambda: self.requests.pop(0) if self.requests else None, timeout)

    def reply(self, request, result):
        self.send_line({"jsonrpc": "2.0", "id": request["id"], "result": result})

    def fail(self, request, message="out of service"):
        error = {"code": 1, "message": message}
        self.send_line({"jsonrpc": "2.0", "id": request["id"], "error": error})

    def settle(self):
        """Everything that the daemon had sent before this is here now."""
        self.call("ping")

    # What tests do all the time

    def open(self, chat=None, language="en", **more):
        chat = chat or "c-" + uuid.uuid4().hex[:10]
        return self.call("chat.open", chat=chat, language=language, **more)["chat"]

    def say(self, chat, text, id=None, **more):
        return self.call("chat.say", chat=chat, text=text, message_id=id or message_id(), **more)

    def history(self, chat, after=0, limit=500):
        return self.call("chat.history", chat=chat, after=after, limit=limit)

    def texts(self, chat):
        return [message["text"] for message in self.history(chat)["messages"]]


class Backend(threading.Thread):
    """A shop's system that answers by itself: `functions` are name → (arguments → value)."""

    def __init__(self, path, functions):
        super().__init__(daemon=True)
        self.functions = functions
        self.calls = []
        self.client = Client(path, "backend", "orders")
        self.client.call("backend.serve", functions=sorted(functions))
        self.start()

    def run(self):
        with contextlib.suppress(Closed, OSError, ValueError):
            while True:
                try:
                    request = self.client.request(timeout=3600)
                except TimeoutError:
                    continue
                params = request["params"]
                self.calls.append(params)
                try:
                    value = self.functions[params["function"]](params["arguments"])
                except LookupError as error:
                    self.client.fail(request, str(error))
                else:
                    self.client.reply(request, value)

    def close(self):
        with contextlib.suppress(OSError):
            self.client.socket.shutdown(socket.SHUT_RDWR)
        self.join(PATIENCE)
        self.client.close()
