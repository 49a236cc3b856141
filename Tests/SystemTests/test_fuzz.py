"""Random calls and conversations: always an answer, never INTERNAL, never an empty bubble."""

import json
import random

from parley_client import CODES
from parley_daemon import SystemTest

WORDS = [
    "how much is delivery", "where is order 20251120782", "20251120778",
    "I want to cancel my order", "I want to return something", "white T-shirt", "it is broken", "talk to a person", "never mind",
    "stop", "go back", "say that again", "why do you need that?", "yes", "no", "hello",
    "anybody there?", "flibbertigibbet wibble", "zzz qqq", "you idiot", "can you speak English?",
    "请说中文", "运费多少", "我要退货", "转人工", "算了", "請問運費多少", "phí ship bao nhiêu vậy shop",
    "mình muốn trả hàng", "thôi khỏi", "+86 138 0013 8000", "a@b.example", "明天下午三点", "320元",
    "{{order}} {{#x}}", "🙂🙂🙂", "?", "1", "字" * 4000, "a " * 2000, "the other order, 20251120779",
]
ORDERS = [
    None, {}, [], 7, "shipped", {"status": None},
    *({"number": "20251120782", "status": status, "items": []} for status in (
        "unpaid", "paid", "shipped", "delivered", "cancelled", "returned", "lost")),
    {"number": "20251120782", "status": "paid", "ship_by": "2020-01-01T00:00:00Z"},
    {"number": "20251120782", "status": "shipped", "eta": "2020-01-01", "last_scan": "x"},
    {"number": "20251120782", "status": "delivered", "last_scan": "2020-01-01T00:00:00Z"},
]
SCRAPS = [
    None, True, False, 0, 1, -1, 2**63 - 1, 1.5, 1e308, "", " ", "c1", "c2", "m", "lin", "x" * 129,
    "a\nb", "\u202e", [], ["c1"], [[]], {}, {"order": "20251120782"}, {"order": {"a": [1]}}, "next",
    "order_track", "order_track.shipped", "nowhere.at_all", ".", "order_cancel.confirm", "busy",
]


