"""Many customers who talk at once, each in a chat of its own: the load of scripts/bench-bridge.

One loop on epoll, so that five hundred of them cost little. What counts is when something was due
and when the answer came: a message that was sent late is late for its customer too.
"""

import heapq
import json
import random
import select
import socket
import time

from parley_bridge import chat_of
from parley_client import Client
from web_browsers import Customer
from web_client import CLOSE, PING, PONG, TEXT, frame

# What one customer says, again and again. The orders are those of `parley backend --demo`; the
# fourth is nothing that the bot could understand.
TEXTS = {
    "en": [
        "where is my order 20251118001", "how much is delivery", "when will 20251120778 ship",
        "flurb the wug snorp", "has order 20251101003 arrived", "what are your opening hours"],
    "zh-Hans": [
        "订单20251118001到哪了", "运费多少", "20251120778什么时候发货", "蓝鲸在葡萄架下唱歌",
        "订单20251101003送到了吗", "可以用支付宝吗"],
    "zh-Hant": [
        "訂單20251118001到哪了", "運費怎麼算", "20251120778什麼時候出貨", "藍鯨在葡萄架下唱歌",
        "訂單20251101003送到了嗎", "可以貨到付款嗎"],
    "vi": [
        "đơn hàng 20251118001 đến đâu rồi", "phí ship bao nhiêu vậy shop",
        "đơn 20251120778 bao giờ gửi", "khụ khụ lơ tơ mơ", "đơn 20251101003 giao chưa",
        "bao lâu thì nhận được hàng"],
}
LANGUAGES = list(TEXTS)


