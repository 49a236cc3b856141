"""The shop's own systems: absent, slow, wrong, gone, late, and asked again after a restart."""

from parley_daemon import SystemTest

SHIPPED = {
    "number": "20251120782", "status": "shipped", "last_scan": "2099-01-01T00:00:00Z",
    "eta": "2099-01-02", "carrier": "SF", "tracking": "SF1", "items": [], "colour": "unknown",
}
QUESTION = "where is order 20251120782"


class Backends(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.greet()
        # Ahead of the machine's clock a manual one goes on, after a restart, where it stood.
        self.admin.call("clock.advance", seconds=86_400)

    def greet(self):
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")
        self.bridge.call("events.subscribe")

    def orders(self, *functions):
        backend = self.client("backend", "orders")
        backend.call("backend.serve", functions=list(functions or ("order.get", "order.cancel")))
        return backend

    def ask(self, text=QUESTION, language="en"):
        chat = self.bridge.open(language=language)
        self.said = self.bridge.say(chat, text)
        return chat

    def owner(self, chat):
        return self.bridge.call("chat.open", chat=chat)["owner"]

    def assert_failure_edge(self, chat):
        self.assertEqual(self.bridge.event("owner", chat)["owner"], "queue")
        row = self.current.sql("SELECT * FROM escalations WHERE chat_id = ?", chat)[0]
        self.assertEqual((row["reason"], row["status"]), ("backend", "waiting"))

    def test_the_answer_comes_as_an_event_and_chat_say_does_not_wait_for_it(self):
        backend = self.orders()
        chat = self.ask()
        self.assertEqual((self.said["owner"], self.said["seq"]), ("bot", 2))
        call = backend.request()
        self.assertEqual(call["method"], "backend.call")
        self.assertEqual(
            call["params"],
            {"function": "order.get", "arguments": {"number": "20251120782"}, "chat": chat,
             "key": call["params"]["key"]})
        self.assertTrue(call["params"]["key"].startswith(chat + ":"))
        backend.reply(call, SHIPPED)
        message = self.bridge.message(chat, "20251120782", "bot")
        self.assertIn("on its way", message["text"])

    def test_the_call_is_stored_before_it_is_made(self):
        backend = self.orders()
        chat = self.ask()
        call = backend.request()
        rows = self.current.sql("SELECT text FROM messages WHERE chat_id = ?", chat)
        self.assertIn(QUESTION, [row["text"] for row in rows])
        backend.reply(call, None)

    def test_null_means_not_there(self):
        backend = self.orders()
        chat = self.ask()
        backend.reply(backend.request(), None)
        self.assertIn("20251120782", self.bridge.message(chat, "can't find", "bot")["text"])
        self.assertEqual(self.owner(chat), "bot")

    def test_no_backend_is_the_failure_edge_at_once(self):
        chat = self.ask()
        self.assert_failure_edge(chat)

    def test_a_backend_that_serves_other_functions_is_no_backend(self):
        self.orders("order.paint")
        self.assert_failure_edge(self.ask())

    def test_an_error_is_the_failure_edge(self):
        backend = self.orders()
        chat = self.ask()
        backend.fail(backend.request())
        self.assert_failure_edge(chat)

    def test_an_error_text_never_reaches_the_customer(self):
        backend = self.orders()
        chat = self.ask()
        backend.fail(backend.request(), "SQLSTATE 42 in orders.php line 7")
        self.assert_failure_edge(chat)
        self.assertNotIn("SQLSTATE", str(self.bridge.texts(chat)))

    def test_a_slow_backend_is_the_failure_edge_at_the_deadline(self):
        backend = self.orders()
        chat = self.ask()
        backend.request()
        self.admin.call("clock.advance", seconds=2.9)
        self.assertEqual(self.owner(chat), "bot")
        self.admin.call("clock.advance", seconds=0.2)
        self.assert_failure_edge(chat)

    def test_a_late_answer_changes_nothing(self):
        backend = self.orders()
        chat = self.ask()
        call = backend.request()
        self.admin.call("clock.advance", seconds=4)
        self.assert_failure_edge(chat)
        last = self.bridge.history(chat)["last"]
        backend.reply(call, SHIPPED)
        backend.call("ping")
        # Another turn, so that what came before it is through.
        self.bridge.open()
        self.assertEqual(self.bridge.history(chat)["last"], last)
        self.assertEqual(self.owner(chat), "queue")

    def test_a_second_answer_to_the_same_call_changes_nothing(self):
        backend = self.orders()
        chat = self.ask()
        call = backend.request()
        backend.reply(call, SHIPPED)
        self.bridge.message(chat, "on its way")
        last = self.bridge.history(chat)["last"]
        backend.reply(call, None)
        backend.call("ping")
        self.bridge.open()
        self.assertEqual(self.bridge.history(chat)["last"], last)

    def test_wrong_types_end_with_a_sensible_word_or_a_person_never_with_an_error(self):
        backend = self.orders()
        for value in (
            [], "shipped", 7, True, {}, {"status": None}, {"status": 5}, {"status": "on fire"},
            {"status": "shipped", "eta": {"a": 1}, "last_scan": [1]},
            {"status": "paid", "ship_by": "not a date"}, {"status": "shipped", "eta": "x" * 9000},
        ):
            with self.subTest(str(value)[:50]):
                chat = self.ask()
                backend.reply(backend.request(), value)
                text = self.bridge.message(chat, sender=None, text=None)
                while text["from"] == "customer" or text["seq"] <= self.said["seq"]:
                    text = self.bridge.message(chat)
                self.assertTrue(text["text"].strip())
                self.assertIn(self.owner(chat), ("bot", "queue"))
                for message in self.bridge.history(chat)["messages"]:
                    self.assertTrue(message["text"].strip(), "an empty bubble")
                    self.assertNotRegex(message["text"], r"null|\{\{|\}\}|Optional|error")

    def test_a_disconnect_in_mid_call_with_no_other_is_the_failure_edge(self):
        backend = self.orders()
        chat = self.ask()
        backend.request()
        backend.close()
        self.assert_failure_edge(chat)

    def test_a_disconnect_in_mid_call_goes_to_another_backend_with_the_same_key(self):
        first = self.orders()
        second = self.orders()
        chat = self.ask()
        call = first.request()
        first.close()
        again = second.request()
        self.assertEqual(again["params"], call["params"])
        second.reply(again, SHIPPED)
        self.bridge.message(chat, "on its way")

    def test_what_is_written_meanwhile_is_one_turn_after_the_answer(self):
        backend = self.orders()
        chat = self.ask()
        call = backend.request()
        meanwhile = self.bridge.say(chat, "how much is delivery")
        self.assertEqual((meanwhile["messages"], meanwhile["owner"]), ([], "bot"))
        backend.reply(call, SHIPPED)
        self.bridge.message(chat, "on its way")
        self.bridge.message(chat, "Delivery is free from")

    def test_a_wish_for_a_person_meanwhile_acts_at_once(self):
        backend = self.orders()
        chat = self.ask()
        call = backend.request()
        self.assertEqual(self.bridge.say(chat, "talk to a person")["owner"], "queue")
        last = self.bridge.history(chat)["last"]
        backend.reply(call, SHIPPED)
        backend.call("ping")
        self.bridge.open()
        self.assertEqual(self.bridge.history(chat)["last"], last)

    def test_after_kill_9_the_call_is_sent_again_with_the_same_key(self):
        backend = self.orders()
        chat = self.ask()
        call = backend.request()
        self.current.restart()
        self.greet()
        backend = self.orders()
        again = backend.request()
        self.assertEqual(again["params"], call["params"])
        backend.reply(again, SHIPPED)
        self.bridge.message(chat, "on its way")
        self.assertEqual(self.owner(chat), "bot")

    def test_after_a_restart_past_the_deadline_it_is_the_failure_edge(self):
        backend = self.orders()
        chat = self.ask()
        backend.request()
        self.current.restart()
        self.greet()
        self.admin.call("clock.advance", seconds=10)
        self.assert_failure_edge(chat)

    def test_a_call_that_changes_something_and_timed_out_is_not_called_failed(self):
        backend = self.orders()
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel order 20251120778")
        backend.reply(
            backend.request(), {"number": "20251120778", "status": "paid", "items": []})
        self.bridge.message(chat, "May I ask why")
        self.bridge.call("chat.press", chat=chat, button="changed_mind", message_id="p1")
        self.bridge.message(chat, "shall I cancel")
        self.bridge.call("chat.press", chat=chat, button="cancel_yes", message_id="p2")
        call = backend.request()
        self.assertEqual(call["params"]["function"], "order.cancel")
        self.assertEqual(call["params"]["arguments"]["number"], "20251120778")
        self.admin.call("clock.advance", seconds=20)
        text = self.bridge.message(chat, "20251120778", "bot")["text"]
        self.assertIn("not sure", text)
        self.assert_failure_edge(chat)

    def test_serving_again_replaces_what_is_served(self):
        backend = self.orders("order.get")
        backend.call("backend.serve", functions=["order.cancel"])
        self.assert_failure_edge(self.ask())

    def test_two_backends_share_the_work(self):
        first, second = self.orders(), self.orders()
        chats = [self.ask() for _ in range(4)]
        calls = [(client, client.request()) for client in (first, second) for _ in range(2)]
        self.assertEqual({call["params"]["chat"] for _, call in calls}, set(chats))
        for client, call in calls:
            client.reply(call, SHIPPED)
        answered = set()
        while answered != set(chats):
            answered.add(self.bridge.message(None, "on its way", "bot")["chat"])
