"""Opening, reading and closing chats, as a bridge does it."""

from parley_client import message_id
from parley_daemon import SystemTest

PAID = {
    "number": "20251120778", "status": "paid", "paid_at": "2099-01-01T00:00:00Z",
    "ship_by": "2099-01-02T10:00:00Z", "items": [],
}


class Chats(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def test_without_an_id_the_daemon_chooses_one_that_nobody_guesses(self):
        ids = {self.bridge.call("chat.open")["chat"] for _ in range(20)}
        self.assertEqual(len(ids), 20)
        for id in ids:
            self.assertGreaterEqual(len(id), 20)

    def test_language_tags(self):
        for tag, language in (
            ("zh-Hans", "zh-Hans"), ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"),
            ("zh-Hant", "zh-Hant"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"), ("vi", "vi"),
            ("en", "en"), ("tlh", "zh-Hans"), ("", "zh-Hans"),
        ):
            with self.subTest(tag):
                self.assertEqual(
                    self.bridge.call("chat.open", language=tag)["language"], language)
        self.assertEqual(self.bridge.call("chat.open")["language"], "zh-Hans")

    def test_history_goes_upwards_after_a_seq_at_most_500_at_a_time(self):
        chat = self.bridge.open()
        for _ in range(300):
            self.bridge.say(chat, "hello")
        last = self.bridge.history(chat)["last"]
        self.assertGreater(last, 500)
        self.assertEqual(len(self.bridge.call("chat.history", chat=chat)["messages"]), 50)
        page = self.bridge.call("chat.history", chat=chat, after=0, limit=100_000)
        self.assertEqual((len(page["messages"]), page["last"]), (500, last))
        self.assert_gapless(page["messages"])
        rest = self.bridge.call("chat.history", chat=chat, after=500, limit=500)["messages"]
        self.assert_gapless(rest, 501)
        self.assertEqual(rest[-1]["seq"], last)
        end = self.bridge.call("chat.history", chat=chat, after=last)
        self.assertEqual(end, {"messages": [], "last": last})
        self.assertEqual(
            self.bridge.call("chat.history", chat=chat, after=last + 1000)["messages"], [])
        for bad in ({"after": -1}, {"limit": 0}, {"limit": -5}, {"after": "x"}, {"after": 1.5}):
            with self.subTest(bad):
                self.refused(-32602, self.bridge, "chat.history", chat=chat, **bad)

    def test_a_message_has_the_form_of_the_contract(self):
        chat = self.bridge.open()
        result = self.bridge.say(chat, "how much is delivery")
        answer = result["messages"][0]
        self.assertEqual(set(answer), {"chat", "seq", "at", "from", "text"})
        self.assertRegex(answer["at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        said = self.bridge.history(chat, after=1)["messages"][0]
        self.assertEqual(
            (said["from"], said["intent"], said["seq"]), ("customer", "ship.fee", result["seq"]))

    def test_agents_and_administrators_may_read_a_chat(self):
        chat = self.bridge.open()
        history = self.bridge.history(chat)
        for role in ("agent", "admin"):
            self.assertEqual(self.client(role, "n").history(chat), history)

    def test_the_last_word_of_a_chat_is_its_closing(self):
        chat = self.bridge.open()
        closed = self.bridge.call("chat.close", chat=chat, message_id=message_id())
        history = self.bridge.history(chat)
        self.assertEqual((closed["seq"], history["last"]), (2, 2))
        self.assertEqual(history["messages"][-1]["kind"], "closed")
        self.client("admin").call("chat.close", chat=self.bridge.open(), message_id="x")

    def test_seen_and_typing_change_nothing_that_is_said(self):
        chat = self.bridge.open()
        self.assertEqual(self.bridge.call("chat.seen", chat=chat, seq=1), {})
        self.assertEqual(self.bridge.call("chat.seen", chat=chat, seq=10**12), {})
        self.assertEqual(self.bridge.call("chat.typing", chat=chat, on=True), {})
        self.assertEqual(self.bridge.history(chat)["last"], 1)

    def test_the_session_of_the_design(self):
        """A chat, a subscription from its last cursor, and an answer that comes from a backend."""
        self.backend({"order.get": lambda arguments: PAID})
        opened = self.bridge.call("chat.open", chat="c92", language="zh-Hant")
        self.assertEqual([message["seq"] for message in opened["messages"]], [1])
        cursor = self.bridge.call("events.subscribe", **{"from": 1})
        self.assertEqual(cursor, {"replayed": 0, "cursor": 1})
        said = self.bridge.call(
            "chat.say", chat="c92", text="怎麼還沒出貨 20251120778", message_id="m-2")
        self.assertEqual(said, {"seq": 2, "duplicate": False, "owner": "bot", "messages": []})
        customer = self.bridge.event()
        self.assertEqual((customer["cursor"], customer["message"]["seq"]), (2, 2))
        bot = self.bridge.event("message")["message"]
        self.assertEqual((bot["seq"], bot["from"]), (3, "bot"))
        self.assertIn("20251120778", bot["text"])
        self.assertIn("human", [button["id"] for button in bot["buttons"]])
        pressed = self.bridge.call(
            "chat.press", chat="c92", button="human", message_id="m-3")
        self.assertEqual((pressed["seq"], pressed["owner"]), (4, "queue"))
