"""Every error that a client can meet, by number and name; the connection lives on after each."""

import json

from parley_client import CODES, Client, message_id
from parley_daemon import SystemTest


class Errors(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def assert_line(self, data, code, id=None):
        line = self.bridge.ask_raw(data)
        self.assertEqual(line["id"], id, line)
        self.assertEqual(line["error"]["code"], code, line)
        self.assertEqual(line["error"]["data"]["name"], CODES[code])
        self.bridge.call("ping")

    def test_no_json_is_32700(self):
        for line in (b"hello\n", b"{\n", b'{"jsonrpc":"2.0","id":1,}\n', b"{'id':1}\n", b"\x00\n"):
            with self.subTest(line):
                self.assert_line(line, -32700)

    def test_no_request_is_32600(self):
        self.assert_line(b'{"id":7,"method":"ping"}\n', -32600, 7)
        self.assert_line(b'{"jsonrpc":"1.0","id":7,"method":"ping"}\n', -32600, 7)
        self.assert_line(b'{"jsonrpc":"2.0","id":7,"method":3}\n', -32600, 7)
        self.assert_line(b'{"jsonrpc":"2.0","id":7}\n', -32600, 7)
        self.assert_line(b'{"jsonrpc":"2.0","id":{},"method":"ping"}\n', -32600)
        self.assert_line(b"17\n", -32600)

    def test_a_batch_is_32600(self):
        self.assert_line(b'[{"jsonrpc":"2.0","id":1,"method":"ping"}]\n', -32600)
        self.assert_line(b"[]\n", -32600)

    def test_an_unknown_method_is_32601(self):
        for name in ("chat.shout", "", "PING", "chat.say ", "rpc.nothing"):
            with self.subTest(name):
                self.refused(-32601, self.bridge, name)

    def test_bad_parameters_are_32602_and_named(self):
        chat = self.bridge.open()
        good = {"chat": chat, "text": "hello", "message_id": "m-1"}
        for name, value in (
            ("chat", None), ("chat", ""), ("chat", 5), ("chat", "x" * 129), ("chat", "a\nb"),
            ("text", None), ("text", ""), ("text", " \t\n"), ("text", 7), ("text", "a\0b"),
            ("message_id", None), ("message_id", ""), ("message_id", {}),
            ("message_id", "x" * 129), ("more", "yes"),
        ):
            with self.subTest(name=name, value=value):
                error = self.refused(-32602, self.bridge, "chat.say", **{**good, name: value})
                self.assertIn(name, error.message)
        self.assertEqual(self.bridge.call("chat.say", **good)["duplicate"], False)

    def test_positional_parameters_are_32602(self):
        self.assert_line(
            b'{"jsonrpc":"2.0","id":3,"method":"chat.history","params":["c"]}\n', -32602, 3)

    def test_a_button_that_was_never_offered_is_32602(self):
        chat = self.bridge.open()
        self.refused(
            -32602, self.bridge, "chat.press", chat=chat, button="nonsense", message_id="m")

    def test_bad_utf8_is_1001(self):
        self.assert_line(b'{"jsonrpc":"2.0","id":1,"method":"\xff\xfe"}\n', 1001)
        self.assert_line(b"\xc0\xaf\n", 1001)
        self.assert_line(b'"\xed\xa0\x80"\n', 1001)

    def test_a_line_or_a_text_that_is_too_long_is_1002(self):
        chat = self.bridge.open()
        self.assert_line(b'"' + b"x" * 65535 + b'"\n', 1002)
        self.refused(
            1002, self.bridge, "chat.say", chat=chat, text="字" * 4001, message_id="m")
        self.assertEqual(self.bridge.say(chat, "字" * 4000)["seq"], 2)

    def test_an_unknown_chat_is_1201(self):
        agent = self.client("agent", "lin")
        admin = self.client("admin")
        for client, method, params in (
            (self.bridge, "chat.say", {"text": "hi", "message_id": "m"}),
            (self.bridge, "chat.press", {"button": "human", "message_id": "m"}),
            (self.bridge, "chat.typing", {"on": True}),
            (self.bridge, "chat.seen", {"seq": 1}),
            (self.bridge, "chat.history", {}),
            (self.bridge, "chat.close", {"message_id": "m"}),
            (agent, "queue.claim", {}),
            (agent, "agent.say", {"text": "hi", "message_id": "m"}),
            (agent, "agent.note", {"text": "hi", "message_id": "m"}),
            (agent, "agent.return", {}),
            (agent, "agent.release", {}),
            (agent, "agent.resolve", {"outcome": "solved"}),
            (admin, "chat.why", {"seq": 1}),
            (admin, "understand", {"text": "hi"}),
        ):
            with self.subTest(method):
                self.refused(1201, client, method, chat="nobody-here", **params)

    def test_speaking_in_a_chat_of_the_bot_is_1202(self):
        chat = self.bridge.open()
        agent = self.client("agent", "lin")
        self.refused(1202, agent, "agent.say", chat=chat, text="hi", message_id=message_id())
        self.refused(1202, agent, "agent.return", chat=chat)
        self.refused(1202, agent, "agent.release", chat=chat)
        self.refused(1202, agent, "agent.resolve", chat=chat, outcome="solved")

    def test_a_chat_of_another_agent_is_1203(self):
        chat, escalation = self.waiting_chat(self.bridge)
        self.client("agent", "lin").call("queue.claim", chat=chat)
        mai = self.client("agent", "mai")
        self.refused(1203, mai, "queue.claim", chat=chat)
        self.refused(1203, mai, "queue.claim", escalation=escalation)

    def test_one_chat_more_than_the_capacity_is_1204(self):
        agent = self.client("agent", "lin")
        self.assertEqual(
            agent.call("agent.status", state="available", capacity=1),
            {"load": 0, "capacity": 1})
        first, _ = self.waiting_chat(self.bridge)
        second, _ = self.waiting_chat(self.bridge)
        agent.call("queue.claim", chat=first)
        self.refused(1204, agent, "queue.claim", chat=second)
        self.refused(1204, agent, "queue.claim", next=True)
        # One's own chat answers as the first time, full or not.
        self.assertEqual(agent.call("queue.claim", chat=first)["owner"], "agent:lin")

    def test_a_chat_that_is_closed_is_1205_for_agents(self):
        chat, _ = self.waiting_chat(self.bridge)
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chat)
        self.bridge.call("chat.close", chat=chat, message_id=message_id())
        self.refused(1205, agent, "agent.say", chat=chat, text="hi", message_id=message_id())
        self.refused(1205, agent, "agent.resolve", chat=chat, outcome="solved")

    def test_an_escalation_that_is_over_is_1206(self):
        chat, escalation = self.waiting_chat(self.bridge)
        self.assertEqual(self.bridge.say(chat, "never mind")["owner"], "bot")
        agent = self.client("agent", "lin")
        self.refused(1206, agent, "queue.claim", escalation=escalation)

    def test_a_cursor_from_the_future_is_1301(self):
        self.refused(1301, self.bridge, "events.subscribe", **{"from": 1_000_000})

    def test_the_clock_cannot_be_advanced_unless_it_is_manual(self):
        self.current.terminate()
        self.daemon(clock=None)
        self.refused(1103, self.client("admin"), "clock.advance", seconds=1)

    def test_one_connection_too_many_is_1402_and_the_others_live(self):
        crowd = [self.bridge]
        refusal = None
        for _ in range(1100):
            client = self.client()
            crowd.append(client)
            line = client.ask_raw(b'{"jsonrpc":"2.0","id":1,"method":"ping"}\n')
            if "error" in line:
                refusal = line
                break
        self.assertIsNotNone(refusal, "1,100 connections and no limit")
        self.assertEqual(refusal["error"]["code"], 1402)
        self.assertEqual(refusal["error"]["data"]["name"], "OVERLOADED")
        self.assertGreater(refusal["error"]["data"]["retry_ms"], 0)
        self.assertGreaterEqual(len(crowd), 500)
        self.bridge.call("ping")
        crowd[1].close()
        crowd[2].close()

        def admitted():
            with Client(self.current.socket) as client:
                return "result" in client.ask_raw(
                    json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode() + b"\n")

        self.assertTrue(any(admitted() for _ in range(1000)), "the room is not given back")

    def test_a_notification_is_never_answered_not_even_with_an_error(self):
        for method in ("ping", "chat.shout", "chat.history"):
            self.bridge.send_line({"jsonrpc": "2.0", "method": method})
        line = self.bridge.ask_raw(b'{"jsonrpc":"2.0","id":"last","method":"ping"}\n')
        self.assertEqual(line["id"], "last")
