"""Customer and agent without a mouse; and an input method, whose Enter ends a word."""

from playwright.sync_api import expect

from browser_test import BrowserTest
from desk_page import DeskPage
from keyboard import InputMethod, go_to


class Keyboard(BrowserTest):
    def setUp(self):
        super().setUp()
        self.serve_shop()

    def test_a_customer_needs_no_mouse(self):
        customer = self.shopper()
        keyboard = customer.page.keyboard
        go_to(customer.page, customer.button)
        keyboard.press("Enter")
        expect(customer.field).to_be_focused()
        keyboard.type("please cancel order 20251120778")
        keyboard.press("Enter")
        customer.sees("why you'd like to cancel")
        expect(customer.field).to_have_value("")
        choice = customer.log.get_by_role("button", name="ordered by mistake", exact=True)
        go_to(customer.page, choice, "Shift+Tab")
        keyboard.press("Enter")
        customer.sees("shall I cancel order 20251120778?")
        # After a choice the next word can be written at once.
        expect(customer.field).to_be_focused()
        keyboard.type("yes")
        go_to(customer.page, customer.send)
        keyboard.press("Enter")
        customer.sees("Order 20251120778 is cancelled")
        keyboard.press("Escape")
        expect(customer.log).to_be_hidden()
        expect(customer.button).to_be_focused()

    def test_shift_and_enter_begin_a_new_line(self):
        customer = self.customer_of()
        keyboard = customer.page.keyboard
        keyboard.type("two")
        keyboard.press("Shift+Enter")
        keyboard.type("lines")
        expect(customer.field).to_have_value("two\nlines")
        keyboard.press("Enter")
        customer.sees("lines").sees("Sent")
        expect(customer.field).to_have_value("")
        self.stored_chat("two\nlines")

    def test_an_agent_needs_no_mouse(self):
        customer = self.customer_of().say("talk to a person")
        lin = DeskPage(self.context().new_page(), "lin").visit()
        page, keyboard = lin.page, lin.page.keyboard
        go_to(page, page.get_by_label("Name", exact=True))
        keyboard.type("lin")
        keyboard.press("Tab")
        keyboard.type(self.token("lin"))
        keyboard.press("Enter")
        expect(lin.row("talk to a person")).to_be_visible()
        go_to(page, lin.claim_next)
        keyboard.press("Enter")
        expect(lin.panes.get_by_role("textbox", name="Message", exact=True)).to_be_focused()
        keyboard.type("Hello, Lin here.")
        keyboard.press("Enter")
        customer.sees("Hello, Lin here.")
        go_to(page, lin.panes.get_by_role("button", name="Resolve", exact=True), "Shift+Tab")
        keyboard.press("Enter")
        expect(page.get_by_label("Outcome", exact=True)).to_be_focused()
        keyboard.type("solved")
        keyboard.press("Enter")
        expect(lin.mine.get_by_role("listitem")).to_have_count(0)

    def test_a_shortcut_claims_the_next_chat(self):
        self.customer_of().say("talk to a person")
        lin = self.agent("lin")
        expect(lin.row("talk to a person")).to_be_visible()
        lin.page.keyboard.press("Alt+n")
        expect(lin.panes.get_by_role("textbox", name="Message", exact=True)).to_be_focused()

    def test_the_enter_that_ends_a_word_of_an_input_method_sends_nothing(self):
        customer = self.customer_of("zh-Hans")
        method = InputMethod(customer.page)
        method.compose("yun fei")
        method.press_enter()
        expect(customer.field).to_have_value("yun fei")
        method.commit("运费怎么算")
        expect(customer.field).to_have_value("运费怎么算")
        customer.page.keyboard.press("Enter")
        customer.sees("满 99 元包邮")
        own = [
            message["text"] for message in self.history(self.stored_chat("运费怎么算"))
            if message["from"] == "customer"]
        self.assertEqual(own, ["运费怎么算"])

    def test_the_desk_sends_nothing_either_while_a_word_is_open(self):
        customer = self.customer_of("zh-Hans").say("转人工")
        pane = self.agent("lin").claim("转人工")
        pane.field.click()
        method = InputMethod(pane.field.page)
        method.compose("ni hao")
        method.press_enter()
        expect(pane.field).to_have_value("ni hao")
        method.commit("您好")
        pane.field.press("Enter")
        # The bot's greeting says that, too.
        expect(customer.messages("agent")).to_contain_text("您好")
        agents = [
            message["text"] for message in self.history(self.stored_chat("转人工"))
            if message["from"] == "agent"]
        self.assertEqual(agents, ["您好"])
