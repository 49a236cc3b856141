"""The key is a capability: who has it has the chat, and nobody but the browser has it."""

import glob
import os

from parley_bridge import BridgeTest, chat_of
from web_browsers import chat_key


class ChatKey(BridgeTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge()

    def test_the_same_key_is_the_same_chat(self):
        first = self.chat()
        seq = first.tell("hello")
        first.close()
        second = self.customer(first.key)
        texts = [message["text"] for message in second.open()["messages"]]
        self.assertEqual(texts[seq - 1], "hello")

    def test_another_key_is_another_chat(self):
        first = self.chat()
        first.tell("hello")
        for key in (chat_key(), first.key[:-1], first.key + "x", first.key.swapcase()):
            with self.subTest(key), self.customer(key) as other:
                self.assertEqual(other.open()["last"], 1)

    def test_the_daemon_knows_the_chat_by_the_hash_of_the_key(self):
        customer = self.chat()
        rows = self.current.sql("SELECT id FROM chats")
        self.assertEqual([row["id"] for row in rows], [chat_of(customer.key)])
        # Written down, because an upgrade that names chats anew would lose them all.
        self.chat("0123456789012345678901")
        rows = self.current.sql(
            "SELECT id FROM chats WHERE id = 'web-84508525ef51396896c47f207939b24f40b9b9c3'")
        self.assertEqual(len(rows), 1)

    def test_who_knows_the_chat_has_not_the_key(self):
        customer = self.chat()
        customer.tell("hello")
        with self.customer(chat_of(customer.key)) as thief:
            self.assertEqual(thief.open()["last"], 1, "the chat's id opened the chat")

    def test_a_key_that_could_be_guessed_is_refused(self):
        for key in (
            "", "x", "x" * 21, "x" * 65, "x" * 4_000, "0123456789.123456789012",
            "01234567890123456789 1", "0123456789012345678901=", "0123456789012345678901+/",
            "０１２３４５６７８９０１２３４５６７８９０１", "é" * 11, "x" * 21 + "\n", "x" * 21 + "\0",
            None, 1234567890123456789012, ["x" * 22],
        ):
            with self.subTest(str(key)[:30]), self.customer() as customer:
                customer.send("open", key=key)
                self.assertEqual(customer.next("bye")["name"], "BAD_FRAME")
                self.assertEqual(customer.closing(), 1008)
        for key in ("x" * 22, "x" * 64, "-_" * 11):
            with self.subTest(key), self.customer(key) as customer:
                self.assertEqual(customer.open()["last"], 1)
        self.assertEqual(self.current.sql("SELECT count(*) n FROM chats")[0]["n"], 3)

    def test_the_key_stands_in_no_file_and_no_log_and_no_agent_sees_it(self):
        agent = self.client("agent", "lin")
        agent.call("events.subscribe")
        customer = self.customer()
        customer.open(language="en", page="https://shop.example/")
        customer.tell("talk to a person")
        customer.send("say", id="too long", text="x" * 5_000)
        customer.next("refused")
        waiting = agent.call("queue.list")
        claimed = agent.call("queue.claim", chat=chat_of(customer.key))
        agent.event("owner")
        # One that is refused, and one whose daemon dies.
        with self.customer(customer.key + ".") as other:
            other.send("open", key=other.key)
            self.assertEqual(other.closing(), 1008)
        self.assertNotIn(customer.key, str([waiting, claimed, agent.events]))
        self.current.kill()
        customer.next("link", lambda frame: not frame["up"])
        self.web.terminate()
        files = [
            path for path in glob.glob(os.path.join(self.folder, "**"), recursive=True)
            if os.path.isfile(path)]
        names = [os.path.basename(path) for path in files]
        self.assertIn("parley.sqlite", names)
        self.assertEqual(len([name for name in names if name.startswith("log-")]), 2)
        found = 0
        for path in files:
            with open(path, "rb") as file:
                content = file.read()
            self.assertNotIn(customer.key.encode(), content, path)
            found += chat_of(customer.key).encode() in content
        self.assertGreater(found, 0, "looked in the wrong files")