class Voice:
    """One customer: what was said, what came of it, and how long that took."""

    def __init__(self, number, interval):
        self.number = number
        self.language = LANGUAGES[number % len(LANGUAGES)]
        self.chance = random.Random(number)
        self.interval = interval
        self.count = 0
        # The newest seq that was told; each is one more than the one before.
        self.last = 0
        self.texts = {}
        self.seqs = {}
        self.sent_at = {}
        # Said, and not answered by the bot yet: (seq, when it was due).
        self.unanswered = []
        self.said_after = []
        self.answered_after = []
        self.faults = []

    def next_due(self, now):
        return now + self.interval * self.chance.uniform(0.9, 1.15)

    def next_message(self, due):
        texts = TEXTS[self.language]
        # Each begins elsewhere, so that not all ask the backend at once.
        text = texts[(self.number // len(LANGUAGES) + self.count) % len(texts)]
        id = f"v{self.number}-{self.count}"
        self.count += 1
        self.texts[id] = text
        self.sent_at[id] = due
        return id, text

    def said(self, id, seq, now):
        due = self.sent_at.pop(id, None)
        if due is None:
            self.faults.append(f"{id} was answered twice")
            return
        self.seqs[id] = seq
        self.said_after.append(now - due)
        self.unanswered.append((seq, due))

    def told(self, message, now):
        """A message of the chat; those that the answer to a question brought may come again."""
        seq = message["seq"]
        if seq == self.last + 1:
            self.last = seq
        elif seq > self.last:
            self.faults.append(f"voice {self.number}: {seq} came after {self.last}")
            self.last = seq
        if message["from"] == "bot":
            self.heard(seq, now)

    def heard(self, seq, now):
        while self.unanswered and self.unanswered[0][0] < seq:
            self.answered_after.append(now - self.unanswered.pop(0)[1])


class ThroughBrowsers:
    """A WebSocket for each voice."""

    def __init__(self, address, voices):
        self.tabs = {}
        self.keys = {}
        for voice in voices:
            tab = Customer(address)
            voice.last = tab.open(language=voice.language)["last"]
            # Until it is over bytes are only looked at when there are some.
            tab.wire.socket.setblocking(False)
            self.tabs[tab.wire.socket.fileno()] = (tab, voice)
            self.keys[voice.number] = tab
        self.descriptors = list(self.tabs)

    def chat(self, voice):
        return chat_of(self.keys[voice.number].key)

    def send(self, voice, id, text):
        line = json.dumps({"type": "say", "id": id, "text": text}, ensure_ascii=False)
        # Small, and rarely more than one under way: the socket has room.
        self.keys[voice.number].wire.socket.sendall(frame(TEXT, line.encode()))

    def take(self, descriptor, now):
        tab, voice = self.tabs[descriptor]
        tab.wire.fill(0)
        while (size := tab.frame_size()) and len(tab.wire.bytes) >= sum(size):
            piece = tab.read_frame(0)
            if piece.opcode == PING:
                tab.wire.socket.sendall(frame(PONG, piece.payload))
            elif piece.opcode == CLOSE:
                voice.faults.append(f"voice {voice.number} was closed: {piece.payload!r}")
            elif piece.opcode == TEXT:
                self.take_frame(voice, json.loads(piece.payload), now)

    @staticmethod
    def take_frame(voice, value, now):
        if value["type"] == "message":
            voice.told(value["message"], now)
        elif value["type"] == "said":
            voice.said(value["id"], value["seq"], now)
        elif value["type"] in ("refused", "bye"):
            voice.faults.append(f"voice {voice.number}: {value}")

    def close(self):
        for tab, _ in self.tabs.values():
            tab.close()


class ThroughTheSocket:
    """One connection to the daemon for all voices: what the same costs without a bridge."""

    def __init__(self, path, voices):
        self.client = Client(path, "bridge")
        self.voices = {}
        for voice in voices:
            opened = self.client.call(
                "chat.open", chat=self.chat(voice), language=voice.language)
            voice.last = opened["messages"][-1]["seq"]
            self.voices[self.chat(voice)] = voice
        self.client.call("events.subscribe")
        self.client.socket.setblocking(False)
        self.bytes = bytearray()
        self.outgoing = bytearray()
        self.asked = {}
        self.descriptors = [self.client.socket.fileno()]

    @staticmethod
    def chat(voice):
        return f"voice-{voice.number}"

    def send(self, voice, id, text):
        self.asked[id] = voice
        line = json.dumps(
            {"jsonrpc": "2.0", "id": id, "method": "chat.say",
             "params": {"chat": self.chat(voice), "text": text, "message_id": id}},
            ensure_ascii=False)
        self.client.socket.settimeout(10)
        self.client.socket.sendall(line.encode() + b"\n")
        self.client.socket.setblocking(False)

    def take(self, _, now):
        self.bytes += self.client.socket.recv(1 << 18)
        *lines, rest = self.bytes.split(b"\n")
        self.bytes = bytearray(rest)
        for line in lines:
            self.take_line(json.loads(line), now)

    def take_line(self, line, now):
        if line.get("method") == "event":
            event = line["params"]
            if event["type"] == "message":
                self.voices[event["chat"]].told(event["message"], now)
        elif "error" in line:
            self.asked[line["id"]].faults.append(str(line))
        elif line["id"] in self.asked:
            voice = self.asked.pop(line["id"])
            voice.said(line["id"], line["result"]["seq"], now)
            # The answer itself brings what was said in the same turn; the events repeat it.
            for message in line["result"]["messages"]:
                if message["from"] == "bot":
                    voice.heard(message["seq"], now)

    def close(self):
        self.client.close()


def talk(way, voices, seconds, patience=20):
    """Lets all voices talk for so long, and hears them out. Gives how late each was sent."""
    poll = select.epoll()
    for descriptor in way.descriptors:
        poll.register(descriptor, select.EPOLLIN)
    start = time.monotonic()
    end = start + seconds
    due = [(start + voice.chance.uniform(0, voice.interval), voice.number) for voice in voices]
    heapq.heapify(due)
    late = []
    while True:
        now = time.monotonic()
        while due and due[0][0] <= now:
            when, number = heapq.heappop(due)
            voice = voices[number]
            late.append(now - when)
            way.send(voice, *voice.next_message(when))
            if (next_due := voice.next_due(when)) < end:
                heapq.heappush(due, (next_due, number))
            now = time.monotonic()
        if not due and (
            now > end + patience
            or now >= end and not any(voice.sent_at or voice.unanswered for voice in voices)
        ):
            break
        wait = min(due[0][0] - now, 0.05) if due else 0.05
        ready = poll.poll(max(wait, 0))
        now = time.monotonic()
        for descriptor, _ in ready:
            try:
                way.take(descriptor, now)
            except (BlockingIOError, socket.timeout, TimeoutError):
                pass
    poll.close()
    return late
