"""The bot does not know what to say: a person takes over, in another browser."""

from playwright.sync_api import expect

from browser_test import BrowserTest

# Nothing that the shop's rules could cover.
RIDDLES = ["flurbs wimble quonk", "zorp the grindle", "mibble frotz unplorp"]


class Agents(BrowserTest):
    def setUp(self):
        super().setUp()
        self.serve_shop()

    def baffle(self, customer):
        """Says what the bot cannot understand until it gives up."""
        for number, riddle in enumerate(RIDDLES, 1):
            customer.say(riddle)
            expect(customer.messages("bot")).to_have_count(1 + number)
        return customer.sees("get a person to help you").sees("number 1 in the queue")

    def test_an_unmatched_chat_is_answered_handed_back_and_later_resolved_by_a_person(self):
        lin = self.agent("lin")
        customer = self.baffle(self.customer_of())
        pane = lin.claim(RIDDLES[2])
        customer.sees("lin has joined the chat")
        for riddle in RIDDLES:
            pane.sees(riddle)
        pane.say("A quonk is a kind of kettle. Anything else?")
        customer.sees("A quonk is a kind of kettle.").say("yes: where is 20251118001")
        pane.sees("yes: where is 20251118001").return_to_bot()
        customer.sees("My colleague has handed you back")
        customer.say("where is 20251118001").sees("Order 20251118001 is on its way")
        customer.say("I want to talk to a person").sees("passing you to one of my colleagues")
        pane = lin.claim("I want to talk to a person")
        pane.sees("Order 20251118001 is on its way").say("It comes on Wednesday.")
        customer.sees("It comes on Wednesday.")
        pane.resolve("solved", "order.track")
        expect(lin.mine.get_by_role("listitem")).to_have_count(0)
        chat = self.stored_chat("It comes on Wednesday.")
        rows = self.current.sql(
            "SELECT status, outcome, label FROM escalations WHERE chat_id = ? ORDER BY id", chat)
        self.assertEqual(
            [tuple(row.values()) for row in rows],
            [("resolved", "returned", None), ("resolved", "solved", "order.track")])
        history = self.history(chat)
        self.assert_gapless(history)
        customer.shows_all_of(history)

    def test_who_waits_sees_the_place_in_the_queue_move_up(self):
        first, second = self.customer_of(), self.customer_of()
        first.say("talk to a person").sees("number 1 in the queue")
        second.say("human please").sees("number 2 in the queue")
        expect(second.status).to_contain_text("number 2")
        self.agent("lin").claim("talk to a person")
        expect(second.status).to_contain_text("number 1")

    def test_of_two_agents_one_gets_the_chat_and_the_other_sees_who(self):
        lin, mei = self.agent("lin"), self.agent("mei")
        customer = self.customer_of()
        customer.say("talk to a person")
        # Both look at it before either has it.
        for agent in (lin, mei):
            expect(agent.row("talk to a person")).to_be_visible()
        mei.look("talk to a person")
        lin.claim("talk to a person").say("I am Lin.")
        expect(mei.row("talk to a person")).to_have_count(0)
        expect(mei.panes.get_by_text("lin has this chat now.")).to_be_visible()
        customer.sees("I am Lin.")

    def test_the_desk_shows_the_language_the_reason_and_what_is_known(self):
        lin = self.agent("lin")
        self.customer_of("vi").say("cho mình gặp nhân viên")
        row = lin.row("cho mình gặp nhân viên")
        expect(row).to_contain_text("Tiếng Việt")
        expect(row).to_contain_text("Asked for a person")

    def test_each_sees_when_the_other_types(self):
        lin = self.agent("lin")
        customer = self.customer_of()
        customer.say("talk to a person")
        pane = lin.claim("talk to a person")
        customer.field.press_sequentially("my ord")
        expect(pane.region.get_by_text("The customer is typing…")).to_be_visible()
        pane.field.press_sequentially("let me")
        expect(customer.panel.get_by_text("lin is typing")).to_be_visible()

    def test_a_wrong_token_is_refused_and_nothing_is_shown(self):
        token = self.token("lin")
        page = self.context().new_page()
        page.goto("/desk")
        page.get_by_label("Name", exact=True).fill("lin")
        page.get_by_label("Token", exact=True).fill(token[:-1] + "x")
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        expect(page.get_by_role("list", name="Waiting", exact=True)).to_have_count(0)

    def test_several_chats_are_open_side_by_side(self):
        lin = self.agent("lin", viewport={"width": 1600, "height": 900})
        asked = ["talk to a person", "a human, please", "agent please"]
        customers = [self.customer_of().say(text) for text in asked]
        panes = [lin.claim(text) for text in asked]
        for pane in panes:
            expect(pane.field).to_be_visible()
        for pane, customer in zip(panes, customers):
            pane.say(f"this is for {pane.name}")
            customer.sees(f"this is for {pane.name}")
