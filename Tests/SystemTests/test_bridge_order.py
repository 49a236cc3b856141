"""Messages come in order, each once, without a gap: whatever the browser does, or leaves undone."""

import threading
import time

from parley_bridge import BridgeTest, chat_of
from parley_client import message_id
from web_client import TEXT, WebSocketClosed, WireClosed, frame


class OrderTest(BridgeTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge()

    def chat_with_a_person(self):
        """A tab on a chat in which the bot is silent, and the chat's id."""
        customer = self.chat()
        customer.tell("talk to a person")
        chat = chat_of(customer.key)
        self.agent = self.client("agent", "lin")
        self.agent.call("queue.claim", chat=chat)
        return customer, chat

    def say_many(self, chat, texts):
        """Says all of it as fast as the daemon takes it, past the bridge and its limits."""
        under_way = []
        for text in texts:
            under_way.append(self.agent.send(
                "agent.say", chat=chat, text=text, message_id=message_id()))
            if len(under_way) == 50:
                self.agent.answer(under_way.pop(0))
        return [self.agent.answer(number)["seq"] for number in under_way][-1]

    def assert_shows_what_is_stored(self, *tabs):
        stored = [(row["seq"], row["text"]) for row in self.stored(tabs[0].key)]
        for tab in tabs:
            tab.catch_up(len(stored))
            self.assertEqual(
                [(message["seq"], message["text"]) for message in tab.shown], stored)


class Tabs(OrderTest):
    def test_two_tabs_show_the_same(self):
        first = self.chat()
        second = self.chat(first.key)
        for n in range(9):
            tab = (first, second)[n % 2]
            tab.tell(f"how much is delivery {n}")
        self.assert_shows_what_is_stored(first, second)

    def test_two_tabs_that_speak_at_once(self):
        first = self.chat()
        second = self.chat(first.key)
        ids = [(tab, tab.say(f"hello {n}")) for n in range(9) for tab in (first, second)]
        seqs = [tab.said(id)["seq"] for tab, id in ids]
        self.assertEqual(len(set(seqs)), 18)
        self.assert_shows_what_is_stored(first, second)

    def test_both_tabs_learn_who_has_the_chat(self):
        first, chat = self.chat_with_a_person()
        second = self.customer(first.key)
        opened = second.open()
        self.assertEqual((opened["owner"], opened["name"]), ("agent", "lin"))
        self.agent.call("agent.release", chat=chat)
        for tab in (first, second):
            tab.next("owner", lambda frame: frame["owner"] == "queue")
            self.assertEqual(tab.next("queue")["position"], 1)
        with self.customer(first.key) as third:
            opened = third.open()
            self.assertEqual((opened["owner"], opened["queue"]["position"]), ("queue", 1))
        self.agent.call("queue.claim", chat=chat)
        self.agent.call("agent.resolve", chat=chat, outcome="solved")
        for tab in (first, second):
            tab.next("owner", lambda frame: frame["owner"] == "nobody")
        first.tell("one more thing")
        second.next("owner", lambda frame: frame["owner"] == "bot")
        self.assert_shows_what_is_stored(first, second)

    def test_a_tab_that_opens_in_the_middle_misses_nothing(self):
        customer, chat = self.chat_with_a_person()
        done = threading.Event()

        def talk():
            try:
                for n in range(40):
                    self.say_many(chat, [f"line {n} {m}" for m in range(60)])
            finally:
                done.set()

        talker = threading.Thread(target=talk)
        talker.start()
        tabs = []
        pause = threading.Event()
        while not done.is_set() and len(tabs) < 15:
            tab = self.customer(customer.key)
            tab.open(after=customer.last)
            tabs.append((tab, tab.last))
            # A little later each time: what matters is that it is in the middle.
            pause.wait(0.02)
        talker.join()
        last = self.stored(customer.key)[-1]["seq"]
        customer.catch_up(last)
        for tab, start in tabs:
            # The tab itself watches that nothing is missing after what it opened with.
            tab.catch_up(last)
            self.assertEqual(tab.shown[-1], customer.shown[-1])
        self.assertGreater(len(tabs), 3)
        self.assertTrue(any(1 < start < last for _, start in tabs), "none was in the middle")
        self.assert_shows_what_is_stored(customer)

    def test_what_is_behind_the_opening_is_read_from_the_history(self):
        customer, chat = self.chat_with_a_person()
        last = self.say_many(chat, [f"line {n}" for n in range(300)])
        customer.catch_up(last)
        late = self.customer(customer.key)
        first = late.open()["messages"][0]["seq"]
        older, after = [], 0
        while after + 1 < first:
            late.send("history", after=after, limit=min(100, first - after - 1))
            older += late.next("history")["messages"]
            after = older[-1]["seq"]
        self.assertEqual(older + late.shown, customer.shown)


class SlowReaders(OrderTest):
    MESSAGES = 5_000
    TEXT = "字" * 1_000

    def test_a_browser_that_does_not_read_costs_bounded_memory_and_nobody_notices(self):
        slow, chat = self.chat_with_a_person()
        slow.catch_up(self.stored(slow.key)[-1]["seq"])
        seen = slow.last
        slow.close()
        slow = self.customer(slow.key, receive_buffer=4_096)
        slow.open(after=seen)
        awake = self.chat(slow.key)
        other = self.chat()
        before = self.web.resident_kilobytes()
        began, worst, stored = time.monotonic(), 0.0, 0
        for _ in range(self.MESSAGES // 250):
            stored = self.say_many(chat, [self.TEXT] * 250)
            asked = time.monotonic()
            other.settle()
            worst = max(worst, time.monotonic() - asked)
            awake.catch_up(stored)
        took = time.monotonic() - began
        grown = self.web.resident_kilobytes() - before
        self.assertLess(grown, 30_000, "15 MB were said, and far less may be kept")
        self.assertLess(worst, 5, "the other customer had to wait")
        # Now it reads again, and within the minute that a browser may take nothing it gets all.
        try:
            slow.catch_up(stored)
        except (WebSocketClosed, WireClosed):
            self.assertGreater(took, 50, "the bridge gave up on it too early")
        else:
            self.assertEqual(
                [message["seq"] for message in slow.shown],
                [message["seq"] for message in awake.shown if message["seq"] > seen])
        late = self.customer(slow.key)
        self.assertEqual(late.open()["last"], stored)

    def test_what_is_newest_of_owner_and_queue_is_told_after_the_messages(self):
        slow, chat = self.chat_with_a_person()
        slow.close()
        slow = self.customer(slow.key, receive_buffer=4_096)
        slow.open()
        self.say_many(chat, [self.TEXT] * 3_000)
        for _ in range(20):
            self.agent.call("agent.release", chat=chat)
            self.agent.call("queue.claim", chat=chat)
            self.agent.call("agent.say", chat=chat, text="I am back", message_id=message_id())
        self.agent.call("agent.release", chat=chat)
        last = self.stored(slow.key)[-1]["seq"]
        owners = []
        while slow.last < last or not owners or owners[-1] != "queue":
            frame = slow.read()
            if frame["type"] == "owner":
                owners.append(frame["owner"])
        self.assertLess(len(owners), 20, "each change was kept for it")
        self.assertEqual(slow.next("queue")["position"], 1)

    def test_a_browser_that_asks_and_never_reads_is_not_read_either(self):
        customer, chat = self.chat_with_a_person()
        customer.catch_up(self.say_many(chat, ["😀" * 4_000] * 100))
        before = self.web.resident_kilobytes()
        # Within the limit of sixty at once, and all in one piece of the wire; each answer is
        # more than a megabyte.
        question = frame(TEXT, b'{"type":"history","after":0}')
        for _ in range(3):
            rude = self.customer(customer.key, receive_buffer=4_096)
            rude.open()
            rude.wire.send_bytes(question * 50)
        others = [self.chat() for _ in range(10)]
        for _ in range(5):
            for other in others:
                other.tell("hello")
        self.assertLess(self.web.resident_kilobytes() - before, 40_000)
        # The last one reads after all, and has its answers.
        for _ in range(50):
            self.assertEqual(len(rude.next("history")["messages"]), 100)

class ManyChats(OrderTest):
    def test_nobody_hears_what_is_said_in_another_chat(self):
        tabs = [self.chat() for _ in range(40)]
        for round in range(3):
            ids = [(tab, tab.say(f"word {n} {round}")) for n, tab in enumerate(tabs)]
            for tab, id in ids:
                self.assertEqual(tab.said(id)["type"], "said")
        for n, tab in enumerate(tabs):
            self.assert_shows_what_is_stored(tab)
            mine = [message["text"] for message in tab.shown if message["from"] == "customer"]
            self.assertEqual(mine, [f"word {n} {round}" for round in range(3)])
