"""Daemon and bridge come and go; customers notice a pause, and lose or double nothing."""

import glob
import os
import shutil
import signal
import threading
import time

from parley_bridge import Bridge, BridgeTest, chat_of, free_port
from parley_client import PATIENCE, message_id
from web_browsers import Customer
from web_client import Refused, WebSocketClosed, WireClosed

GONE = (WebSocketClosed, WireClosed, Refused, OSError, TimeoutError)


class Regular(threading.Thread):
    """A customer whose browser does what the widget does: what was not answered it sends again."""

    UNDER_WAY = 3

    def __init__(self, address, name, count):
        super().__init__(daemon=True)
        self.tab = Customer(address)
        self.texts = {message_id(): f"{name} says {n}" for n in range(count)}
        self.outbox = list(self.texts)
        self.seqs = {}
        self.sent = set()
        self.repeated = 0
        self.failure = None

    def run(self):
        pause = threading.Event()
        end = time.monotonic() + 2 * PATIENCE
        while self.outbox and not self.failure:
            try:
                self.talk()
            except GONE as gone:
                if time.monotonic() > end:
                    self.failure = gone
                pause.wait(0.02)
                try:
                    self.tab.come_back()
                except GONE:
                    pass
            except AssertionError as failure:
                self.failure = failure

    def talk(self):
        self.open()
        while self.outbox:
            frame = self.tab.read()
            if frame["type"] == "opened":
                self.speak(self.outbox[:self.UNDER_WAY])
            elif frame["type"] == "said":
                self.answered(frame["id"], frame["seq"])
                self.speak(self.outbox[self.UNDER_WAY - 1:self.UNDER_WAY])
            elif frame["type"] == "refused":
                threading.Event().wait(frame["retry_ms"] / 1_000)
                self.speak([frame["id"]])
            elif frame["type"] == "link" and frame["up"]:
                if frame.get("reopen"):
                    self.open()
                else:
                    self.speak(self.outbox[:self.UNDER_WAY])

    def open(self):
        self.tab.send("open", key=self.tab.key, after=self.tab.last, language="en")

    def speak(self, ids):
        for id in ids:
            self.repeated += id in self.sent
            self.sent.add(id)
            self.tab.say(self.texts[id], id)

    def answered(self, id, seq):
        if self.seqs.setdefault(id, seq) != seq:
            raise AssertionError(f"{id} was {self.seqs[id]} and is {seq}")
        if id in self.outbox:
            self.outbox.remove(id)


class Kills(BridgeTest):
    CUSTOMERS, MESSAGES = 12, 18

    def setUp(self):
        super().setUp()
        self.daemon()
        # At a port of its own choice, so that it is found again there.
        self.bridge(listen=f"127.0.0.1:{free_port()}")

    def begin(self):
        self.regulars = [
            Regular(self.web.address, f"customer {n}", self.MESSAGES)
            for n in range(self.CUSTOMERS)]
        for regular in self.regulars:
            self.addCleanup(regular.tab.close)
            regular.start()

    def wait_until_said(self, share):
        target = share * self.CUSTOMERS * self.MESSAGES
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while sum(len(regular.seqs) for regular in self.regulars) < target:
            self.assertLess(time.monotonic(), end, "they stopped talking")
            pause.wait(0.001)

    def finish(self):
        for regular in self.regulars:
            regular.join(3 * PATIENCE)
            self.assertIsNone(regular.failure)
            self.assertEqual(regular.outbox, [])
        repeated = 0
        for regular in self.regulars:
            stored = self.stored(regular.tab.key)
            said = {row["message_id"]: row for row in stored if row["speaker"] == "customer"}
            self.assertEqual(
                len(said), len([row for row in stored if row["speaker"] == "customer"]))
            self.assertEqual({id: row["text"] for id, row in said.items()}, regular.texts)
            self.assertEqual({id: row["seq"] for id, row in said.items()}, regular.seqs)
            # And the tab showed all of it, the bot's answers too, each once and in order.
            regular.tab.catch_up(stored[-1]["seq"])
            self.assertEqual(
                [(message["seq"], message["text"]) for message in regular.tab.shown],
                [(row["seq"], row["text"]) for row in stored])
            repeated += regular.repeated
        self.assertGreater(repeated, 0, "nothing was under way when it was killed")

    def test_the_daemon_is_killed_three_times_while_customers_talk(self):
        self.begin()
        for share in (0.15, 0.4, 0.65):
            self.wait_until_said(share)
            self.current.restart()
        self.finish()

    def test_the_bridge_is_killed_three_times_while_customers_talk(self):
        self.begin()
        for share in (0.15, 0.4, 0.65):
            self.wait_until_said(share)
            self.web.restart()
        self.finish()

    def test_both_are_killed_in_turn(self):
        self.begin()
        for share, program in ((0.1, self.current), (0.3, self.web), (0.5, self.current),
                               (0.7, self.web)):
            self.wait_until_said(share)
            program.restart()
        self.finish()

    def test_both_are_killed_at_once(self):
        self.begin()
        self.wait_until_said(0.3)
        self.current.kill()
        self.web.kill()
        self.current.start()
        self.web.start()
        self.finish()


