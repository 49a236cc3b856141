"""Bad input is normal input: named errors, and nobody else notices."""

import json
import socket
import time

from parley_client import Client, Closed, message_id
from parley_daemon import SystemTest

PING = b'{"jsonrpc":"2.0","id":"p","method":"ping"}\n'


class HostileInput(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()

    def assert_alive(self, client):
        line = client.ask_raw(PING)
        self.assertEqual(line["id"], "p")
        self.assertIn("result", line)

    def test_half_a_line_and_then_nothing(self):
        client = self.client("bridge")
        client.send_bytes(b'{"jsonrpc":"2.0","id":1,"meth')
        client.close()
        self.assert_alive(self.client())

    def test_a_line_of_a_megabyte_is_answered_once_and_skipped(self):
        client = self.client()
        client.send_bytes(b"x" * 500_000)
        line = client.read_line()
        self.assertEqual((line["id"], line["error"]["code"]), (None, 1002))
        client.send_bytes(b"y" * 500_000 + b"\n")
        self.assert_alive(client)

    def test_a_hundred_megabytes_without_a_line_end_cost_no_memory(self):
        client = self.client()
        before = self.current.resident_kilobytes()
        for _ in range(100):
            client.send_bytes(b"z" * 1_000_000)
        client.send_bytes(b"\n")
        self.assertEqual(client.read_line()["error"]["code"], 1002)
        self.assert_alive(client)
        self.assertLess(self.current.resident_kilobytes() - before, 20_000)

    def test_deep_json_is_refused_and_the_deepest_allowed_is_not(self):
        client = self.client()

        def ping(depth):
            # The line's object and its params are two levels.
            nest = b"[" * (depth - 2) + b"]" * (depth - 2)
            return b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":' + nest + b"}}\n"

        self.assertIn("result", client.ask_raw(ping(32)))
        self.assertIn("error", client.ask_raw(ping(33)))
        self.assertIn("error", client.ask_raw(ping(20_000)))
        self.assertIn("error", client.ask_raw(b"[" * 60_000 + b"\n"))
        self.assert_alive(client)

    def test_bad_utf8_in_every_position_is_answered(self):
        client = self.client("bridge")
        chat = client.open()
        for bad in (b"\xff", b"\x80", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80"):
            with self.subTest(bad):
                text = b'{"jsonrpc":"2.0","id":1,"method":"chat.say","params":{"chat":"' + \
                    chat.encode() + b'","message_id":"m","text":"a' + bad + b'b"}}\n'
                line = client.ask_raw(text)
                self.assertEqual((line["id"], line["error"]["code"]), (None, 1001))
        self.assertEqual(client.history(chat)["last"], 1)

    def test_control_characters_in_a_text_are_kept_or_refused_never_fatal(self):
        client = self.client("bridge")
        chat = client.open()
        for number in range(1, 32):
            text = f"a{chr(number)}b"
            self.assertFalse(client.say(chat, text)["duplicate"])
            self.assertIn(text, client.texts(chat))
        self.refused(
            -32602, client, "chat.say", chat=chat, text="a\0b", message_id=message_id())
        # Raw, and not escaped, a control character is no JSON.
        line = client.ask_raw(PING.replace(b'"p"', b'"p\x01"'))
        self.assertEqual(line["error"]["code"], -32700)
        self.assert_alive(client)

    def test_an_http_request_closes_the_connection_before_anything_is_done(self):
        for start in (b"GET / HTTP/1.1\r\n", b"POST / HTTP/1.1\r\n", b"OPTIONS * HTTP/1.1\r\n"):
            with self.subTest(start):
                client = self.client()
                body = PING + b'{"jsonrpc":"2.0","id":1,"method":"hello",' \
                    b'"params":{"protocol":1,"role":"admin"}}\n'
                try:
                    client.send_bytes(start + b"Host: localhost\r\n\r\n" + body)
                    line = client.read_line()
                    self.fail(f"answered {line}")
                except (Closed, BrokenPipeError, ConnectionResetError):
                    pass

    def test_an_http_request_byte_by_byte_is_closed_too(self):
        client = self.client()
        with self.assertRaises((Closed, BrokenPipeError, ConnectionResetError)):
            for byte in b"POST / HTTP/1.1\r\n\r\n" + PING:
                client.send_bytes(bytes([byte]))
            client.read_line()

    def test_only_the_first_bytes_are_looked_at_for_http(self):
        client = self.client()
        self.assert_alive(client)
        self.assertEqual(client.ask_raw(b"GET / HTTP/1.1\n")["error"]["code"], -32700)
        self.assert_alive(client)

    def test_five_hundred_connections_at_once(self):
        clients = [self.client("bridge") for _ in range(500)]
        numbers = [
            client.send("chat.open", chat=f"c{n}", language="en")
            for n, client in enumerate(clients)]
        for n, (client, number) in enumerate(zip(clients, numbers)):
            self.assertEqual(client.answer(number)["chat"], f"c{n}")
        for n, client in enumerate(clients):
            client.send_line(
                {"jsonrpc": "2.0", "id": "s", "method": "chat.say",
                 "params": {"chat": f"c{n}", "text": "delivery cost", "message_id": "m"}})
        self.assertEqual({client.answer("s")["seq"] for client in clients}, {2})

    def test_repeated_request_ids_are_each_answered(self):
        client = self.client()
        client.send_bytes(PING * 200)
        self.assertEqual({client.read_line()["id"] for _ in range(200)}, {"p"})

    def test_huge_and_odd_request_ids_come_back_as_they_are(self):
        client = self.client()
        for id in (2**53, -(2**53), 2**63 - 1, 0, "", "é" * 10_000, "a\nb", None):
            with self.subTest(str(id)[:20]):
                line = client.ask_raw(
                    json.dumps({"jsonrpc": "2.0", "id": id, "method": "ping"}).encode() + b"\n")
                self.assertEqual(line["id"], id)
                self.assertIn("result", line)
        for id in ("1.5", "true", "[]", "{}", "1e400"):
            with self.subTest(id):
                line = client.ask_raw(PING.replace(b'"p"', id.encode()))
                self.assertIn(line["error"]["code"], (-32600, -32700))
                self.assertIsNone(line["id"])
        self.assert_alive(client)

    def test_unknown_fields_are_ignored(self):
        client = self.client("bridge")
        line = client.ask_raw(
            b'{"jsonrpc":"2.0","id":1,"method":"chat.open","extra":[1],'
            b'"params":{"chat":"c1","colour":"red","language":"vi"}}\n')
        self.assertEqual(line["result"]["language"], "vi")

    def test_answers_nobody_asked_for_are_ignored(self):
        for role in ("bridge", "backend"):
            client = self.client(role)
            client.send_bytes(
                b'{"jsonrpc":"2.0","id":1,"result":null}\n'
                b'{"jsonrpc":"2.0","id":"x","error":{"code":1,"message":"m"}}\n')
            self.assert_alive(client)

    def test_naughty_strings_are_stored_and_answered(self):
        client = self.client("bridge")
        chat = client.open()
        for text in (
            "' OR 1=1 --", "{{policy}} {{{x}}} {{#a}}", "%s%n%x", "<script>alert(1)</script>",
            "\u202e\u2066abc\u200b\ufeff", "👩‍👩‍👧‍👦🏳️‍🌈" * 40, "a\u0300" * 1500, "(" * 4000,
            "aaaa" * 1000, "٠١٢٣ ١٢", "ﷺ" * 200,
            "1" * 4000, "転送 " * 1000, "a\u2028b\u2029c", "null", "-0",
        ):
            with self.subTest(text[:20]):
                start = time.monotonic()
                result = client.say(chat, text)
                self.assertLess(time.monotonic() - start, 5)
                stored = client.history(chat, after=result["seq"] - 1, limit=1)["messages"][0]
                self.assertEqual(stored["text"], text)
                for message in result["messages"]:
                    self.assertTrue(message["text"].strip(), "an empty bubble")

    def test_half_an_emoji_becomes_a_replacement_character(self):
        client = self.client("bridge")
        client.open("c1")
        line = client.ask_raw(
            b'{"jsonrpc":"2.0","id":1,"method":"chat.say","params":'
            b'{"chat":"c1","message_id":"m","text":"cut \\ud83d"}}\n')
        self.assertEqual(line["result"]["seq"], 2)
        self.assertEqual(client.history("c1", after=1)["messages"][0]["text"], "cut \ufffd")


class ClientsThatDoNotRead(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def chat_with_a_person(self):
        """A chat in which the bot is silent, so that big messages cost nothing but their bytes."""
        chat, _ = self.waiting_chat(self.bridge)
        self.agent = self.client("agent", "lin")
        self.agent.call("queue.claim", chat=chat)
        return chat

    def test_ten_megabytes_of_events_for_one_that_never_reads_and_nobody_notices(self):
        chat = self.chat_with_a_person()
        lazy = Client(self.current.socket)
        self.addCleanup(lazy.close)
        lazy.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        start = lazy.call("hello", protocol=1, role="bridge")["cursor"]
        lazy.call("events.subscribe")
        other = self.client("bridge")
        before = self.current.resident_kilobytes()
        text, slowest = "字" * 4000, 0.0
        for n in range(900):
            self.bridge.say(chat, text)
            if n % 100 == 0:
                began = time.monotonic()
                other.open()
                slowest = max(slowest, time.monotonic() - began)
        self.assertLess(slowest, 5)
        self.assertLess(self.current.resident_kilobytes() - before, 60_000)
        # Once it reads it has every one of them, in order.
        seen = [lazy.message(chat)["seq"] for _ in range(900)]
        self.assertEqual(seen, list(range(seen[0], seen[0] + 900)))
        self.assertGreater(start, 0)

    def test_a_client_that_asks_and_never_reads_is_not_read_either(self):
        chat = self.chat_with_a_person()
        for _ in range(20):
            self.bridge.say(chat, "字" * 4000)
        rude = self.client("bridge")
        rude.socket.setblocking(False)
        question = json.dumps(
            {"jsonrpc": "2.0", "id": 1, "method": "chat.history",
             "params": {"chat": chat, "limit": 500}}).encode() + b"\n"
        before = self.current.resident_kilobytes()
        sent = 0
        try:
            # Each answer is a quarter of a megabyte; the socket fills up long before the end.
            for _ in range(200_000):
                sent += rude.socket.send(question)
        except BlockingIOError:
            pass
        self.assertLess(sent, 200_000 * len(question), "the daemon went on reading")
        self.bridge.call("ping")
        self.bridge.open()
        self.assertLess(self.current.resident_kilobytes() - before, 60_000)
