"""Customers and agents in front of their browsers, written from docs/bridge.md."""

import itertools
import json
import secrets
import time

from parley_client import ParleyError, message_id
from web_client import WebSocket


class OutOfOrder(AssertionError):
    """A message that is not the next one."""


def chat_key():
    return secrets.token_urlsafe(24)


class Customer(WebSocket):
    """One tab of a customer's.

    Whatever a test is about, this watches the promise: messages come in the order of seq, each
    once, without a gap.
    """

    PATH = "/ws/customer"

    def __init__(self, address, key=None, **options):
        super().__init__(address, **options)
        self.key = key or chat_key()
        # Every message that the tab shows, in the order in which it came.
        self.shown = []
        self.last = 0
        # What became of what was said, by id, until a test asks for it.
        self.answers = {}

    def come_back(self):
        """Connects again as the same tab, which has what it had; `open` goes on from there."""
        self.close()
        super().__init__(self.wire.address)

    # Frames

    def send(self, type, **members):
        self.send_text(json.dumps({"type": type, **members}, ensure_ascii=False))

    def read(self, timeout=None):
        """The next frame."""
        value = json.loads(self.read_text(timeout))
        if value["type"] == "opened":
            if value["last"] < self.last:
                # The data file was replaced: another chat, from its beginning.
                self.shown.clear()
                self.last = 0
            new = [message for message in value["messages"] if message["seq"] > self.last]
            self.shown += new
            self.last = value["last"]
            if new and new[-1]["seq"] != self.last:
                raise OutOfOrder(f"opened ends with {new[-1]}, not with {self.last}")
        elif value["type"] == "message":
            message = value["message"]
            if message["seq"] != self.last + 1:
                raise OutOfOrder(f"{message} came after {self.last}")
            self.last += 1
            self.shown.append(message)
        elif value["type"] in ("said", "refused"):
            self.answers[value["id"]] = value
        return value

    def next(self, type=None, where=None, timeout=None):
        """The next frame that fits; those before it are passed over."""
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        while True:
            value = self.read(end - time.monotonic())
            if type in (None, value["type"]) and (where is None or where(value)):
                return value

    # What tests do all the time

    def open(self, after=0, **members):
        self.send("open", key=self.key, after=after, **members)
        return self.next("opened")

    def say(self, text, id=None, **members):
        """Says it and gives the id; `said` waits for what comes of it."""
        id = id or message_id()
        self.send("say", id=id, text=text, **members)
        return id

    def said(self, id, timeout=None):
        """The answer to what was said under this id: `said` or `refused`."""
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        while id not in self.answers:
            self.read(end - time.monotonic())
        return self.answers.pop(id)

    def tell(self, text, id=None, **members):
        """Says it, waits until it is stored, and gives its seq."""
        answer = self.said(self.say(text, id, **members))
        if answer["type"] != "said":
            raise AssertionError(f"not said: {answer}")
        return answer["seq"]

    def message(self, text="", sender=None, timeout=None):
        """The next message that fits."""
        def fits(value):
            message = value["message"]
            return text in message["text"] and sender in (None, message["from"])

        return self.next("message", fits, timeout)["message"]

    def catch_up(self, seq, timeout=None):
        """Reads until everything up to there is shown."""
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        while self.last < seq:
            self.read(end - time.monotonic())

    def settle(self):
        """Everything that the bridge had sent before this is here now."""
        self.send("ping")
        self.next("pong")


class Desk(WebSocket):
    """One tab of an agent's: JSON-RPC, a text message each."""

    PATH = "/ws/agent"

    def __init__(self, address, name=None, token=None, **options):
        super().__init__(address, **options)
        self._ids = itertools.count(1)
        self._answers = {}
        self.events = []
        self.notices = []
        self.hello = None
        if name:
            self.hello = self.call("hello", protocol=1, role="agent", name=name, token=token)

    def _take(self, timeout):
        line = json.loads(self.read_text(timeout))
        if line.get("method") == "event":
            self.events.append(line["params"])
        elif "method" in line:
            self.notices.append(line)
        else:
            self._answers[line["id"]] = line

    def _until(self, found, timeout=None):
        end = time.monotonic() + (self.wire.timeout if timeout is None else timeout)
        while (value := found()) is None:
            self._take(end - time.monotonic())
        return value

    def send(self, method, **params):
        number = next(self._ids)
        self.send_text(json.dumps(
            {"jsonrpc": "2.0", "id": number, "method": method, "params": params},
            ensure_ascii=False))
        return number

    def answer_of(self, number, timeout=None):
        line = self._until(lambda: self._answers.pop(number, None), timeout)
        if "error" in line:
            raise ParleyError(line["error"])
        return line["result"]

    def call(self, method, **params):
        return self.answer_of(self.send(method, **params))

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
