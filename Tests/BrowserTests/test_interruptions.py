"""Whatever goes away for a while: nothing is lost, nothing comes twice, and the order stays."""

from playwright.sync_api import expect

from browser_test import AWAY, BrowserTest
from parley_bridge import free_port


class Interruptions(BrowserTest):
    def setUp(self):
        super().setUp()
        self.allowed = [AWAY]

    def settled(self, customer, *said):
        """Everything was said once, and the widget shows what is stored."""
        chat = self.stored_chat(said[0])
        history = self.history(chat)
        self.assert_gapless(history)
        own = [message["text"] for message in history if message["from"] == "customer"]
        self.assertEqual(own, list(said))
        customer.shows_all_of(history)

    def test_the_daemon_is_killed_and_what_the_customer_writes_meanwhile_arrives_once(self):
        self.serve_shop()
        customer = self.customer_of()
        customer.say("how much is delivery").sees("Delivery is free")
        self.current.kill()
        self.web.wait_until_linked(False)
        expect(customer.status).to_contain_text("Reconnecting")
        # Nothing that needs the order backend, which has to find the new daemon first.
        customer.say("which ways can I pay")
        customer.say("how long does delivery take")
        self.current.start()
        customer.sees("We take all the major cards").sees("We ship within")
        expect(customer.status).not_to_contain_text("Reconnecting")
        self.settled(
            customer, "how much is delivery", "which ways can I pay",
            "how long does delivery take")

    def test_the_daemon_is_killed_while_the_customer_waits_for_an_answer(self):
        self.serve_shop()
        customer = self.customer_of()
        # Without a backend the answer cannot be there before the daemon is gone.
        self.orders.process.send_signal(19)
        customer.say("where is 20251118001")
        self.current.kill()
        self.orders.process.send_signal(18)
        self.current.start()
        # The question has the number, too, and stands there before it is stored.
        expect(customer.messages("bot").filter(has_text="20251118001")).to_have_count(1)
        self.settled(customer, "where is 20251118001")

    def test_the_daemon_is_killed_in_the_middle_of_a_talk_with_a_person(self):
        self.serve_shop()
        lin, customer = self.agent("lin"), self.customer_of()
        customer.say("talk to a person")
        pane = lin.claim("talk to a person")
        pane.say("Lin here.")
        customer.sees("Lin here.")
        self.current.kill()
        self.web.wait_until_linked(False)
        customer.say("are you still there?")
        pane.say("one moment, please")
        self.current.start()
        pane.sees("are you still there?")
        customer.sees("one moment, please")
        customer.say("thank you")
        pane.sees("thank you")
        self.settled(customer, "talk to a person", "are you still there?", "thank you")

    def test_the_bridge_is_killed_and_comes_back_at_the_same_address(self):
        self.serve_shop(listen=f"127.0.0.1:{free_port()}")
        customer = self.customer_of()
        customer.say("how much is delivery").sees("Delivery is free")
        self.web.kill()
        expect(customer.status).to_contain_text("Reconnecting")
        customer.say("which ways can I pay")
        self.web.start()
        customer.sees("We take all the major cards")
        expect(customer.status).not_to_contain_text("Reconnecting")
        self.settled(customer, "how much is delivery", "which ways can I pay")

    def test_the_network_goes_and_comes_back(self):
        self.serve_shop()
        customer = self.customer_of()
        customer.say("how much is delivery").sees("Delivery is free")
        customer.page.context.set_offline(True)
        expect(customer.status).to_contain_text("Reconnecting")
        customer.say("which ways can I pay")
        customer.page.context.set_offline(False)
        customer.sees("We take all the major cards")
        self.settled(customer, "how much is delivery", "which ways can I pay")

    def test_what_was_written_offline_survives_a_reload(self):
        self.serve_shop()
        customer = self.customer_of()
        customer.say("how much is delivery").sees("Delivery is free")
        self.current.kill()
        self.web.wait_until_linked(False)
        customer.say("which ways can I pay")
        customer.page.reload()
        customer.sees("which ways can I pay")
        self.current.start()
        customer.sees("We take all the major cards")
        self.settled(customer, "how much is delivery", "which ways can I pay")

    def test_a_reload_shows_the_same_chat_again(self):
        self.serve_shop()
        customer = self.customer_of()
        customer.say("how much is delivery").sees("Delivery is free")
        customer.field.fill("half a sent")
        customer.page.reload()
        # The panel was open, so it is open again, with what was being written.
        customer.sees("Delivery is free")
        expect(customer.field).to_have_value("half a sent")
        customer.say("which ways can I pay").sees("We take all the major cards")
        self.settled(customer, "how much is delivery", "which ways can I pay")

    def test_two_tabs_show_one_chat(self):
        self.serve_shop()
        one = self.customer_of()
        one.say("how much is delivery").sees("Delivery is free")
        other = one.another_tab()
        other.sees("Delivery is free").say("which ways can I pay")
        for tab in (one, other):
            tab.sees("We take all the major cards")
        one.say("where is 20251118001")
        other.sees("where is 20251118001")
        for tab in (one, other):
            tab.sees("20251118001 is on its way")
            self.settled(
                tab, "how much is delivery", "which ways can I pay", "where is 20251118001")

    def test_the_desk_survives_a_reload(self):
        self.serve_shop()
        lin, customer = self.agent("lin"), self.customer_of()
        customer.say("talk to a person")
        pane = lin.claim("talk to a person")
        pane.say("Lin here.")
        lin.page.reload()
        pane.sees("Lin here.").say("And back again.")
        customer.sees("And back again.")
        self.settled(customer, "talk to a person")
