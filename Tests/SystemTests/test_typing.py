"""Who types is seen by those who should, and the bot does not answer half a thought."""

from parley_client import message_id
from parley_daemon import SystemTest

QUESTION = "how much is delivery"
ANSWER = "Delivery is free"


class Typing(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")
        self.bridge.call("events.subscribe")

    def held(self, name="lin"):
        chat, _ = self.waiting_chat(self.bridge)
        agent = self.client("agent", name)
        agent.call("queue.claim", chat=chat)
        return chat, agent

    def stored(self):
        return self.current.sql(
            "SELECT (SELECT count(*) FROM turns) AS turns, (SELECT count(*) FROM events) AS events"
        )[0]

    def test_an_agents_typing_reaches_bridges_agents_and_administrators(self):
        chat, agent = self.held()
        admin, other = self.client("admin"), self.client("agent", "mai")
        for client in (agent, admin, other):
            client.call("events.subscribe")
        for on in (True, False):
            self.assertEqual(agent.call("agent.typing", chat=chat, on=on), {})
            for client in (self.bridge, agent, admin, other):
                self.assertEqual(
                    client.event("typing"),
                    {"chat": chat, "type": "typing", "from": "agent", "name": "lin", "on": on})

    def test_a_bridge_that_subscribed_to_other_chats_does_not_hear_of_it(self):
        chat, agent = self.held()
        elsewhere = self.client("bridge")
        elsewhere.call("events.subscribe", chats=["another"])
        agent.call("agent.typing", chat=chat, on=True)
        self.bridge.event("typing", chat)
        elsewhere.settle()
        self.assertEqual(elsewhere.events, [])

    def test_a_customers_typing_never_reaches_a_bridge(self):
        chat, agent = self.held()
        agent.call("events.subscribe")
        self.bridge.call("chat.typing", chat=chat, on=True)
        self.assertEqual(
            agent.event("typing"),
            {"chat": chat, "type": "typing", "from": "customer", "on": True})
        self.bridge.settle()
        self.assertNotIn("typing", [event["type"] for event in self.bridge.events])

    def test_only_who_has_the_chat_can_be_seen_to_type_in_it(self):
        chat, agent = self.held()
        mai = self.client("agent", "mai")
        error = self.refused(1202, mai, "agent.typing", chat=chat, on=True)
        self.assertEqual(error.data["owner"], "agent:lin")
        agent.call("agent.release", chat=chat)
        error = self.refused(1202, agent, "agent.typing", chat=chat, on=True)
        self.assertEqual(error.data["owner"], "queue")
        self.refused(1201, agent, "agent.typing", chat="nowhere", on=True)
        self.refused(-32602, agent, "agent.typing", chat=chat, on="yes")
        self.refused(1103, self.bridge, "agent.typing", chat=chat, on=True)

    def test_typing_is_not_stored(self):
        chat, agent = self.held()
        before = self.stored()
        agent.call("agent.typing", chat=chat, on=True)
        self.bridge.call("chat.typing", chat=chat, on=True)
        free = self.bridge.open()
        opened = self.stored()
        self.bridge.call("chat.typing", chat=free, on=True)
        self.assertEqual(self.stored(), opened)
        self.assertEqual((opened["turns"], opened["events"]),
                         (before["turns"] + 1, before["events"] + 1))
        late = self.client("admin")
        count = late.call("events.subscribe", **{"from": 0})["replayed"]
        self.assertNotIn("typing", [event["type"] for event in late.collect(count)])


class Bursts(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.greet()

    def greet(self):
        self.bridge, self.admin = self.client("bridge"), self.client("admin")

    def advance(self, seconds):
        self.admin.call("clock.advance", seconds=seconds)

    def said_in_part(self, **more):
        chat = self.bridge.open()
        answer = self.bridge.say(chat, QUESTION, more=True, **more)
        self.assertEqual(answer["messages"], [])
        return chat

    def types(self, chat, on=True):
        self.assertEqual(self.bridge.call("chat.typing", chat=chat, on=on), {})

    def assert_silent(self, chat):
        self.assertEqual(self.bridge.history(chat)["last"], 2)

    def assert_answered(self, chat):
        self.assertIn(ANSWER, self.bridge.texts(chat)[-1])

    def test_a_part_says_how_long_the_rest_may_take(self):
        for seconds in (0.1, 1.2, 10):
            with self.subTest(seconds):
                chat = self.said_in_part(window_ms=int(seconds * 1000))
                self.advance(seconds - 0.05)
                self.assert_silent(chat)
                self.advance(0.05)
                self.assert_answered(chat)

    def test_without_it_the_settings_say(self):
        chat = self.said_in_part()
        self.advance(4.9)
        self.assert_silent(chat)
        self.advance(0.1)
        self.assert_answered(chat)

    def test_without_more_it_says_nothing(self):
        chat = self.bridge.open()
        answer = self.bridge.say(chat, QUESTION, window_ms=5000)
        self.assertIn(ANSWER, answer["messages"][0]["text"])

    def test_it_is_a_tenth_of_a_second_to_ten(self):
        chat = self.bridge.open()
        for wrong in (0, 99, 10_001, -1, 500.5, "500", True):
            with self.subTest(wrong):
                self.refused(
                    -32602, self.bridge, "chat.say", chat=chat, text="hi", more=True,
                    window_ms=wrong, message_id=message_id())
        self.assertEqual(self.bridge.history(chat)["last"], 1)

    def test_who_types_on_is_waited_for(self):
        chat = self.said_in_part(window_ms=1000)
        self.advance(0.9)
        self.types(chat)
        self.advance(0.9)
        self.assert_silent(chat)
        self.types(chat)
        self.advance(0.9)
        self.assert_silent(chat)
        answer = self.bridge.say(chat, "to Taiwan")
        self.assertEqual(answer["seq"], 3)
        self.assertEqual(len(answer["messages"]), 1)

    def test_and_answered_after_four_windows_all_the_same(self):
        chat = self.said_in_part(window_ms=1000)
        for _ in range(4):
            self.advance(0.8)
            self.types(chat)
        # 3.2 s have gone by; without an end it would be 4.2.
        self.advance(0.75)
        self.assert_silent(chat)
        self.types(chat)
        self.advance(0.05)
        self.assert_answered(chat)

    def test_typing_that_ceases_does_not_shorten_the_wait(self):
        chat = self.said_in_part(window_ms=1000)
        self.advance(0.5)
        self.types(chat, on=False)
        self.advance(0.4)
        self.assert_silent(chat)
        self.advance(0.1)
        self.assert_answered(chat)

    def test_typing_afterwards_changes_nothing(self):
        chat = self.said_in_part(window_ms=1000)
        self.advance(1)
        self.assert_answered(chat)
        self.types(chat)
        self.advance(60)
        self.assertEqual(self.bridge.history(chat)["last"], 3)

    def test_the_wait_outlives_kill_9(self):
        # Ahead of the machine's clock a manual one goes on, after a restart, where it stood.
        self.advance(86_400)
        chat = self.said_in_part(window_ms=10_000)
        self.advance(9)
        self.types(chat)
        self.current.restart()
        self.greet()
        self.advance(9.5)
        self.assert_silent(chat)
        self.types(chat)
        self.advance(9.5)
        self.assert_silent(chat)
        self.advance(0.5)
        self.assert_answered(chat)

    def test_on_the_machines_clock_it_is_answered_by_itself(self):
        daemon = self.daemon(clock=None, socket_path=self.folder + "/real",
                             data=self.folder + "/real.sqlite")
        bridge = self.client("bridge", daemon=daemon)
        bridge.call("events.subscribe")
        chat = bridge.open()
        bridge.say(chat, QUESTION, more=True, window_ms=200)
        bridge.call("chat.typing", chat=chat, on=True)
        self.assertIn(ANSWER, bridge.message(chat, sender="bot", text=ANSWER)["text"])
