"""The main job, end to end, in each language: to an order's state, and to a person's answer."""

from parley_daemon import SystemTest

ORDERS = {
    "20251120782": {
        "number": "20251120782", "status": "shipped", "last_scan": "2099-01-01T00:00:00Z",
        "eta": "2099-01-02", "carrier": "SF", "tracking": "SF1", "items": []},
    "20251120779": {"number": "20251120779", "status": "unpaid", "items": []},
}


class FourLanguages(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.backend({"order.get": lambda arguments: ORDERS.get(arguments["number"])})
        self.bridge = self.client("bridge")
        self.bridge.call("events.subscribe")

    def order(self, language, greeting, ask, prompt, shipped, unpaid_ask, unpaid):
        opened = self.bridge.call("chat.open", chat=f"c-{language}", language=language)
        chat = opened["chat"]
        self.assertEqual((opened["created"], opened["owner"]), (True, "bot"))
        self.assertEqual(opened["language"], language)
        self.assertIn(greeting, opened["messages"][0]["text"])
        self.assertIn(prompt, self.bridge.say(chat, ask)["messages"][0]["text"])
        self.assertEqual(self.bridge.say(chat, "20251120782")["owner"], "bot")
        state = self.bridge.message(chat, "20251120782", "bot")
        self.assertIn(shipped, state["text"])
        self.bridge.say(chat, unpaid_ask)
        state = self.bridge.message(chat, "20251120779", "bot")
        self.assertIn(unpaid, state["text"])
        self.assert_gapless(self.bridge.history(chat)["messages"])

    def test_an_orders_state_in_simplified_chinese(self):
        self.order("zh-Hans", "Lumo", "我的快递到哪了", "订单号", "已经发货",
                   "那20251120779呢，这个订单到哪了", "还没付款")

    def test_an_orders_state_in_traditional_chinese(self):
        self.order("zh-Hant", "Lumo", "幫我查物流", "訂單", "已出貨",
                   "訂單 20251120779 到哪了", "尚未付款")

    def test_an_orders_state_in_vietnamese(self):
        self.order("vi", "Lumo", "đơn hàng của mình đến đâu rồi", "mã đơn hàng",
                   "đang trên đường", "đơn 20251120779 đến đâu rồi", "chưa thanh toán")

    def test_an_orders_state_in_english(self):
        self.order("en", "Lumo", "where is my parcel", "order number", "on its way",
                   "where is order 20251120779", "hasn't been paid")

    def person(self, language, nonsense, reply):
        chat = self.bridge.open(language=language)
        owners = [self.bridge.say(chat, text)["owner"] for text in nonsense]
        self.assertEqual(owners, ["bot", "bot", "queue"])
        agent = self.client("agent", "lin")
        agent.call("events.subscribe")
        waiting = agent.call("queue.list")["waiting"]
        self.assertEqual(
            [(item["chat"], item["reason"], item["language"]) for item in waiting],
            [(chat, "unmatched", language)])
        self.assertIn(nonsense[-1], waiting[0]["summary"])
        claim = agent.call("queue.claim", escalation=waiting[0]["escalation"])
        said = [m["text"] for m in claim["messages"] if m["from"] == "customer"]
        self.assertEqual(said, list(nonsense))
        agent.call("agent.say", chat=chat, text=reply, message_id="a1")
        self.assertEqual(self.bridge.message(chat, sender="agent")["text"], reply)
        self.bridge.say(chat, "👍")
        self.assertEqual(agent.message(chat, "👍", "customer")["from"], "customer")
        self.assertEqual(
            agent.call("agent.resolve", chat=chat, outcome="solved"), {"owner": "nobody"})
        self.assert_gapless(self.bridge.history(chat)["messages"])

    def test_not_understood_in_simplified_chinese_a_person_answers(self):
        self.person(
            "zh-Hans", ("呜啦啦哗啦啦", "咕噜咕噜魔法阵", "叽里呱啦哔哔啵"), "您好，我是小林。")

    def test_not_understood_in_traditional_chinese_a_person_answers(self):
        self.person(
            "zh-Hant", ("嗚啦啦嘩啦啦", "咕嚕咕嚕魔法陣", "嘰哩呱啦嗶嗶啵"), "您好，我是小林。")

    def test_not_understood_in_vietnamese_a_person_answers(self):
        self.person(
            "vi", ("ù la la hú hú", "con mèo bay trên mặt trăng xanh", "bla bla xì xà xì xụp"),
            "Dạ em chào chị, em là Lan.")

    def test_not_understood_in_english_a_person_answers(self):
        self.person(
            "en", ("flibbertigibbet wibble wobble", "the cat sat upon the quantum mat",
                   "zzz qqq xxx"), "Hello, this is Lin.")
