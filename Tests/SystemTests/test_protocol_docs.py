"""Every example session of docs/protocol.md, run against a fresh daemon.

In a block that is marked ```session a line `→ {…}` is sent and a line `← {…}` is the next thing
that must come back, and nothing else may. `A→`, `B←` name a connection; without a name it is one
connection. `…` as a value, or within a string, stands for anything.
"""

import json
import os
import re
import subprocess
import sys

from parley_daemon import REPOSITORY, SystemTest

DOCUMENT = os.path.join(REPOSITORY, "docs", "protocol.md")
LINE = re.compile(r"^([A-Z]?)([→←]) (.*)$")


def sessions():
    """(number of the block's first line, [(connection, direction, text)])"""
    found, block = [], None
    with open(DOCUMENT, encoding="utf-8") as document:
        for number, line in enumerate(document, 1):
            line = line.rstrip("\n")
            if line.startswith("```"):
                if block is not None:
                    found.append((start, block))
                block, start = ([], number + 1) if line == "```session" else (None, 0)
            elif block is not None and line.strip():
                match = LINE.match(line)
                if not match:
                    raise AssertionError(f"{DOCUMENT}:{number}: no line of a session: {line}")
                block.append((number, *match.groups()))
    return found


def parse(text):
    # A bare … is a value that may be anything.
    return json.loads(re.sub(r'(?<=[:\[,])\s*…(?=\s*[,}\]])', '"…"', text))


def fits(expected, actual):
    if isinstance(expected, str) and "…" in expected:
        if expected == "…":
            return True
        pattern = ".*".join(re.escape(part) for part in expected.split("…"))
        return isinstance(actual, str) and re.fullmatch(pattern, actual, re.DOTALL) is not None
    if isinstance(expected, dict):
        return (
            isinstance(actual, dict) and set(expected) == set(actual)
            and all(fits(expected[key], actual[key]) for key in expected))
    if isinstance(expected, list):
        if expected == ["…"]:
            return isinstance(actual, list)
        return (
            isinstance(actual, list) and len(expected) == len(actual)
            and all(map(fits, expected, actual)))
    return type(expected) is type(actual) and expected == actual


class ProtocolDocument(SystemTest):
    def play(self, block):
        clients = {}
        for number, name, direction, text in block:
            client = clients.get(name) or clients.setdefault(name, self.client())
            place = f"docs/protocol.md:{number}"
            if direction == "→":
                client.send_bytes(text.encode() + b"\n")
                continue
            try:
                line = client.read_line()
            except Exception as error:
                raise AssertionError(f"{place}: nothing came: {error}") from None
            if not fits(parse(text), line):
                self.fail(
                    f"{place}:\nexpected {text}\ncame     {json.dumps(line, ensure_ascii=False)}")
        for name, client in clients.items():
            client.send_bytes(b'{"jsonrpc":"2.0","id":"end","method":"ping"}\n')
            line = client.read_line()
            if line.get("id") != "end":
                self.fail(
                    f"docs/protocol.md:{block[-1][0]}: more came on connection '{name}': "
                    + json.dumps(line, ensure_ascii=False))


def add_tests():
    for start, block in sessions():
        def test(self, block=block):
            self.daemon()
            self.play(block)

        test.__name__ = f"test_the_session_at_line_{start}"
        setattr(ProtocolDocument, test.__name__, test)


add_tests()


class Reading(SystemTest):
    """The reader of sessions itself, so that no session passes for the wrong reason."""

    def test_the_document_has_sessions(self):
        self.assertGreaterEqual(len(sessions()), 8)

    def test_what_fits_and_what_does_not(self):
        for expected, actual, result in (
            ("…", 5, True), ("a…c", "abc", True), ("a…c", "ab", False), ("a…", 5, False),
            ({"a": 1}, {"a": 1}, True), ({"a": 1}, {"a": 1, "b": 2}, False),
            ({"a": 1, "b": 2}, {"a": 1}, False), ({"a": "…"}, {"a": [1]}, True),
            ([1, 2], [1, 2], True), ([1], [1, 2], False), (["…"], [1, 2], True),
            (1, True, False), (0, False, False), (1, 1.0, False), (None, None, True),
        ):
            with self.subTest(expected=expected, actual=actual):
                self.assertEqual(fits(expected, actual), result)

    def test_a_bare_ellipsis_is_a_value(self):
        self.assertEqual(
            parse('{"a":…,"b":[…],"c":"x…"}'), {"a": "…", "b": ["…"], "c": "x…"})

    def test_the_backend_in_python_answers_a_call(self):
        with open(DOCUMENT, encoding="utf-8") as document:
            program = document.read().split("```python\n")[1].split("```")[0]
        self.assertLessEqual(len(program.splitlines()), 15)
        self.daemon()
        backend = subprocess.Popen([sys.executable, "-c", program, self.current.socket])
        self.addCleanup(backend.wait)
        self.addCleanup(backend.kill)
        bridge = self.client("bridge")
        bridge.call("events.subscribe")
        # Whether it serves yet is seen by what comes of a question.
        for _ in range(200):
            chat = bridge.open()
            bridge.say(chat, "where is order 20251120782")
            bridge.message(chat, "20251120782", "customer")
            answer = bridge.event(
                chat=chat, where=lambda event: event["type"] in ("owner", "message"))
            if answer["type"] == "message" and answer["message"]["from"] == "bot":
                if "on its way" in answer["message"]["text"]:
                    return
        self.fail("the backend of the document never answered")

    def test_every_method_is_described(self):
        self.daemon()
        with open(DOCUMENT, encoding="utf-8") as document:
            text = document.read()
        for method in self.client().call("rpc.discover")["methods"]:
            self.assertIn(f"`{method['name']}`", text)
            for parameter in method["params"]:
                section = text.split(f"### `{method['name']}`")[1].split("\n#")[0]
                self.assertIn(f"`{parameter['name']}`", section, method["name"])

    def test_every_error_is_described(self):
        self.daemon()
        with open(DOCUMENT, encoding="utf-8") as document:
            text = document.read()
        for method in self.client().call("rpc.discover")["methods"]:
            for error in method["errors"]:
                self.assertRegex(text, rf"\| {error['code']} \| `{error['message']}` \|")
