"""Who a client is, and what works before it said so."""

import json
import os
import unittest

from parley_client import Client, ParleyError
from parley_daemon import SystemTest

NOBODY = 65534


class Handshake(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()

    def test_hello_tells_who_is_there_and_what_fits(self):
        hello = self.client().call("hello", protocol=1, role="bridge", name="web-1")
        self.assertEqual(
            hello,
            {
                "protocol": 1, "server": hello["server"], "role": "bridge", "cursor": 0,
                "limits": {"max_line": 65536, "max_text": 4000},
            })
        self.assertRegex(hello["server"], r"^parley/\d+\.\d+\.\d+$")

    def test_ping_and_discover_work_before_hello_and_nothing_else_does(self):
        client = self.client()
        self.assertRegex(client.call("ping")["version"], r"^\d+\.\d+\.\d+$")
        document = client.call("rpc.discover")
        self.assertTrue(document["openrpc"].startswith("1."))
        for method in document["methods"]:
            if method["name"] in ("hello", "ping", "rpc.discover"):
                continue
            with self.subTest(method["name"]):
                self.refused(1101, client, method["name"])
        client.call("ping")

    def test_discover_lists_every_method_with_its_roles(self):
        document = self.client().call("rpc.discover")
        roles = {method["name"]: set(method["x-roles"]) for method in document["methods"]}
        expected = {
            "chat.open": {"bridge"}, "chat.say": {"bridge"}, "chat.press": {"bridge"},
            "chat.typing": {"bridge"}, "chat.seen": {"bridge"},
            "chat.history": {"bridge", "agent", "admin"}, "chat.close": {"bridge", "admin"},
            "agent.status": {"agent"}, "agent.chats": {"agent"}, "queue.list": {"agent"},
            "queue.claim": {"agent"}, "agent.say": {"agent"}, "agent.note": {"agent"},
            "agent.return": {"agent"}, "agent.release": {"agent"}, "agent.resolve": {"agent"},
            "agent.typing": {"agent"},
            "backend.serve": {"backend"}, "understand": {"admin", "agent"},
            "chat.why": {"admin", "agent"}, "content.reload": {"admin"},
            "clock.advance": {"admin"},
        }
        everybody = {"bridge", "agent", "backend", "admin"}
        for name in ("hello", "ping", "rpc.discover", "events.subscribe"):
            expected[name] = everybody
        self.assertEqual({name: roles.get(name) for name in expected}, expected)

    def test_discover_names_each_error_of_a_method_once(self):
        for method in self.client().call("rpc.discover")["methods"]:
            codes = [error["code"] for error in method["errors"]]
            self.assertEqual(sorted(codes), sorted(set(codes)), method["name"])

    def test_discover_says_the_same_to_every_role(self):
        documents = [
            self.client(role, name="n").call("rpc.discover")
            for role in ("bridge", "agent", "backend", "admin")]
        texts = {json.dumps(document, sort_keys=True) for document in documents}
        self.assertEqual(len(texts), 1)

    def test_a_method_of_another_role_is_denied_and_the_connection_lives(self):
        bridge = self.client("bridge")
        self.refused(1103, bridge, "queue.list")
        self.refused(1103, bridge, "content.reload")
        agent = self.client("agent", "lin")
        self.refused(1103, agent, "chat.say", chat="c", text="hi", message_id="m")
        admin = self.client("admin")
        self.refused(1103, admin, "chat.open")
        self.assertEqual(bridge.call("ping"), agent.call("ping"))

    def test_every_role_may_subscribe_to_events(self):
        for role in ("bridge", "agent", "backend", "admin"):
            with self.subTest(role):
                client = self.client(role, name="n")
                self.assertEqual(client.call("events.subscribe")["replayed"], 0)

    def test_a_second_hello_is_denied(self):
        client = self.client("bridge")
        self.refused(1103, client, "hello", protocol=1, role="admin")
        self.refused(1103, client, "content.reload")

    def test_another_version_of_the_protocol_is_refused_by_name(self):
        client = self.client()
        for version in (0, 2, 99):
            self.refused(1102, client, "hello", protocol=version, role="bridge")
        self.refused(-32602, client, "hello", protocol="1", role="bridge")
        self.refused(-32602, client, "hello", role="bridge")
        self.assertEqual(client.call("hello", protocol=1, role="bridge")["role"], "bridge")

    def test_an_unknown_role_or_a_nameless_agent_is_a_bad_parameter(self):
        client = self.client()
        self.refused(-32602, client, "hello", protocol=1, role="root")
        self.refused(-32602, client, "hello", protocol=1, role="agent")
        self.refused(-32602, client, "hello", protocol=1, role="agent", name="")
        self.refused(-32602, client, "hello", protocol=1, role="agent", name="a\tb")
        client.call("hello", protocol=1, role="agent", name="lin")

    def as_nobody(self):
        """What another user's hello and ping come to, as names of errors or `connected`."""
        read, write = os.pipe()
        child = os.fork()
        if not child:
            outcome = []
            os.setuid(NOBODY)
            for role in ("bridge", "admin", "agent"):
                try:
                    Client(self.current.socket).call("hello", protocol=1, role=role, name="eve")
                    outcome.append("connected")
                except ParleyError as error:
                    outcome.append(error.name)
                except OSError as error:
                    outcome.append(type(error).__name__)
            os.write(write, json.dumps(outcome).encode())
            os._exit(0)
        os.close(write)
        with open(read, "rb") as pipe:
            outcome = json.loads(pipe.read())
        os.waitpid(child, 0)
        return outcome

    @unittest.skipUnless(os.geteuid() == 0, "becoming another user takes root")
    def test_another_user_cannot_connect_and_needs_a_token_where_the_operator_lets_him(self):
        os.chmod(self.folder, 0o755)
        self.assertEqual(self.as_nobody(), ["PermissionError"] * 3)
        os.chmod(self.current.socket, 0o666)
        self.assertEqual(self.as_nobody(), ["DENIED"] * 3)

    def test_a_wrong_token_is_denied_whatever_the_user(self):
        for role in ("bridge", "agent", "admin"):
            with self.subTest(role):
                client = self.client()
                self.refused(
                    1103, client, "hello", protocol=1, role=role, name="lin", token="nonsense")
                self.refused(1101, client, "chat.history", chat="c")
