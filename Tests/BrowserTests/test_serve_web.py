"""`parley serve --web`: the same pages out of the daemon's own process."""

from browser_test import BrowserTest
from order_backend import OrderBackend
from parley_bridge import Bridge


class ServeWeb(BrowserTest):
    def serve_all_in_one(self):
        self.daemon(clock=None, options=["--web", "127.0.0.1:0"])
        self.orders = OrderBackend(self.folder, socket_path=self.current.socket)
        self.addCleanup(self.orders.kill)
        self.orders.start()
        self.web = Bridge(self.folder, self.current.socket, inside=self.current)
        self.web.wait_until_ready()
        self.web.wait_until_linked()

    def test_a_customer_and_an_agent_meet(self):
        self.serve_all_in_one()
        customer = self.customer_of("zh-Hant")
        customer.say("請問我的包裹 20251118001 到哪裡了").sees("20251118001 已出貨")
        customer.say("找真人客服")
        pane = self.agent("lin").claim("找真人客服")
        pane.say("您好，我是小林。")
        customer.sees("您好，我是小林。").shows_all_of(
            self.history(self.stored_chat("找真人客服")))
