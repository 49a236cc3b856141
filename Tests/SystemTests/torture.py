#!/usr/bin/env python3
"""Kills the daemon at random points under load, and looks whether anything was lost or doubled.

    scripts/torture [--rounds 200] [--seed 1]

Bridges, agents, a backend and subscribers work at the same time; then kill -9; then the daemon
starts again, everybody retries what was not answered, with the same ids, and all is compared:

- every acknowledged message is there, under its seq, with its text; none is there twice
- seq is gapless in every chat
- a subscriber that resumes from its last cursor has every event once and in order
- a chat has one owner: epochs rise strictly, only the owner speaks, one open escalation a chat,
  and the table of escalations agrees with the owner
"""

import argparse
import collections
import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time

from parley_client import Backend, Client, ParleyError
from parley_daemon import Daemon, copy_of_the_shop
from witnesses import GONE, Broken, Owners, Said, Subscriber, Voice, require

PHRASES = [
    "how much is delivery", "where is order 20251120782", "I want to cancel my order",
    "20251120778", "talk to a person", "never mind", "运费多少", "转人工", "我的快递到哪了",
    "請問運費多少", "我要找真人客服", "cho mình gặp nhân viên", "phí ship bao nhiêu vậy shop",
    "flibbertigibbet wibble", "zzz qqq", "ok", "thanks", "why do you need that?", "stop",
    "I want to make a complaint", "hello", "yes", "no", "say that again",
]
BRIDGES, AGENTS, CHATS = 3, 2, 18


