"""The menu of the most asked questions, and the search over the answers: the daemon's own functions."""

from parley_client import message_id
from parley_daemon import SystemTest


class Menu(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")
        self.events = self.client("bridge")
        self.events.call("events.subscribe")

    def said(self, chat, text):
        """The bubble that comes of it, once the daemon has answered its own call."""
        seq = self.bridge.say(chat, text)["seq"]
        return self.events.event(
            "message", chat, lambda event: event["message"]["seq"] > seq)["message"]

    def press(self, chat, button):
        return self.bridge.call(
            "chat.press", chat=chat, button=button, message_id=message_id())

    def buttons(self, message):
        return [button["id"] for button in message.get("buttons", [])]

    def test_what_is_asked_most_comes_first(self):
        for _ in range(3):
            chat = self.bridge.open()
            self.bridge.say(chat, "how much is delivery")
            self.bridge.say(chat, "which courier do you use")
            self.bridge.say(chat, "how much is delivery")
        self.bridge.say(self.bridge.open(), "can I pay cash on delivery")
        chat = self.bridge.open()
        shown = self.buttons(self.said(chat, "what can you do"))
        self.assertEqual(shown[:3], ["ship.fee", "ship.courier", "pay.methods"])
        self.assertEqual(shown[-2:], ["search", "human"])
        self.assertNotIn("menu.show", shown)

    def test_a_new_shop_shows_what_its_author_guessed(self):
        shown = self.buttons(self.said(self.bridge.open(), "menu"))
        self.assertEqual(
            shown, ["order.track", "return.request", "refund.track", "search", "human"])

    def test_answers_are_found_in_each_language(self):
        for language, ask, word, intent in [
                ("en", "menu", "invoice", "invoice.request"),
                ("zh-Hans", "菜单", "发票", "invoice.request"),
                ("zh-Hant", "選單", "發票", "invoice.request"),
                ("vi", "cho xem menu", "hoa don", "invoice.request")]:
            with self.subTest(language=language):
                chat = self.bridge.open(language=language)
                self.said(chat, ask)
                self.press(chat, "search")
                found = self.said(chat, word)
                self.assertIn(intent, self.buttons(found)[:2], found)
                answer = self.press(chat, self.buttons(found)[0])
                self.assertTrue(answer["messages"])

    def test_what_is_not_there_is_not_found(self):
        chat = self.bridge.open()
        self.said(chat, "menu")
        self.press(chat, "search")
        self.assertIn("nothing for “zzzqqq”", self.said(chat, "zzzqqq")["text"])
