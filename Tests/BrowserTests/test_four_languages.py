"""A customer asks for an order, in each of the four languages, and gets it."""

import re

from browser_test import BrowserTest

# What is asked about the order that is on its way, and what its answer has to say.
QUESTIONS = {
    "zh-Hans": ("我的包裹 20251118001 到哪里了", "订单 20251118001 已经发货"),
    "zh-Hant": ("請問我的包裹 20251118001 到哪裡了", "訂單 20251118001 已出貨"),
    "vi": ("đơn 20251118001 của mình tới đâu rồi ạ", "đơn 20251118001 đã gửi"),
    "en": ("where is my parcel 20251118001", "Order 20251118001 is on its way"),
}


class FourLanguages(BrowserTest):
    def ask(self, language):
        self.serve_shop()
        question, answer = QUESTIONS[language]
        customer = self.customer_of(language)
        customer.say(question).sees(answer)
        chat = self.stored_chat(question)
        row = self.current.sql("SELECT language FROM chats WHERE id = ?", chat)[0]
        self.assertEqual(row["language"], language)
        customer.shows_all_of(self.history(chat))

    def test_in_simplified_chinese(self):
        self.ask("zh-Hans")

    def test_in_traditional_chinese(self):
        self.ask("zh-Hant")

    def test_in_vietnamese(self):
        self.ask("vi")

    def test_in_english(self):
        self.ask("en")

    def test_an_order_is_cancelled_with_the_buttons_that_the_bot_offers(self):
        self.serve_shop()
        customer = self.customer_of()
        customer.say("please cancel my order 20251120778")
        customer.sees("why you'd like to cancel").press("ordered by mistake")
        customer.sees("shall I cancel order 20251120778?").press("Yes, cancel it")
        customer.sees(re.compile("Order 20251120778 is cancelled"))
        customer.shows_all_of(self.history(self.stored_chat("please cancel my order 20251120778")))
