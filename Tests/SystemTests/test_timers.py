"""Time passes only when it is told to, and what was due runs once, also after a restart."""

import contextlib
import datetime
import sqlite3

from parley_daemon import SystemTest


class Timers(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.greet()
        # Ahead of the machine's clock a manual one goes on, after a restart, where it stood.
        self.advance(86_400)

    def greet(self):
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")
        self.bridge.call("events.subscribe")

    def advance(self, seconds):
        return self.admin.call("clock.advance", seconds=seconds)

    def last(self, chat):
        return self.bridge.history(chat)["last"]

    def test_the_clock_stands_still_until_it_is_advanced(self):
        first = self.bridge.call("chat.open", chat="c1")["messages"][0]["at"]
        second = self.bridge.call("chat.open", chat="c2")["messages"][0]["at"]
        self.assertEqual(first, second)
        self.advance(90.5)
        third = self.bridge.call("chat.open", chat="c3")["messages"][0]["at"]
        self.assertGreater(third, first)

    def test_silence_in_a_form_is_asked_about_once(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        asked = self.last(chat)
        self.advance(299)
        self.assertEqual(self.last(chat), asked)
        self.advance(2)
        self.assertIn("still there", self.bridge.message(chat, "still there")["text"])
        reminded = self.last(chat)
        self.advance(3600)
        self.assertEqual(self.last(chat), reminded)

    def test_a_word_in_time_moves_the_reminder(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        self.advance(200)
        self.bridge.say(chat, "how much is delivery")
        asked = self.last(chat)
        self.advance(200)
        self.assertEqual(self.last(chat), asked)
        self.advance(200)
        self.bridge.message(chat, "still there")

    def test_a_day_without_a_word_closes_the_chat(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "how much is delivery")
        self.advance(23 * 3600)
        self.assertEqual(self.bridge.call("chat.open", chat=chat)["owner"], "bot")
        self.advance(3600 + 60)
        self.bridge.event("closed", chat)
        self.assertEqual(self.bridge.call("chat.open", chat=chat)["owner"], "nobody")

    def test_a_chat_that_waits_for_a_person_is_not_closed_for_idleness(self):
        chat, _ = self.waiting_chat(self.bridge)
        self.advance(48 * 3600)
        self.assertEqual(self.bridge.call("chat.open", chat=chat)["owner"], "queue")

    def test_more_false_ends_a_burst_and_it_is_one_turn(self):
        chat = self.bridge.open()
        self.assertEqual(self.bridge.say(chat, "hi", more=True)["messages"], [])
        self.assertEqual(self.bridge.say(chat, "how much", more=True)["messages"], [])
        answer = self.bridge.say(chat, "is delivery")
        self.assertEqual(answer["seq"], 4)
        self.assertEqual(len(answer["messages"]), 1)

    def test_a_burst_that_never_ends_is_answered_after_its_window(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "how much is delivery", more=True)
        self.advance(5)
        self.bridge.message(chat, "Delivery is free", "bot")

    def test_timers_fire_in_order_within_one_advance(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        self.advance(25 * 3600)
        kinds = [message.get("kind") for message in self.bridge.history(chat)["messages"]]
        texts = self.bridge.texts(chat)
        self.assertIn("still there", " ".join(texts))
        self.assertEqual(kinds[-1], "idle")
        times = [message["at"] for message in self.bridge.history(chat)["messages"]]
        self.assertEqual(times, sorted(times))

    def test_a_timer_survives_kill_9_and_fires_once(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        self.current.restart()
        self.greet()
        self.advance(302)
        self.bridge.message(chat, "still there")
        reminded = self.last(chat)
        self.current.restart()
        self.greet()
        self.advance(302)
        self.assertEqual(self.last(chat), reminded)

    def start_later(self, seconds):
        """Stops the daemon, and starts it as if it had been away for so long."""
        self.current.terminate()
        # A manual clock goes on at the last turn's time, so the last turn is put off.
        with contextlib.closing(sqlite3.connect(self.current.data)) as database:
            newest, = database.execute("SELECT max(at) FROM turns").fetchone()
            later = datetime.datetime.fromisoformat(newest) + datetime.timedelta(seconds=seconds)
            text = later.strftime("%Y-%m-%dT%H:%M:%S.") + f"{later.microsecond // 1000:03}Z"
            changed = database.execute(
                "UPDATE turns SET at = ? WHERE chat_id = 'last'", (text,)).rowcount
            database.commit()
        self.assertEqual(changed, 1)
        self.current.start()
        self.greet()
        # A turn in another chat: what was overdue has run before it.
        self.bridge.open()

    def test_a_reminder_that_is_a_little_late_is_sent_at_the_start(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        self.bridge.open("last")
        self.start_later(300 + 540)
        self.assertEqual(len([t for t in self.bridge.texts(chat) if "still there" in t]), 1)

    def test_a_reminder_that_is_ten_minutes_late_is_dropped(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        asked = self.last(chat)
        self.bridge.open("last")
        self.start_later(300 + 660)
        self.assertEqual(self.last(chat), asked)
        self.advance(3600)
        self.assertEqual(self.last(chat), asked)

    def test_what_was_overdue_at_the_start_runs_once(self):
        chats = [self.bridge.open() for _ in range(5)]
        self.bridge.open("last")
        self.start_later(30 * 3600)
        for _ in range(2):
            for chat in chats:
                messages = self.bridge.history(chat)["messages"]
                self.assertEqual([message.get("kind") for message in messages], [None, "idle"])
                self.assertEqual(
                    self.bridge.call("chat.open", chat=chat)["owner"], "nobody")
            self.current.restart()
            self.greet()

    def test_only_a_sensible_number_of_seconds_is_taken(self):
        for seconds in (-1, "5", None, True, 1e300):
            with self.subTest(seconds):
                self.refused(-32602, self.admin, "clock.advance", seconds=seconds)
