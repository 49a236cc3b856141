"""However the bytes are cut, the same lines come out."""

import json
import socket

from parley_daemon import SystemTest


def line(id, method, **params):
    return json.dumps(
        {"jsonrpc": "2.0", "id": id, "method": method, "params": params},
        ensure_ascii=False).encode() + b"\n"


class Framing(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()

    def test_one_byte_at_a_time(self):
        client = self.client()
        stream = (
            line(1, "hello", protocol=1, role="bridge")
            + line(2, "chat.open", chat="c1", language="zh-Hant")
            + line(3, "chat.say", chat="c1", text="請問運費多少 🙂", message_id="m-1"))
        for index in range(len(stream)):
            client.send_bytes(stream[index : index + 1])
        self.assertEqual(client.answer(1)["role"], "bridge")
        self.assertEqual(client.answer(2)["language"], "zh-Hant")
        self.assertEqual(client.answer(3)["seq"], 2)
        self.assertIn("請問運費多少 🙂", client.texts("c1"))

    def test_many_lines_in_one_write_are_answered_in_order(self):
        client = self.client("bridge")
        client.open("c1")
        stream = b"".join(
            line(f"q{n}", "chat.say", chat="c1", text=f"number {n}", message_id=f"m-{n}")
            if n % 3 else line(f"q{n}", "ping") for n in range(600))
        client.send_bytes(stream)
        ids = [client.read_line()["id"] for _ in range(600)]
        self.assertEqual(ids, [f"q{n}" for n in range(600)])
        said = [
            message["text"] for message in self.whole_history(client, "c1")
            if message["from"] == "customer"]
        self.assertEqual(said, [f"number {n}" for n in range(600) if n % 3])

    def whole_history(self, client, chat):
        messages = []
        while True:
            page = client.history(chat, after=len(messages))
            messages += page["messages"]
            if len(messages) == page["last"]:
                self.assert_gapless(messages)
                return messages

    def test_a_cr_before_the_lf_is_dropped_and_empty_lines_are_none(self):
        client = self.client()
        client.send_bytes(b"\n\r\n\n" + line(1, "ping").replace(b"\n", b"\r\n") + b"\r\n")
        client.send_bytes(line(2, "ping"))
        self.assertEqual([client.read_line()["id"], client.read_line()["id"]], [1, 2])

    def test_the_longest_line_fits_and_one_byte_more_does_not(self):
        client = self.client()
        ping = '{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"%s"}}'
        fits = ping % ("x" * (65536 - len(ping % "")))
        self.assertEqual(len(fits), 65536)
        self.assertIn("result", client.ask_raw(fits.encode() + b"\n"))
        self.assertIn("result", client.ask_raw(fits.encode() + b"\r\n"))
        over = ping % ("x" * (65537 - len(ping % "")))
        self.assertEqual(client.ask_raw(over.encode() + b"\n")["error"]["code"], 1002)
        client.call("ping")

    def test_requests_sent_before_the_client_stops_sending_are_answered(self):
        client = self.client("bridge")
        client.open("c1")
        numbers = [client.send("chat.say", chat="c1", text="hi", message_id=f"m{n}")
                   for n in range(50)]
        client.socket.shutdown(socket.SHUT_WR)
        self.assertEqual(len([client.answer(number)["seq"] for number in numbers]), 50)

    def test_what_was_said_is_found_by_a_history_in_the_same_write(self):
        client = self.client("bridge")
        client.open("c1")
        client.send_bytes(
            line("a", "chat.say", chat="c1", text="hello there", message_id="m")
            + line("b", "chat.history", chat="c1"))
        self.assertEqual(client.read_line()["id"], "a")
        self.assertIn("hello there", [m["text"] for m in client.read_line()["result"]["messages"]])