class Fuzz(SystemTest):
    def assert_calm(self):
        log = self.current.log_text(100_000)
        self.assertNotIn(" error ", log)
        self.assertNotIn("Fatal", log)
        self.client("bridge").open()
        self.assertEqual(
            self.current.sql(
                "SELECT chat_id FROM escalations WHERE status IN ('waiting', 'claimed') "
                "GROUP BY chat_id HAVING count(*) > 1"), [])

    def test_random_calls_of_every_method_by_every_role(self):
        self.daemon()
        chance = random.Random(11)
        bridge = self.client("bridge")
        for chat in ("c1", "c2"):
            bridge.open(chat)
        methods = {
            method["name"]: [parameter["name"] for parameter in method["params"]]
            for method in bridge.call("rpc.discover")["methods"]
            # A reload in each round would be most of the time.
            if method["name"] not in ("content.reload", "clock.advance")}
        for role in ("bridge", "agent", "admin"):
            client = self.client(role, "lin")
            for start in range(0, 1500, 100):
                lines = []
                for n in range(start, start + 100):
                    method = chance.choice(list(methods))
                    names = methods[method] + ["extra"]
                    params = {
                        name: chance.choice(SCRAPS) for name in names if chance.random() < 0.8}
                    if chance.random() < 0.5 and "chat" in names:
                        params["chat"] = chance.choice(("c1", "c2"))
                    lines.append(
                        {"jsonrpc": "2.0", "id": f"f{n}", "method": method, "params": params})
                client.send_bytes("".join(json.dumps(line) + "\n" for line in lines).encode())
                for line in lines:
                    answer = client.answer_line(line["id"])
                    if "error" in answer:
                        code = answer["error"]["code"]
                        self.assertIn(code, CODES, line)
                        self.assertNotEqual(code, 1901, line)
                        declared = self.declared_errors(bridge)[line["method"]]
                        self.assertIn(code, declared, (line, answer))
        self.assert_calm()

    def test_random_bytes(self):
        self.daemon()
        chance = random.Random(5)
        for _ in range(300):
            client = self.client()
            line = bytearray(
                b'{"jsonrpc":"2.0","id":1,"method":"hello","params":{"protocol":1,"role":"admin"}}')
            for _ in range(chance.randint(1, 6)):
                position = chance.randrange(len(line))
                line[position : position + chance.randint(0, 3)] = chance.randbytes(
                    chance.randint(0, 3))
            client.send_bytes(bytes(line).replace(b"\n", b" ") + b"\n")
            answer = client.ask_raw(b'{"jsonrpc":"2.0","id":"p","method":"ping"}\n')
            while answer.get("id") != "p":
                answer = client.read_line()
            client.close()

    def converse(self, seed):
        self.daemon()
        chance = random.Random(seed)
        self.backend({
            "order.get": lambda arguments: chance.choice(ORDERS),
            "order.cancel": lambda arguments: chance.choice(
                (None, {}, {"ok": True}, {"ok": False}, {"ok": True, "refund_days": 3}, "no"))})
        bridge, admin = self.client("bridge"), self.client("admin")
        agents = [self.client("agent", name) for name in ("lin", "mai")]
        chats = [bridge.open(language=tag) for tag in ("zh-Hans", "zh-Hant", "vi", "en")]
        buttons = {chat: ["human"] for chat in chats}

        def attempt(client, method, **params):
            line = client.answer_line(client.send(method, **params))
            if "error" in line:
                self.assertIn(line["error"]["code"], CODES)
                self.assertNotEqual(line["error"]["code"], 1901, (method, params))
            return line.get("result")

        for n in range(400):
            chat, agent, luck = chance.choice(chats), chance.choice(agents), chance.random()
            if luck < 0.55:
                result = attempt(
                    bridge, "chat.say", chat=chat, text=chance.choice(WORDS), message_id=f"m{n}",
                    more=chance.random() < 0.1)
            elif luck < 0.7:
                result = attempt(
                    bridge, "chat.press", chat=chat, button=chance.choice(buttons[chat]),
                    message_id=f"m{n}")
            elif luck < 0.95:
                method, params = chance.choice((
                    ("queue.claim", {"next": True}), ("queue.claim", {"next": True}),
                    ("agent.say", {"chat": chat, "text": "hello", "message_id": f"m{n}"}),
                    ("agent.return", {"chat": chat}), ("agent.release", {"chat": chat}),
                    ("agent.return", {"chat": chat, "state": "order_track", "slots": {"order": 5}}),
                    ("agent.resolve", {"chat": chat, "outcome": "solved"}),
                    ("agent.note", {"chat": chat, "text": "hm", "message_id": f"n{n}"})))
                result = attempt(agent, method, **params)
            elif luck < 0.97:
                result = attempt(bridge, "chat.close", chat=chat, message_id=f"m{n}")
            else:
                result = attempt(
                    admin, "clock.advance", seconds=chance.choice((1, 5, 60, 310, 90_000)))
            for message in (result or {}).get("messages", []):
                if message.get("buttons"):
                    buttons[message["chat"]] = [button["id"] for button in message["buttons"]]
        for chat in chats:
            messages, after = [], 0
            while len(messages) < bridge.history(chat)["last"]:
                messages += bridge.history(chat, after=after)["messages"]
                after = len(messages)
            self.assert_gapless(messages)
            for message in messages:
                self.assertTrue(message["text"].strip(), message)
                if message["from"] in ("bot", "system"):
                    self.assertNotRegex(message["text"], r"\{\{|\}\}|Optional\(|\bnil\b", message)
                self.assertTrue(admin.call("chat.why", chat=chat, seq=message["seq"])["version"])
        self.assert_calm()

    def test_random_conversations_with_seed_1(self):
        self.converse(1)

    def test_random_conversations_with_seed_2(self):
        self.converse(2)

    def test_random_conversations_with_seed_3(self):
        self.converse(3)
