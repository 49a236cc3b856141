"""The id alone decides: a repeat is answered, and not said twice."""

import json

from parley_daemon import SystemTest


class Idempotency(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")
        self.bridge.open("c1")

    def customer_texts(self, chat="c1"):
        return [
            message["text"] for message in self.bridge.history(chat)["messages"]
            if message["from"] == "customer"]

    def assert_repeats(self, first, second, owner=None):
        self.assertFalse(first["duplicate"])
        self.assertEqual(
            second,
            {**first, "duplicate": True, "owner": owner or first["owner"]})

    def test_a_repeat_has_the_first_seq_and_the_same_messages(self):
        first = self.bridge.say("c1", "how much is delivery", "m-1")
        self.assertTrue(first["messages"])
        self.assert_repeats(first, self.bridge.say("c1", "how much is delivery", "m-1"))
        self.assertEqual(self.customer_texts(), ["how much is delivery"])

    def test_a_repeat_in_the_same_write_is_one_message(self):
        lines = [
            json.dumps(
                {"jsonrpc": "2.0", "id": f"a{n}", "method": "chat.say",
                 "params": {"chat": "c1", "text": "how much is delivery", "message_id": "m-1"}}
            ).encode() + b"\n" for n in range(50)]
        self.bridge.send_bytes(b"".join(lines))
        answers = [self.bridge.answer(f"a{n}") for n in range(50)]
        for answer in answers[1:]:
            self.assert_repeats(answers[0], answer)
        self.assertEqual(self.customer_texts(), ["how much is delivery"])

    def test_a_repeat_on_another_connection_at_the_same_time_is_one_message(self):
        clients = [self.client("bridge") for _ in range(20)]
        numbers = [
            client.send("chat.say", chat="c1", text="how much is delivery", message_id="m-1")
            for client in clients]
        answers = [client.answer(number) for client, number in zip(clients, numbers)]
        self.assertEqual(sum(not answer["duplicate"] for answer in answers), 1)
        self.assertEqual(len({answer["seq"] for answer in answers}), 1)
        self.assertEqual(self.customer_texts(), ["how much is delivery"])

    def test_a_repeat_with_another_text_is_the_first_message(self):
        first = self.bridge.say("c1", "how much is delivery", "m-1")
        self.assert_repeats(first, self.bridge.say("c1", "talk to a person", "m-1"))
        self.assertEqual(self.customer_texts(), ["how much is delivery"])

    def test_the_id_decides_before_every_other_check(self):
        first = self.bridge.say("c1", "how much is delivery", "m-1")
        for text in ("", "字" * 4001, 7, None):
            with self.subTest(str(text)[:10]):
                self.assert_repeats(
                    first,
                    self.bridge.call("chat.say", chat="c1", text=text, message_id="m-1"))
        self.assert_repeats(
            first, self.bridge.call("chat.press", chat="c1", button="nope", message_id="m-1"))

    def test_the_same_id_in_another_chat_is_another_message(self):
        self.bridge.open("c2")
        self.assertFalse(self.bridge.say("c1", "hello", "m-1")["duplicate"])
        self.assertFalse(self.bridge.say("c2", "hello", "m-1")["duplicate"])

    def test_a_repeat_after_kill_9_is_still_a_repeat(self):
        first = self.bridge.say("c1", "how much is delivery", "m-1")
        self.current.restart()
        self.bridge = self.client("bridge")
        self.assert_repeats(first, self.bridge.say("c1", "something else", "m-1"))
        self.assertEqual(self.customer_texts(), ["how much is delivery"])

    def test_a_repeat_after_the_owner_changed_names_todays_owner(self):
        first = self.bridge.say("c1", "talk to a person", "m-1")
        self.assertEqual(first["owner"], "queue")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat="c1")
        self.assert_repeats(first, self.bridge.say("c1", "talk to a person", "m-1"), "agent:lin")
        agent.call("agent.resolve", chat="c1", outcome="solved")
        self.assert_repeats(first, self.bridge.say("c1", "talk to a person", "m-1"), "nobody")
        self.assertEqual(
            self.current.sql("SELECT count(*) AS n FROM escalations")[0]["n"], 1)

    def test_a_pressed_button_is_pressed_once(self):
        self.bridge.say("c1", "how much is delivery")
        first = self.bridge.call("chat.press", chat="c1", button="human", message_id="p-1")
        self.assert_repeats(
            first, self.bridge.call("chat.press", chat="c1", button="human", message_id="p-1"))

    def test_an_agents_words_and_notes_are_said_once(self):
        self.bridge.say("c1", "talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat="c1")
        first = agent.call("agent.say", chat="c1", text="Hello", message_id="m-1")
        self.assertEqual(
            agent.call("agent.say", chat="c1", text="Goodbye", message_id="m-1"),
            {"seq": first["seq"], "duplicate": True})
        note = agent.call("agent.note", chat="c1", text="nice", message_id="n-1")
        self.assertEqual(
            agent.call("agent.note", chat="c1", text="not nice", message_id="n-1"),
            {"note": note["note"], "duplicate": True})
        # The same id of the customer's is another message.
        self.assertFalse(self.bridge.say("c1", "hi", "m-1")["duplicate"])
        self.assertEqual(self.bridge.texts("c1").count("Hello"), 1)
        self.assertNotIn("Goodbye", self.bridge.texts("c1"))

    def test_an_agents_repeat_is_answered_after_the_chat_was_given_up(self):
        self.bridge.say("c1", "talk to a person")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat="c1")
        first = agent.call("agent.say", chat="c1", text="Hello", message_id="m-1")
        agent.call("agent.resolve", chat="c1", outcome="solved")
        self.assertEqual(
            agent.call("agent.say", chat="c1", text="Hello", message_id="m-1"),
            {"seq": first["seq"], "duplicate": True})

    def test_a_chat_is_closed_once(self):
        first = self.bridge.call("chat.close", chat="c1", message_id="x-1")
        self.assertEqual(self.bridge.call("chat.close", chat="c1", message_id="x-1"), first)
        self.refused(1205, self.bridge, "chat.close", chat="c1", message_id="x-2")

    def test_opening_a_known_chat_gives_its_latest_messages(self):
        for n in range(60):
            self.bridge.say("c1", f"hello {n}")
        known = self.bridge.call("chat.open", chat="c1", language="vi")
        self.assertEqual((known["created"], known["language"]), (False, "en"))
        self.assertEqual(len(known["messages"]), 50)
        last = self.bridge.history("c1")["last"]
        self.assert_gapless(known["messages"], last - 49)
