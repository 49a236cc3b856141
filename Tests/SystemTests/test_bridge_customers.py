"""What a customer's browser may say, and what it is told."""

import json
import threading
import time

from parley_bridge import BridgeTest, chat_of
from parley_client import PATIENCE, message_id
from web_browsers import chat_key

MESSAGE = {"seq", "at", "from", "text"}


class CustomerTest(BridgeTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge()


class Opening(CustomerTest):
    def test_a_new_chat_begins_with_the_greeting(self):
        customer = self.customer()
        opened = customer.open(language="en")
        self.assertEqual(
            set(opened), {"type", "owner", "language", "messages", "last", "max_text"})
        self.assertEqual(
            (opened["owner"], opened["language"], opened["last"], opened["max_text"]),
            ("bot", "en", 1, 4000))
        self.assertEqual(len(opened["messages"]), 1)
        self.assertEqual(set(opened["messages"][0]), MESSAGE)

    def test_the_languages_and_an_unknown_one(self):
        for asked, given in (
            ("zh-Hans", "zh-Hans"), ("zh-Hant", "zh-Hant"), ("vi", "vi"), ("en", "en"),
            ("zh-TW", "zh-Hant"), ("en-GB", "en"), ("tlh", "zh-Hans"), ("", "zh-Hans"),
        ):
            with self.subTest(asked), self.customer() as customer:
                self.assertEqual(customer.open(language=asked)["language"], given)
        with self.customer() as customer:
            self.assertEqual(customer.open()["language"], "zh-Hans")

    def test_only_what_the_browser_does_not_have_is_sent(self):
        first = self.chat()
        for _ in range(3):
            first.tell("how much is delivery")
        first.settle()
        last = first.last
        for after, expected in (
            (0, last), (1, last - 1), (last - 1, 1), (last, 0),
            # A browser that has more looks at a chat of before the data file was replaced.
            (last + 1, last), (10**15, last), (-1, last),
        ):
            with self.subTest(after), self.customer(first.key) as second:
                opened = second.open(after=after)
                self.assertEqual((len(opened["messages"]), opened["last"]), (expected, last))

    def test_it_may_be_opened_again_on_the_same_connection(self):
        customer = self.chat()
        seq = customer.tell("hello")
        again = customer.open(after=1)
        self.assertGreaterEqual(again["last"], seq)
        self.assertEqual(again["messages"][0]["seq"], 2)

    def test_another_chat_needs_another_connection(self):
        customer = self.chat()
        customer.send("open", key=chat_key())
        self.assertEqual(customer.next("bye")["name"], "BAD_FRAME")
        self.assertEqual(customer.closing(), 1008)

    def test_the_page_is_known_to_the_shop(self):
        customer = self.customer()
        customer.open(page="https://shop.example/socks?size=" + "9" * 10_000)
        self.assertEqual(len(self.stored(customer.key)), 1)

    def test_of_a_long_chat_the_latest_fifty_and_the_rest_when_asked(self):
        customer, bare = self.chat(), self.client("bridge")
        for n in range(90):
            bare.say(chat_of(customer.key), "thanks")
        last = len(self.stored(customer.key))
        customer.catch_up(last)
        with self.customer(customer.key) as late:
            opened = late.open()
            self.assertEqual(
                [message["seq"] for message in opened["messages"]],
                list(range(last - 49, last + 1)))
            late.send("history", after=0)
            history = late.next("history")
            self.assertEqual(history["last"], last)
            self.assertEqual(history["messages"], customer.shown[:100])
            for after, limit, expected in (
                (10, 5, (11, 15)), (10, 0, (11, 11)), (10, -3, (11, 11)),
                (0, 100_000, (1, 100)), (last - 2, 100, (last - 1, last)), (last, 5, None),
                (10**12, 5, None),
            ):
                with self.subTest(f"{after} {limit}"):
                    late.send("history", after=after, limit=limit)
                    messages = late.next("history")["messages"]
                    seqs = [message["seq"] for message in messages]
                    self.assertEqual(
                        seqs, list(range(expected[0], expected[1] + 1)) if expected else [])


class Saying(CustomerTest):
    def test_it_is_stored_told_and_answered(self):
        customer = self.chat()
        id = customer.say("how much is delivery?")
        self.assertEqual(customer.said(id), {"type": "said", "id": id, "seq": 2})
        customer.catch_up(3)
        mine, answer = customer.shown[1:]
        self.assertEqual((mine["from"], mine["text"]), ("customer", "how much is delivery?"))
        self.assertEqual(set(mine), MESSAGE, "what it was understood to mean is not for customers")
        self.assertEqual((answer["from"], "Delivery" in answer["text"]), ("bot", True))
        self.assertEqual(self.stored(customer.key)[1]["message_id"], id)

    def test_the_same_id_is_said_once_and_answered_each_time(self):
        customer = self.chat()
        id = customer.say("hello")
        seq = customer.said(id)["seq"]
        for _ in range(3):
            self.assertEqual(customer.said(customer.say("hello", id))["seq"], seq)
        # The id alone decides.
        self.assertEqual(customer.said(customer.say("something else", id))["seq"], seq)
        for _ in range(2):
            with self.customer(customer.key) as again:
                again.open()
                self.assertEqual(again.said(again.say("hello", id))["seq"], seq)
        texts = [row["text"] for row in self.stored(customer.key)]
        self.assertEqual(texts.count("hello"), 1)
        self.assertNotIn("something else", texts)

    def test_the_same_id_in_two_chats_is_two_messages(self):
        id = message_id()
        for _ in range(2):
            customer = self.chat()
            customer.tell("hello", id)
            self.assertEqual(self.stored(customer.key)[1]["message_id"], id)

    def test_ids_that_nobody_answered_are_sent_again_over_many_reconnects(self):
        key, ids = chat_key(), [message_id() for _ in range(4)]
        for n in range(1, len(ids) + 1):
            # Gone before any answer was read, with the next one under way.
            with self.chat(key) as customer:
                for id in ids[:n]:
                    customer.say(f"hello {id}", id)
        customer = self.chat(key)
        self.assertEqual(
            {customer.said(customer.say(f"hello {id}", id))["type"] for id in ids}, {"said"})
        said = [row["message_id"] for row in self.stored(key) if row["speaker"] == "customer"]
        self.assertEqual(sorted(said), sorted(ids))

    def test_what_cannot_be_said_is_refused_by_name_and_never_asked_for_again(self):
        customer = self.chat()
        for text, id, name in (
            ("字" * 4_001, "a", "TOO_LONG"), ("x" * 60_000, "b", "TOO_LONG"),
            ("a\0b", "c", "BAD_PARAMS"), ("hello", "", "BAD_PARAMS"),
            ("hello", "x" * 129, "BAD_PARAMS"), ("hello", "a\nb", "BAD_PARAMS"),
        ):
            with self.subTest(f"{text[:10]} {id[:10]}"):
                self.assertEqual(
                    customer.said(customer.send("say", id=id, text=text) or id),
                    {"type": "refused", "id": id, "name": name})
        self.assertEqual(len(self.stored(customer.key)), 1)
        self.assertEqual(customer.tell("hello"), 2)

    def test_every_text_is_shown_as_it_was_typed(self):
        texts = [
            "字" * 4_000, "<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>",
            "\u202e\u2066abc\u200b\ufeff", "👩‍👩‍👧‍👦🏳️‍🌈", "a\u0300" * 100, "{{policy}} {{{x}}}",
            "' OR 1=1 --", "a\u2028b\u2029c", "a\r\nb\tc", "\x01\x7f", "null", " x ",
            '{"type":"bye"}', "Đơn hàng của tôi đâu rồi", "我的快遞到哪了",
        ]
        customer = self.chat()
        for text in texts:
            seq = customer.tell(text)
            customer.catch_up(seq)
            self.assertEqual(customer.shown[seq - 1]["text"], text)
        self.assertEqual(
            [row["text"] for row in self.stored(customer.key) if row["speaker"] == "customer"],
            texts)

    def test_half_an_emoji_becomes_a_replacement_character(self):
        customer = self.chat()
        customer.send_text('{"type":"say","id":"m","text":"cut \\ud83d"}')
        self.assertEqual(customer.said("m")["seq"], 2)
        self.assertEqual(self.stored(customer.key)[1]["text"], "cut \ufffd")

    def test_a_thought_in_three_messages_is_one_turn(self):
        customer, admin = self.chat(), self.client("admin")
        for text in ("hello", "i wanted to ask"):
            customer.tell(text, more=True)
        seq = customer.tell("how much is delivery")
        customer.message("Delivery", "bot")
        self.assertEqual([message["from"] for message in customer.shown[1:seq]], ["customer"] * 3)
        # And where nothing more comes it is answered when the window is over.
        seq = customer.tell("how much is delivery", more=True)
        customer.settle()
        self.assertEqual(customer.last, seq)
        admin.call("clock.advance", seconds=5)
        customer.message("Delivery", "bot")

    def test_a_button_is_pressed(self):
        self.backend({"order.get": lambda arguments: {
            "number": arguments["number"], "status": "shipped", "eta": "2099-01-02",
            "last_scan": "2098-12-31T08:00:00Z", "items": []}})
        customer = self.chat()
        customer.tell("where is my order 20251120782")
        answer = customer.message(sender="bot")
        self.assertEqual(set(answer), MESSAGE | {"buttons"})
        button = answer["buttons"][-1]
        id = message_id()
        customer.send("press", id=id, button=button["id"])
        seq = customer.said(id)["seq"]
        customer.catch_up(seq)
        pressed = customer.shown[seq - 1]
        self.assertEqual((pressed["text"], pressed["kind"]), (button["text"], "button"))
        # Pressed once more under the same id, it is still one message.
        customer.send("press", id=id, button=button["id"])
        self.assertEqual(customer.said(id)["seq"], seq)

    def test_what_the_customer_has_seen_is_stored(self):
        customer = self.chat()
        customer.send("seen", seq=1)
        customer.settle()
        customer.tell("hello")
        row = self.current.sql("SELECT seen_seq FROM chats WHERE id = ?", chat_of(customer.key))
        self.assertEqual(row[0]["seen_seq"], 1)

    def test_agents_see_that_the_customer_types(self):
        customer, agent = self.chat(), self.client("agent", "lin")
        customer.tell("talk to a person")
        chat = chat_of(customer.key)
        agent.call("queue.claim", chat=chat)
        agent.call("events.subscribe")
        for on in (True, False):
            customer.send("typing", on=on)
            self.assertEqual(agent.event("typing", chat)["on"], on)

    def test_frames_of_a_known_type_with_wrong_members_end_it(self):
        for frame in (
            {"type": "say", "id": "a"}, {"type": "say", "text": "a"},
            {"type": "say", "id": 1, "text": "a"},
            {"type": "say", "id": "a", "text": None}, {"type": "press", "id": "a"},
            {"type": "typing"}, {"type": "typing", "on": "yes"}, {"type": "seen"},
            {"type": "seen", "seq": -1}, {"type": "seen", "seq": "1"}, {"type": "history"},
            {"type": "history", "after": -1},
        ):
            with self.subTest(str(frame)), self.chat() as customer:
                customer.send(**frame)
                self.assertEqual(customer.next("bye")["name"], "BAD_FRAME")
                self.assertEqual(customer.closing(), 1008)


class Unasked(CustomerTest):
    def test_what_happens_without_the_customer_is_told(self):
        customer = self.chat()
        customer.tell("hello")
        self.client("admin").call("clock.advance", seconds=2 * 86_400)
        customer.next("owner", lambda frame: frame["owner"] == "nobody")
        self.assertEqual(customer.shown[-1]["kind"], "idle")
        # And whoever comes back finds the door open.
        customer.tell("hello again")
        customer.next("owner", lambda frame: frame["owner"] == "bot")

    def test_operators_see_how_many_are_there(self):
        first = self.chat()
        others = [self.chat(first.key), self.chat(), self.customer()]
        first.tell("hello")
        health = json.loads(self.web.health().text)
        self.assertEqual(
            (health["status"], health["customers"], health["chats"], health["messages_total"]),
            ("ok", 4, 2, 1))
        metrics = self.wire().ask("/metrics")
        self.assertEqual(
            metrics.headers["content-type"], "text/plain; version=0.0.4; charset=utf-8")
        lines = metrics.text.splitlines()
        for line in ("parley_bridge_daemon_up 1", "parley_bridge_customers 4",
                     "parley_bridge_chats 2", "parley_bridge_messages_total 1"):
            self.assertIn(line, lines)
        for line in lines:
            self.assertRegex(line, r"^(# (HELP|TYPE) \w+ .+|\w+ \d+)$")
        for tab in others:
            tab.close()
        first.settle()
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while json.loads(self.web.health().text)["customers"] != 1:
            self.assertLess(time.monotonic(), end, "they have left")
            pause.wait(0.01)
