"""For any message ever stored: which rule, which words, what came second, where the chat was."""

import os
import re

from parley_client import message_id
from parley_daemon import BOT, SystemTest


class Why(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")

    def why(self, chat, seq):
        return self.admin.call("chat.why", chat=chat, seq=seq)

    def test_there_is_an_answer_for_every_message_of_every_kind(self):
        self.backend({"order.get": lambda arguments: None})
        chat = self.bridge.open()
        self.bridge.call("events.subscribe", chats=[chat])
        self.bridge.say(chat, "how much is delivery")
        self.bridge.say(chat, "where is order 20251120782")
        self.bridge.message(chat, "check the number")
        self.bridge.say(chat, "qwrtzp xcvbnm")
        self.bridge.say(chat, "talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chat)
        agent.call("agent.say", chat=chat, text="Hello", message_id=message_id())
        self.bridge.say(chat, "thanks")
        agent.call("agent.return", chat=chat)
        self.bridge.call("chat.close", chat=chat, message_id=message_id())
        self.bridge.say(chat, "hello again")
        messages = self.bridge.history(chat)["messages"]
        self.assertGreater(len(messages), 12)
        for message in messages:
            with self.subTest(seq=message["seq"], text=message["text"][:30]):
                why = self.why(chat, message["seq"])
                self.assertRegex(why["version"], r"^[0-9a-f]{64}$")
                self.assertIn("before", why)
                self.assertIn("after", why)
                self.assertIn("rule", why)
                self.assertIn("evidence", why)

    def test_it_names_the_rule_by_file_and_line(self):
        chat = self.bridge.open()
        said = self.bridge.say(chat, "how much is delivery")
        for seq in (said["seq"], said["messages"][0]["seq"]):
            why = self.why(chat, seq)
            match = re.search(r"(intents|dialogs)/[\w.\-/]+\.yaml", str(why["rule"]))
            self.assertTrue(match, why["rule"])
            line = int(re.search(r"(?:yaml:|'line': )(\d+)", str(why["rule"])).group(1))
            with open(os.path.join(BOT, match.group(0)), encoding="utf-8") as source:
                self.assertLessEqual(line, len(source.readlines()))
            self.assertEqual(why["intent"], "ship.fee")

    def test_it_says_what_spoke_for_it_and_what_came_second(self):
        chat = self.bridge.open()
        said = self.bridge.say(chat, "is there any way to see where my stuff is right now")
        why = self.why(chat, said["seq"])
        self.assertEqual((why["decision"], why["intent"]), ("match", "order.track"))
        self.assertTrue(why["evidence"])
        for evidence in why["evidence"]:
            self.assertTrue(evidence["text"])
        self.assertTrue(why["runner_up"]["intent"])
        self.assertAlmostEqual(why["margin"], why["score"] - why["runner_up"]["score"], 6)

    def test_it_tells_where_the_chat_was_before_and_after(self):
        chat = self.bridge.open()
        said = self.bridge.say(chat, "I want to cancel my order")
        why = self.why(chat, said["seq"])
        self.assertEqual((why["before"]["owner"], why["before"]["states"]), ("bot", []))
        self.assertEqual(why["after"]["owner"], "bot")
        self.assertIn("order_cancel", str(why["after"]["states"]))

    def test_it_is_the_same_after_kill_9(self):
        chat = self.bridge.open()
        said = self.bridge.say(chat, "how much is delivery")
        before = self.why(chat, said["seq"])
        self.current.restart()
        self.admin = self.client("admin")
        self.assertEqual(self.why(chat, said["seq"]), before)

    def test_a_seq_that_is_not_there_is_a_bad_parameter(self):
        chat = self.bridge.open()
        self.refused(-32602, self.admin, "chat.why", chat=chat, seq=99)
        self.refused(-32602, self.admin, "chat.why", chat=chat, seq=0)


class Understand(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.admin = self.client("admin")

    def test_it_has_the_shape_of_the_design(self):
        found = self.admin.call("understand", text="where is order 20251120778")
        self.assertLessEqual(
            {"text", "language", "decision", "intent", "score", "candidates", "entities",
             "evidence"}, set(found))
        self.assertEqual((found["decision"], found["language"]), ("match", "en"))
        number = next(e for e in found["entities"] if e["type"] == "order_number")
        self.assertEqual((number["value"], number["text"]), ("20251120778", "20251120778"))
        self.assertEqual(found["text"][number["start"] : number["end"]], "20251120778")

    def test_it_has_the_shape_of_the_design_when_nothing_matched(self):
        found = self.admin.call("understand", text="flibbertigibbet wibble wobble")
        self.assertEqual((found["decision"], found["intent"]), ("unmatched", None))
        self.assertIsInstance(found["score"], float)

    def test_it_changes_nothing(self):
        bridge = self.client("bridge")
        chat = bridge.open()
        self.admin.call("understand", text="talk to a person", chat=chat)
        self.assertEqual(bridge.history(chat)["last"], 1)
        self.assertEqual(bridge.call("chat.open", chat=chat)["owner"], "bot")

    def test_with_a_chat_its_open_question_counts(self):
        bridge = self.client("bridge")
        chat = bridge.open()
        bridge.say(chat, "I want to cancel my order")
        alone = self.admin.call("understand", text="20251120778", language="en")
        asked = self.admin.call("understand", text="20251120778", chat=chat)
        # A number out of the blue asks where that order is; asked for, it answers.
        self.assertEqual((alone["decision"], alone["intent"]), ("match", "order.track"))
        self.assertEqual((asked["decision"], asked["intent"]), ("match", "provide"))