class Outages(BridgeTest):
    def lose_the_daemon(self, *tabs):
        self.current.kill()
        for tab in tabs:
            self.assertEqual(tab.next("link"), {"type": "link", "up": False})

    def test_a_daemon_that_comes_after_the_bridge(self):
        bridge = self.bridge(linked=False)
        health = bridge.health()
        self.assertEqual((health.status, "ok" in health.text), (503, False))
        early = self.customer()
        self.assertEqual(early.read(), {"type": "link", "up": False})
        early.send("open", key=early.key, language="vi")
        early.settle()
        self.daemon()
        self.assertEqual(early.next("link"), {"type": "link", "up": True})
        self.assertEqual(early.next("opened")["language"], "vi")
        self.assertEqual(early.tell("xin chào"), 2)
        health = bridge.health()
        self.assertEqual(health.status, 200)
        self.assertEqual(health.headers["content-type"], "application/json")
        self.assertIn('"status":"ok"', health.text)

    def test_health_follows_the_daemon(self):
        self.daemon()
        bridge = self.bridge()
        for _ in range(2):
            self.current.kill()
            bridge.wait_until_linked(False)
            self.assertEqual(self.wire().ask("/nowhere").status, 404, "pages need no daemon")
            self.current.start()
            bridge.wait_until_linked()

    def test_browsers_are_told_and_go_on_where_they_were(self):
        self.daemon()
        self.bridge()
        tab = self.chat()
        tab.tell("hello")
        silent = self.customer()
        self.lose_the_daemon(tab, silent)
        # Not answered while it is away, and not lost: the browser sends it again.
        id = tab.say("how much is delivery")
        tab.settle()
        self.assertNotIn(id, tab.answers)
        self.current.start()
        self.assertEqual(tab.next("link"), {"type": "link", "up": True})
        self.assertEqual(silent.next("link"), {"type": "link", "up": True})
        seq = tab.said(tab.say("how much is delivery", id))["seq"]
        tab.message("Delivery", "bot")
        self.assertEqual(self.stored(tab.key)[seq - 1]["message_id"], id)
        self.assertEqual(silent.open(language="en")["last"], 1)

    def test_what_was_said_before_the_bridge_is_back_is_shown_once(self):
        self.daemon()
        self.bridge()
        tab = self.chat()
        tab.tell("talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chat_of(tab.key))
        self.lose_the_daemon(tab)
        self.current.start()
        agent = self.client("agent", "lin")
        numbers = [
            agent.send("agent.say", chat=chat_of(tab.key), text=f"line {n}",
                       message_id=message_id()) for n in range(200)]
        last = [agent.answer(number)["seq"] for number in numbers][-1]
        tab.catch_up(last)
        self.assertEqual(
            [message["text"] for message in tab.shown[-200:]], [f"line {n}" for n in range(200)])

    def test_the_data_file_is_replaced_by_a_new_one(self):
        self.daemon()
        self.bridge()
        tab = self.chat()
        other = self.chat(tab.key)
        for n in range(5):
            tab.tell(f"hello {n}")
        self.lose_the_daemon(tab, other)
        for path in glob.glob(self.current.data + "*"):
            os.remove(path)
        self.current.start()
        for each in (tab, other):
            self.assertEqual(each.next("opened")["last"], 1)
            self.assertEqual([message["seq"] for message in each.shown], [1])
        self.assertEqual(tab.tell("hello again"), 2)
        for each in (tab, other):
            each.catch_up(3)
            self.assertEqual(
                [message["text"] for message in each.shown],
                [row["text"] for row in self.stored(tab.key)])

    def test_the_data_file_is_replaced_by_an_older_one(self):
        daemon = self.daemon()
        self.bridge()
        tab = self.chat()
        seq = tab.tell("what was kept")
        self.lose_the_daemon(tab)
        shutil.copy(daemon.data, daemon.data + ".backup")
        for path in glob.glob(daemon.data + "-*"):
            shutil.copy(path, path.replace(daemon.data, daemon.data + ".backup"))
        daemon.start()
        tab.next("link")
        for n in range(5):
            tab.tell(f"what was lost {n}")
        lost = self.chat()
        lost.tell("hello")
        self.lose_the_daemon(tab, lost)
        for path in glob.glob(daemon.data + "*"):
            if ".backup" not in path:
                os.remove(path)
        for path in glob.glob(daemon.data + ".backup*"):
            os.rename(path, path.replace(".backup", ""))
        daemon.start()
        self.assertLess(tab.next("opened")["last"], 10)
        self.assertEqual(tab.shown[seq - 1]["text"], "what was kept")
        self.assertNotIn("what was lost 0", str(tab.shown))
        # The other chat is not in the older file; it is begun anew.
        self.assertEqual(lost.next("opened")["last"], 1)
        for each in (tab, lost):
            each.catch_up(each.tell("and on we go") + 1)
            self.assertEqual(
                [message["text"] for message in each.shown],
                [row["text"] for row in self.stored(each.key)])

    def test_the_data_file_is_replaced_by_one_in_which_more_has_happened(self):
        """The cursor fits by chance: only the chat that is not there shows it."""
        daemon = self.daemon()
        self.bridge()
        tab = self.chat()
        tab.tell("hello")
        self.lose_the_daemon(tab)
        for path in glob.glob(daemon.data + "*"):
            os.remove(path)
        elsewhere = daemon.socket
        daemon.socket = os.path.join(self.folder, "elsewhere")
        daemon.start()
        with self.client("bridge") as stranger:
            for _ in range(30):
                stranger.open()
        daemon.terminate()
        daemon.socket = elsewhere
        daemon.start()
        self.assertEqual(tab.next("link"), {"type": "link", "up": True})
        id = tab.say("and on we go")
        self.assertEqual(tab.next("link"), {"type": "link", "up": True, "reopen": True})
        self.assertEqual(tab.open(after=tab.last)["last"], 1)
        self.assertEqual(tab.said(tab.say("and on we go", id))["seq"], 2)
        tab.catch_up(3)

    def test_a_bridge_that_stood_still_catches_up(self):
        """More events than the daemon keeps ready for a subscriber: its subscription ends."""
        self.daemon()
        self.bridge()
        tab = self.chat()
        tab.tell("talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chat_of(tab.key))
        os.kill(self.web.pid, signal.SIGSTOP)
        try:
            for _ in range(60):
                numbers = [
                    agent.send("agent.say", chat=chat_of(tab.key), text="字" * 300,
                               message_id=message_id()) for _ in range(100)]
                last = [agent.answer(number)["seq"] for number in numbers][-1]
        finally:
            os.kill(self.web.pid, signal.SIGCONT)
        tab.catch_up(last)
        self.assertEqual(tab.tell("I am here"), last + 1)

    def test_a_daemon_that_stands_still_answers_when_it_goes_on(self):
        self.daemon()
        self.bridge()
        tab = self.chat()
        os.kill(self.current.pid, signal.SIGSTOP)
        try:
            id = tab.say("hello")
            tab.settle()
            self.assertNotIn(id, tab.answers)
        finally:
            os.kill(self.current.pid, signal.SIGCONT)
        self.assertEqual(tab.said(id)["seq"], 2)

    def test_a_bridge_that_is_asked_to_stop_does(self):
        self.daemon()
        bridge = self.bridge()
        tabs = [self.chat() for _ in range(20)]
        wires = [self.wire() for _ in range(20)]
        self.assertEqual(bridge.terminate(timeout=10), 0)
        for tab in tabs:
            self.assertIn(tab.closing(), (1001, 1006, 1012))
        for wire in wires:
            self.assertEqual(wire.drain(), b"")
        # The daemon has not noticed more than that.
        self.client("bridge").open()

    def test_an_address_that_is_taken_is_said_so(self):
        bridge = self.bridge(linked=False)
        host, port = bridge.address
        code, said = Bridge(
            self.folder, bridge.socket, listen=f"{host}:{port}").refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(str(port), said)
