"""No customer and no address can take up more than its share."""

import threading
import time

from parley_bridge import Bridge, BridgeTest
from parley_client import PATIENCE
from web_browsers import Customer, chat_key
from web_client import TEXT, Refused, WireClosed, frame


class OfAnAddress(BridgeTest):
    def refused(self, **options):
        with self.assertRaises(Refused) as caught:
            self.customer(**options)
        self.assertEqual(caught.exception.status, 429)
        self.assertGreaterEqual(int(caught.exception.answer.headers["retry-after"]), 1)

    def until_there_is_room(self, **options):
        """Tries as a browser does, until it is let in."""
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while True:
            try:
                return self.customer(**options)
            except Refused as refused:
                if refused.status != 429 or time.monotonic() > end:
                    raise
                pause.wait(0.2)

    def test_connections_held(self):
        self.daemon()
        self.bridge("--per-address", "3")
        held = [self.customer() for _ in range(3)]
        self.refused()
        # An agent's count with them; pages and health do not.
        with self.assertRaises(Refused):
            self.desk()
        self.assertEqual(self.web.health().status, 200)
        held[0].close()
        self.until_there_is_room().open()
        held[1].open()

    def test_connections_made(self):
        self.bridge("--per-address", "3", linked=False)
        for _ in range(6):
            self.customer().close()
        self.refused()

    def test_messages_of_all_chats_together(self):
        self.daemon()
        self.bridge("--per-address", "3")
        tabs = [self.chat() for _ in range(2)]
        answers = [
            tab.said(tab.say("hello")) for _ in range(8) for tab in tabs]
        self.assertEqual([answer["type"] for answer in answers[:12]], ["said"] * 12)
        self.assertEqual(answers[-1]["name"], "RATE_LIMITED")
        self.assertGreater(answers[-1]["retry_ms"], 0)

    def test_behind_a_proxy_it_is_the_address_that_the_proxy_saw(self):
        self.bridge("--per-address", "1", "--behind-proxy", linked=False)

        def via(*seen):
            return {"X-Forwarded-For": ", ".join(seen)}

        first = self.customer(headers=via("203.0.113.1"))
        self.customer(headers=via("203.0.113.2"))
        self.refused(headers=via("203.0.113.1"))
        # What a customer claims itself stands before what the proxy adds.
        self.refused(headers=via("198.51.100.7", "203.0.113.1"))
        # A home has a whole /64, and an IPv4 address may be written as IPv6.
        self.customer(headers=via("2001:db8:1:2::1"))
        self.refused(headers=via("2001:db8:1:2:ffff::9"))
        self.customer(headers=via("2001:db8:1:3::1"))
        self.refused(headers=via("::ffff:203.0.113.2"))
        first.close()
        self.until_there_is_room(headers=via("203.0.113.1"))

    def test_without_a_proxy_nobody_chooses_an_address(self):
        self.bridge("--per-address", "1", linked=False)
        self.customer(headers={"X-Forwarded-For": "203.0.113.1"})
        self.refused(headers={"X-Forwarded-For": "203.0.113.2"})

    def test_a_limit_of_nothing_is_no_limit_to_start_with(self):
        for number in ("0", "-1", "many"):
            code, said = Bridge(
                self.folder, self.folder + "/s", options=["--per-address", number]
            ).refuses_to_start()
            self.assertEqual(code, 2, said)


class OfAChat(BridgeTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge()

    def hurry(self, tabs, count):
        """Says so many things at once; gives the ids that were said and the refusals."""
        ids = [(tab, tab.say(f"hello {n}")) for n in range(count) for tab in tabs]
        answers = [tab.said(id) for tab, id in ids]
        return (
            [answer["id"] for answer in answers if answer["type"] == "said"],
            [answer for answer in answers if answer["type"] == "refused"])

    def test_twenty_messages_at_once_and_then_one_a_second(self):
        tab = self.chat()
        said, refused = self.hurry([tab], 30)
        self.assertIn(len(said), range(20, 24))
        for answer in refused:
            self.assertEqual(answer["name"], "RATE_LIMITED")
            self.assertIn(answer["retry_ms"], range(1, 1_001))
        # Sent again after that time it is said, once.
        id, answer = refused[0]["id"], refused[0]
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while answer["type"] == "refused" and time.monotonic() < end:
            pause.wait(answer["retry_ms"] / 1_000)
            answer = tab.said(tab.say("once more", id))
        self.assertEqual(answer["type"], "said")
        ids = [row["message_id"] for row in self.stored(tab.key) if row["speaker"] == "customer"]
        self.assertEqual(sorted(ids), sorted(said + [id]))

    def test_all_tabs_together(self):
        first = self.chat()
        second = self.chat(first.key)
        said, _ = self.hurry([first, second], 20)
        self.assertIn(len(said), range(20, 24))

    def test_another_chat_is_not_concerned(self):
        self.hurry([self.chat()], 30)
        self.chat().tell("hello")

    def test_leaving_and_coming_back_changes_nothing(self):
        key, said = chat_key(), 0
        for _ in range(5):
            with self.chat(key) as tab:
                said += len(self.hurry([tab], 20)[0])
        self.assertLess(said, 40)

    def test_speaking_before_the_chat_is_open_changes_nothing(self):
        key = chat_key()
        speech = [
            frame(TEXT, b'{"type":"say","id":"m%d","text":"hello"}' % n) for n in range(100)]
        opening = frame(TEXT, b'{"type":"open","key":"%s"}' % key.encode())
        tab = Customer(self.web.address, key, leftover=opening + b"".join(speech))
        self.addCleanup(tab.close)
        answers = [tab.said(f"m{n}")["type"] for n in range(100)]
        self.assertLess(answers.count("said"), 25)

    def test_what_is_not_kept_is_limited_by_itself(self):
        for frames in (
            [{"type": "ping"}], [{"type": "typing", "on": True}], [{"type": "seen", "seq": 1}],
            [{"type": "history", "after": 1}],
            [{"type": "typing", "on": False}, {"type": "ping"}],
        ):
            with self.subTest(str(frames)), self.chat() as tab:
                try:
                    for n in range(100):
                        tab.send(**frames[n % len(frames)])
                except ConnectionError:
                    # The goodbye may have come before the last was sent.
                    pass
                bye = tab.next("bye")
                self.assertEqual(bye["name"], "RATE_LIMITED")
                self.assertGreater(bye["retry_ms"], 0)
                self.assertEqual(tab.closing(), 1008)

    def test_sixteen_tabs(self):
        key = chat_key()
        tabs = [self.chat(key) for _ in range(16)]
        one_more = self.customer(key)
        one_more.send("open", key=key)
        self.assertEqual(one_more.next("bye")["name"], "TOO_MANY")
        self.assertEqual(one_more.closing(), 1008)
        tabs[0].tell("hello")
        for tab in tabs:
            tab.catch_up(3)
        tabs.pop().close()
        end, pause = time.monotonic() + PATIENCE, threading.Event()
        while True:
            with self.customer(key) as late:
                late.send("open", key=key)
                if late.next()["type"] == "opened":
                    return
            self.assertLess(time.monotonic(), end)
            pause.wait(0.05)
            with self.assertRaises(WireClosed):
                late.wire.fill()
