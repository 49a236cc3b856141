"""Agents in their browsers: who they are, what they may, and what they see."""

import contextlib
import json
import threading

from parley_bridge import BridgeTest, chat_of
from parley_client import CODES, ParleyError, message_id
from web_client import BINARY, PING, PONG, TEXT, Refused


class AgentTest(BridgeTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.tokens = self.make_tokens("lin", "mai")
        self.bridge()

    def agent(self, name="lin"):
        return self.desk(name, self.tokens[name])

    def waiting(self, text="talk to a person", language="en"):
        """A customer who waits for a person, and the chat's id."""
        customer = self.chat(language=language)
        customer.tell(text)
        customer.next("queue")
        return customer, chat_of(customer.key)

    def assert_denied(self, code, method, desk, **params):
        with self.assertRaises(ParleyError) as caught:
            desk.call(method, **params)
        error = caught.exception
        self.assertEqual((error.code, error.name), (code, CODES[code]), error.message)
        self.assertTrue(error.message)
        return error


class SigningIn(AgentTest):
    def test_name_and_token_open_the_desk(self):
        desk = self.agent()
        self.assertEqual((desk.hello["role"], desk.hello["protocol"]), ("agent", 1))
        self.assertEqual(desk.call("queue.list"), {"waiting": []})
        self.assertIn("agents\":1", self.web.health().text)

    def test_without_a_right_token_nobody_is_let_in(self):
        for params in (
            {"name": "lin"}, {"name": "lin", "token": ""}, {"name": "lin", "token": None},
            {"name": "lin", "token": "wrong"}, {"name": "lin", "token": self.tokens["mai"]},
            {"name": "mai", "token": self.tokens["lin"]},
            {"name": "LIN", "token": self.tokens["lin"]},
            {"name": "", "token": self.tokens["lin"]}, {"token": self.tokens["lin"]},
            {"name": "lin", "token": self.tokens["lin"] + " "},
            {"name": "lin", "token": self.tokens["lin"][:-1]},
            {"name": "lin", "token": [self.tokens["lin"]]}, {"name": "lin", "token": True},
        ):
            with self.subTest(str(params)), self.desk() as desk:
                self.assert_denied(1103, "hello", desk, protocol=1, role="agent", **params)
        self.assertIn("agents\":0", self.web.health().text)

    def test_a_wrong_token_ends_the_connection(self):
        desk = self.desk()
        self.assert_denied(1103, "hello", desk, protocol=1, name="lin", token="wrong")
        self.assertEqual(desk.closing(), 1008)

    def test_a_token_makes_nobody_more_than_an_agent(self):
        for role in ("admin", "bridge", "backend", "agent", None):
            with self.subTest(role), self.desk() as desk:
                hello = desk.call(
                    "hello", protocol=1, role=role, name="lin", token=self.tokens["lin"])
                self.assertEqual(hello["role"], "agent")
                self.assert_denied(1103, "content.reload", desk)

    def test_nothing_works_before_hello(self):
        for method in ("queue.list", "events.subscribe", "agent.chats", "chat.history", "ping"):
            with self.subTest(method), self.desk() as desk:
                self.assert_denied(1101, method, desk)

    def test_one_hello_a_connection(self):
        desk = self.agent()
        self.assert_denied(
            1103, "hello", desk, protocol=1, role="agent", name="mai", token=self.tokens["mai"])
        desk.call("ping")

    def test_another_version_of_the_protocol_is_told(self):
        desk = self.desk()
        self.assert_denied(
            1102, "hello", desk, protocol=2, role="agent", name="lin", token=self.tokens["lin"])

    def test_guessing_is_limited(self):
        limited = None
        for _ in range(30):
            with self.desk() as desk:
                with self.assertRaises(ParleyError) as caught:
                    desk.call("hello", protocol=1, name="lin", token="guess")
                if caught.exception.name == "RATE_LIMITED":
                    limited = caught.exception
                    break
        self.assertIsNotNone(limited, "thirty guesses in a row")
        self.assertGreater(limited.data["retry_ms"], 0)

    def test_a_page_on_another_origin_may_not_even_ask(self):
        with self.assertRaises(Refused) as caught:
            self.desk("lin", self.tokens["lin"], origin="https://example.com")
        self.assertEqual(caught.exception.status, 403)


class Rights(AgentTest):
    def test_only_the_methods_of_an_agent_pass(self):
        desk = self.agent()
        methods = self.client().call("rpc.discover")["methods"]
        others = [
            method["name"] for method in methods
            if not {"agent", "any"} & set(method["x-roles"])]
        self.assertIn("chat.say", others)
        self.assertIn("content.reload", others)
        for method in others:
            with self.subTest(method):
                self.assert_denied(1103, method, desk)

    def test_nobody_speaks_as_the_customer(self):
        customer, chat = self.waiting()
        desk = self.agent()
        desk.call("queue.claim", chat=chat)
        for method in ("chat.say", "chat.open", "chat.press", "chat.typing", "chat.close"):
            self.assert_denied(
                1103, method, desk, chat=chat, text="I agree", message_id="m", button="done")
        self.assertEqual(
            [row["text"] for row in self.stored(customer.key) if row["speaker"] == "customer"],
            ["talk to a person"])

    def test_what_is_no_request_is_answered_and_the_connection_lives(self):
        desk = self.agent()
        for text in ("", "hello", "[]", "{}", '{"jsonrpc":"2.0","id":1}', "[" * 1_000, "null",
                     '{"jsonrpc":"1.0","id":1,"method":"ping"}'):
            with self.subTest(text[:20]):
                desk.send_text(text)
                line = json.loads(desk.read_text())
                self.assertIn(line["error"]["code"], (-32700, -32600))
                self.assertIn(line["id"], (None, 1))
        # An answer, or a request that wants none, is nobody's question.
        desk.send_text('{"jsonrpc":"2.0","id":1,"result":null}')
        desk.send_text('{"jsonrpc":"2.0","method":"ping"}')
        self.assertIn("version", desk.call("ping"))

    def test_bad_frames_end_it(self):
        for code, opcode, data in (
            (1003, BINARY, b"{}"), (1009, TEXT, b"x" * 65_537),
        ):
            with self.subTest(code), self.agent() as desk:
                desk.send_frame(opcode, data)
                self.assertEqual(desk.closing(), code)
        desk = self.agent()
        desk.send_frame(PING, b"x")
        self.assertEqual(desk.read_frame().opcode, PONG)

    def test_asking_is_limited_and_the_connection_lives(self):
        desk = self.agent()
        numbers = [desk.send("ping") for _ in range(300)]
        refused = []
        for number in numbers:
            try:
                desk.answer_of(number)
            except ParleyError as error:
                self.assertEqual(error.name, "RATE_LIMITED")
                refused.append(error.data["retry_ms"])
        self.assertGreater(len(refused), 20)
        self.assertLess(len(refused), 120)
        threading.Event().wait(max(refused) / 1_000)
        desk.call("ping")


class Working(AgentTest):
    def test_a_chat_from_the_queue_to_its_end(self):
        customer, chat = self.waiting("I want to talk to a person about <b>socks</b>")
        desk = self.agent()
        desk.call("events.subscribe")
        waiting = desk.call("queue.list")["waiting"]
        self.assertEqual([(row["chat"], row["language"]) for row in waiting], [(chat, "en")])
        claimed = desk.call("queue.claim", escalation=waiting[0]["escalation"])
        self.assertEqual(claimed["owner"], "agent:lin")
        self.assertEqual(
            customer.next("owner"), {"type": "owner", "owner": "agent", "name": "lin"})
        id = message_id()
        said = desk.call("agent.say", chat=chat, text="您好 Xin chào 👋", message_id=id)
        self.assertFalse(said["duplicate"])
        self.assertTrue(desk.call(
            "agent.say", chat=chat, text="您好 Xin chào 👋", message_id=id)["duplicate"])
        heard = customer.message("您好", "agent")
        self.assertEqual((heard["name"], heard["text"]), ("lin", "您好 Xin chào 👋"))
        seq = customer.tell("thank you!")
        self.assertEqual(
            desk.event("message", chat, lambda event: event["message"]["seq"] == seq)
            ["message"]["text"], "thank you!")
        desk.call("agent.note", chat=chat, text="a regular", message_id=message_id())
        desk.event("note", chat)
        self.assertEqual(desk.call("chat.history", chat=chat)["last"], seq)
        self.assertIn("rule", desk.call("chat.why", chat=chat, seq=2))
        self.assertIn("intent", desk.call("understand", text="where is my parcel"))
        self.assertEqual(desk.call("agent.return", chat=chat), {"owner": "bot"})
        customer.next("owner", lambda frame: frame["owner"] == "bot")
        customer.tell("talk to a person")
        desk.call("queue.claim", chat=chat)
        desk.call("agent.resolve", chat=chat, outcome="solved", label="order.track")
        customer.next("owner", lambda frame: frame["owner"] == "nobody")
        rows = self.current.sql("SELECT * FROM escalations ORDER BY id")
        self.assertEqual([row["outcome"] for row in rows], ["returned", "solved"])
        # Notes are for agents only.
        self.assertNotIn("a regular", str(customer.shown))

    def test_of_two_who_claim_at_once_one_has_it(self):
        desks = [self.agent("lin"), self.agent("mai")]
        for _ in range(10):
            _, chat = self.waiting()
            numbers = [desk.send("queue.claim", chat=chat) for desk in desks]
            owners, refused = [], []
            for desk, number in zip(desks, numbers):
                try:
                    owners.append(desk.answer_of(number)["owner"])
                except ParleyError as error:
                    refused.append(error.name)
            self.assertEqual((len(owners), refused), (1, ["ALREADY_CLAIMED"]))
            rows = self.current.sql("SELECT owner FROM chats WHERE id = ?", chat)
            self.assertEqual(rows[0]["owner"], owners[0])
            holder = desks[0] if owners[0] == "agent:lin" else desks[1]
            holder.call("agent.resolve", chat=chat, outcome="solved")

    def test_the_desk_goes_on_from_its_cursor(self):
        customer, chat = self.waiting()
        desk = self.agent()
        desk.call("events.subscribe", **{"from": 0})
        last = desk.event("message", chat)["cursor"]
        desk.close()
        seq = customer.tell("still there?")
        desk = self.agent()
        replayed = desk.call("events.subscribe", **{"from": last})["replayed"]
        self.assertGreater(replayed, 0)
        desk.event("message", chat, lambda event: event["message"]["seq"] == seq)

    def test_a_daemon_that_restarts_says_come_again(self):
        desk = self.agent()
        self.current.restart()
        self.assertEqual(desk.closing(), 1012)
        self.web.wait_until_linked()
        self.agent().call("queue.list")

    def test_without_a_daemon_the_desk_is_told_to_come_again(self):
        self.current.kill()
        desk = self.desk()
        desk.send("hello", protocol=1, role="agent", name="lin", token=self.tokens["lin"])
        self.assertEqual(desk.closing(), 1012)

    def test_a_desk_that_does_not_read_costs_bounded_memory_and_gets_all_of_it(self):
        customer, chat = self.waiting()
        bare = self.client("agent", "mai")
        bare.call("queue.claim", chat=chat)
        slow = self.desk(receive_buffer=4_096)
        slow.call("hello", protocol=1, role="agent", name="lin", token=self.tokens["lin"])
        start = slow.call("events.subscribe")["cursor"]
        before = self.web.resident_kilobytes()
        self.assertGreater(start, 0)
        for _ in range(60):
            numbers = [
                bare.send("agent.say", chat=chat, text="字" * 1_000, message_id=message_id())
                for _ in range(50)]
            last = [bare.answer(number)["seq"] for number in numbers][-1]
        self.assertLess(self.web.resident_kilobytes() - before, 30_000)
        seqs = []
        while not seqs or seqs[-1] < last:
            seqs.append(slow.event("message", chat)["message"]["seq"])
        self.assertEqual(seqs, list(range(last - 2_999, last + 1)))

    def test_one_who_leaves_leaves_the_daemon_too(self):
        self.agent().call("agent.status", state="away")
        watcher = self.client("agent", "mai")
        watcher.call("events.subscribe")
        for _ in range(5):
            with self.agent() as desk:
                desk.call("agent.status", state="available")
        # Otherwise they would hold connections until the daemon has no more.
        descriptors = f"/proc/{self.web.pid}/fd"
        import os
        import time
        end, pause = time.monotonic() + 10, threading.Event()
        while len(os.listdir(descriptors)) > 40 and time.monotonic() < end:
            pause.wait(0.05)
        self.assertLess(len(os.listdir(descriptors)), 40)
        with contextlib.suppress(ParleyError):
            watcher.call("ping")