class Torture:
    def __init__(self, seed, folder):
        self.seed = seed
        # A copy, so that whoever edits the rules meanwhile does not disturb.
        self.daemon = Daemon(folder, bot=copy_of_the_shop(folder), clock=None)
        self.chats = []
        self.customers = Voice("chat.say")
        self.agents = {f"agent{n}": Voice("agent.say") for n in range(AGENTS)}
        self.subscribers = [Subscriber("bridge", "bridge"), Subscriber("admin", "admin")]
        self.owners = Owners()
        self.counts = collections.Counter()
        self.faults = []
        self.lock = threading.Lock()
        self.checked = {}
        self.rows = []

    # The load

    def bridge(self, chance, stop):
        client = Client(self.daemon.socket, "bridge")
        voice = self.customers
        while not stop.is_set():
            burst = []
            for _ in range(chance.randint(1, 8)):
                said = Said(f"{chance.getrandbits(64):x}", chance.choice(self.chats),
                            chance.choice(PHRASES))
                with self.lock:
                    voice.unanswered[said.chat, said.id] = said
                numbers = [client.send("chat.say", **voice.params(said))]
                if chance.random() < 0.1:
                    # The same again before the first is answered.
                    numbers.append(client.send("chat.say", **voice.params(said)))
                burst.append((said, numbers))
            for said, numbers in burst:
                for number in numbers:
                    result = client.answer(number)
                    with self.lock:
                        voice.answered(said, result)
                        self.counts["messages"] += not result["duplicate"]

    def agent(self, name, chance, stop):
        client = Client(self.daemon.socket, "agent", name)
        voice = self.agents[name]
        client.call("agent.status", state="available", capacity=50)
        while not stop.is_set():
            held = [chat["chat"] for chat in client.call("agent.chats")["chats"]]
            try:
                if not held or chance.random() < 0.4:
                    held.append(client.call("queue.claim", next=True)["chat"])
                    self.counts["claims"] += 1
                chat = chance.choice(held)
                for _ in range(chance.randint(0, 3)):
                    said = Said(f"{chance.getrandbits(64):x}", chat, f"{name} here, hello")
                    voice.unanswered[said.chat, said.id] = said
                    voice.answered(said, client.call("agent.say", **voice.params(said)))
                    self.counts["agent words"] += 1
                method = chance.choice(("agent.return", "agent.release", "agent.resolve", None))
                if method:
                    more = {"outcome": "solved"} if method == "agent.resolve" else {}
                    client.call(method, chat=chat, **more)
            except ParleyError as error:
                require(
                    error.name in ("NO_SUCH_CHAT", "NOT_OWNER", "CLOSED", "ALREADY_CLAIMED",
                                   "CONFLICT"), str(error))
                for said in list(voice.unanswered.values()):
                    if error.name in ("NOT_OWNER", "CLOSED"):
                        voice.unanswered.pop((said.chat, said.id))
                if error.name == "NO_SUCH_CHAT":
                    stop.wait(0.005)

    def worker(self, body, *arguments):
        def run():
            try:
                body(*arguments)
            except GONE:
                pass
            except Exception as error:
                self.faults.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    def order(self, chance):
        def get(arguments):
            luck = chance.random()
            if luck < 0.1:
                raise LookupError("out of service")
            if luck < 0.2:
                return None
            return {"number": arguments.get("number"), "status": chance.choice(
                ("unpaid", "paid", "shipped", "delivered", "cancelled")), "items": []}
        return get

    def load(self, chance):
        """Everybody at work until the kill."""
        stop = threading.Event()
        backend = None
        try:
            backend = Backend(self.daemon.socket, {
                "order.get": self.order(random.Random(chance.random())),
                "order.cancel": lambda arguments: {"ok": True, "refund_days": 3}})
            for subscriber in self.subscribers:
                subscriber.connect(self.daemon.socket)
            threads = [self.worker(subscriber.run) for subscriber in self.subscribers]
            threads += [
                self.worker(self.bridge, random.Random(chance.random()), stop)
                for _ in range(BRIDGES)]
            threads += [
                self.worker(self.agent, name, random.Random(chance.random()), stop)
                for name in self.agents]
            # Not to let something happen, but to choose the moment of the kill.
            stop.wait(chance.uniform(0.02, 0.8))
        finally:
            self.daemon.kill()
            stop.set()
        for thread in threads:
            thread.join(60)
            require(not thread.is_alive(), "a client hangs")
        backend.close()
        self.counts["backend calls"] += len(backend.calls)
        self.counts["kills"] += 1

    def start(self, chance):
        while chance.random() < 0.15:
            # Also while it starts, and while it recovers from the last time.
            self.daemon.launch()
            threading.Event().wait(chance.uniform(0, 1))
            self.daemon.kill()
            self.counts["kills at start"] += 1
        began = time.monotonic()
        self.daemon.start()
        self.counts["start ms"] += int((time.monotonic() - began) * 1000)

    # The comparison

    def check(self, number, chance):
        path = self.daemon.socket
        if self.faults:
            raise self.faults[0]
        with Client(path, "bridge") as client:
            self.customers.retry(client, chance)
        for name, voice in self.agents.items():
            with Client(path, "agent", name) as client:
                voice.retry(client, chance)
        marker = f"marker-{number}-{self.seed}"
        with Client(path, "bridge") as client:
            client.open(marker)
        for subscriber in self.subscribers:
            self.compare_events(subscriber, path, marker)
        with Client(path, "bridge") as client:
            for chat in self.chats:
                self.compare_chat(client, chat)
        rows = self.daemon.sql(
            "SELECT chat_id FROM escalations WHERE status IN ('waiting', 'claimed') "
            "GROUP BY chat_id HAVING count(*) > 1")
        require(not rows, f"two open escalations: {rows}")
        require(
            self.daemon.sql("PRAGMA quick_check") == [{"quick_check": "ok"}], "the file is broken")

    def compare_events(self, subscriber, path, marker):
        """What was seen in pieces is what one sees who never was away."""
        since = self.checked.get(subscriber.name, 0)
        subscriber.catch_up(path, marker)
        with Client(path, subscriber.role, subscriber.name) as client:
            subscription = client.call("events.subscribe", **{"from": since})
            events = client.collect(subscription["replayed"], timeout=60)
        events = [event for event in events if event["cursor"] <= subscriber.last]
        if subscriber.events != events:
            seen = [event["cursor"] for event in subscriber.events]
            there = [event["cursor"] for event in events]
            raise Broken(
                f"{subscriber.name}: of {len(there)} events since {since} skipped "
                f"{sorted(set(there) - set(seen))[:5]}, invented "
                f"{sorted(set(seen) - set(there))[:5]}")
        if subscriber.role == "admin":
            for event in events:
                self.owners.take(event)
        self.counts["events"] += len(events)
        self.checked[subscriber.name] = subscriber.last
        subscriber.events = []

    def compare_chat(self, client, chat):
        messages = []
        while True:
            page = client.history(chat, after=len(messages))
            messages += page["messages"]
            if len(messages) >= page["last"]:
                break
        require(
            [message["seq"] for message in messages] == list(range(1, len(messages) + 1)),
            f"{chat}: seq has gaps: {[message['seq'] for message in messages]}")
        self.customers.check(chat, [m for m in messages if m["from"] == "customer"])
        for name, voice in self.agents.items():
            voice.check(
                chat, [m for m in messages if m["from"] == "agent" and m["name"] == name])
        for message in messages:
            require(message["text"].strip(), f"{chat}: an empty bubble")
        owner = client.call("chat.open", chat=chat)["owner"]
        rows = self.daemon.sql(
            "SELECT status, claimed_by FROM escalations "
            "WHERE chat_id = ? AND status IN ('waiting', 'claimed')", chat)
        expected = {"queue": [("waiting", None)], "bot": [], "nobody": []}.get(
            owner, [("claimed", owner.removeprefix("agent:"))])
        found = [(row["status"], row["claimed_by"]) for row in rows]
        require(found == expected, f"{chat} belongs to {owner}, and the table says {found}")

    def round(self, number):
        chance = random.Random(self.seed * 1_000_003 + number)
        # Chats come and go, so that the last look at an old one is not all that it gets.
        with Client(self.daemon.socket, "bridge") as client:
            while len(self.chats) < CHATS:
                chat = client.open(
                    f"c{number}-{chance.getrandbits(40):x}",
                    chance.choice(("zh-Hans", "zh-Hant", "vi", "en")))
                self.chats.append(chat)
        self.load(chance)
        self.start(chance)
        self.check(number, chance)
        for chat in chance.sample(self.chats, 3):
            self.chats.remove(chat)
            self.forget(chat)

    def forget(self, chat):
        for voice in (self.customers, *self.agents.values()):
            for table in (voice.acknowledged, voice.unanswered):
                for key in [key for key in table if key[0] == chat]:
                    del table[key]

    def run(self, rounds, progress):
        self.daemon.start()
        for number in range(rounds):
            try:
                self.round(number)
            except Exception as error:
                print(f"seed {self.seed}, round {number}: {type(error).__name__}: {error}")
                print(f"the data is kept in {self.daemon.folder}")
                raise
            progress(number + 1)
        code = self.daemon.terminate()
        require(code == 0, f"the daemon ended with {code}")

    def table(self, rounds, seconds):
        voices = (self.customers, *self.agents.values())
        yield "seed", self.seed
        yield "rounds", rounds
        yield "kill -9 under load", self.counts["kills"]
        yield "kill -9 while starting", self.counts["kills at start"]
        yield "mean start after a kill, ms", self.counts["start ms"] // max(1, rounds)
        yield "customers' messages acknowledged", self.counts["messages"]
        yield "agents' messages acknowledged", self.counts["agent words"]
        yield "claims", self.counts["claims"]
        yield "backend calls", self.counts["backend calls"]
        yield "retries of unanswered messages", sum(voice.retried for voice in voices)
        yield "repeats of acknowledged messages", sum(voice.repeated for voice in voices)
        yield "events compared", self.counts["events"]
        yield "events replayed to resumed subscribers", sum(
            subscriber.resumed for subscriber in self.subscribers)
        yield "lost, doubled, skipped, two owners", 0
        yield "seconds", round(seconds, 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None, help="default: random, and printed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(1_000_000) if options.seed is None else options.seed
    folder = tempfile.mkdtemp(prefix="parley-torture-", dir="/tmp")
    print(f"seed {seed}", file=sys.stderr)
    began = time.monotonic()
    torture = Torture(seed, folder)

    def progress(done):
        if sys.stderr.isatty():
            print(f"\rround {done} of {options.rounds}", end="", file=sys.stderr, flush=True)

    try:
        torture.run(options.rounds, progress)
    except Exception:
        Daemon.kill_all()
        sys.exit(1)
    shutil.rmtree(folder, True)
    rows = dict(torture.table(options.rounds, time.monotonic() - began))
    if options.json:
        print(json.dumps(rows))
    else:
        width = max(map(len, rows))
        print("\n" if sys.stderr.isatty() else "", end="")
        for name, value in rows.items():
            print(f"{name:{width}}  {value:>9}")


if __name__ == "__main__":
    os.chdir(os.path.dirname(os.path.abspath(__file__)))
    main()
