"""Agents' tokens: made and ended beside the daemon, good for one agent, and gone at once."""

import contextlib
import hashlib
import os
import pty
import sqlite3
import stat
import subprocess
import threading

from parley_client import Client, Closed, ParleyError
from parley_daemon import PARLEY, SystemTest


class TokenTest(SystemTest):
    def setUp(self):
        super().setUp()
        self.data = os.path.join(self.folder, "parley.sqlite")

    def run_token(self, *arguments, data=None):
        return subprocess.run(
            [PARLEY, "agent-token", *arguments, "--data", data or self.data],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)

    def token(self, name, data=None):
        done = self.run_token(name, data=data)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertRegex(done.stdout, r"\Apat_[A-Za-z0-9_-]{43}\n\Z")
        return done.stdout.strip()

    def revoke(self, name, code=0):
        done = self.run_token(name, "--revoke")
        self.assertEqual((done.returncode, done.stdout), (code, ""), done.stderr)
        return done.stderr

    def agent(self, token, name="whoever"):
        return self.client("agent", name, token=token)

    def turned_out(self, client, method, **params):
        """The call is denied, and the connection closed after that answer."""
        with self.assertRaises(ParleyError) as caught:
            client.call(method, **params)
        self.assertEqual((caught.exception.code, caught.exception.name), (1103, "DENIED"))
        self.assert_closed(client)

    def denied(self, token):
        self.refused(
            1103, self.client(), "hello", protocol=1, role="agent", name="lin", token=token)

    def assert_closed(self, client):
        with self.assertRaises(Closed):
            while True:
                client.read_line()

    def contents(self):
        with contextlib.closing(sqlite3.connect(self.data)) as database:
            return list(database.iterdump())


class MakingTokens(TokenTest):
    def test_while_the_daemon_runs(self):
        self.daemon()
        token = self.token("lin")
        self.assertEqual(self.agent(token).hello["name"], "lin")
        self.denied(token[:-1] + ("A" if token[-1] != "A" else "B"))

    def test_before_the_daemon_ever_ran(self):
        for name in ("not there", "empty"):
            with self.subTest(name):
                self.data = os.path.join(self.folder, name, "parley.sqlite")
                if name == "empty":
                    os.mkdir(os.path.dirname(self.data))
                    open(self.data, "w").close()
                    os.chmod(self.data, 0o600)
                token = self.token("lin")
                self.assertEqual(stat.S_IMODE(os.stat(self.data).st_mode), 0o600)
                daemon = self.daemon(data=self.data)
                self.assertEqual(self.agent(token).hello["name"], "lin")
                daemon.kill()

    def test_between_two_daemons(self):
        self.daemon().terminate()
        token = self.token("lin")
        self.current.start()
        self.assertEqual(self.agent(token).hello["name"], "lin")

    def test_only_the_hash_is_kept(self):
        self.daemon()
        token = self.token("lin")
        row, = self.current.sql("SELECT name, token_hash, revoked_at FROM agents")
        self.assertEqual(
            row, {"name": "lin", "token_hash": hashlib.sha256(token.encode()).hexdigest(),
                  "revoked_at": None})
        for suffix in ("", "-wal", "-shm"):
            with open(self.data + suffix, "rb") as file:
                self.assertNotIn(token.encode(), file.read())

    def test_each_is_another(self):
        self.daemon()
        self.assertEqual(len({self.token("lin") for _ in range(5)}), 5)

    def test_each_agent_has_one(self):
        self.daemon()
        names = ["lin", "mai", "小林", "Lin", "Trần Thị Hòa", "x" * 128]
        tokens = {name: self.token(name) for name in names}
        for name, token in tokens.items():
            self.assertEqual(self.agent(token).hello["name"], name)
        self.revoke("lin")
        self.denied(tokens["lin"])
        for name in names[1:]:
            self.assertEqual(self.agent(tokens[name]).hello["name"], name)

    def test_a_new_one_takes_the_place_of_the_old(self):
        self.daemon()
        old, new = self.token("lin"), self.token("lin")
        self.denied(old)
        self.assertEqual(self.agent(new).hello["name"], "lin")

    def test_what_it_is_for_stands_on_the_terminal_and_not_in_the_output(self):
        self.daemon()
        terminal, theirs = pty.openpty()
        done = subprocess.run(
            [PARLEY, "agent-token", "lin", "--data", self.data], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=theirs, timeout=60)
        os.close(theirs)
        said = os.read(terminal, 65536).decode()
        os.close(terminal)
        self.assertRegex(done.stdout.decode(), r"\Apat_[A-Za-z0-9_-]{43}\n\Z")
        self.assertIn("only now", said)
        self.assertNotIn(done.stdout.decode().strip(), said)

    def test_an_agents_status_and_token_leave_each_other_alone(self):
        self.daemon()
        lin = self.client("agent", "lin")
        lin.call("agent.status", state="busy", capacity=2, skills=["vi"])
        token = self.token("lin")
        self.assertEqual(
            self.agent(token).call("agent.status", state="available"), {"load": 0, "capacity": 2})
        self.assertEqual(self.agent(token).hello["name"], "lin")

    def test_a_name_that_is_none_is_a_mistake_in_the_call(self):
        self.daemon()
        for name in ("", "a\tb", "a\nb", "x" * 129, "a\u0085b", "\x7f"):
            with self.subTest(repr(name)):
                done = self.run_token(name)
                self.assertEqual((done.returncode, done.stdout), (2, ""))
                self.assertIn("128 characters", done.stderr)
        self.assertEqual(self.run_token().returncode, 2)
        self.assertEqual(self.current.sql("SELECT * FROM agents"), [])

    def test_the_daemon_goes_on_meanwhile(self):
        self.daemon()
        failures = []

        def make(name):
            done = [self.run_token(name) for _ in range(4)]
            failures.extend(run.stderr for run in done if run.returncode)

        threads = [threading.Thread(target=make, args=(f"a{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        bridge = self.client("bridge")
        chat = bridge.open()
        said = 0
        while any(thread.is_alive() for thread in threads):
            bridge.say(chat, "how much is delivery")
            said += 1
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])
        self.assertEqual(bridge.history(chat)["last"], 1 + 2 * said)
        self.assertEqual(len(self.current.sql("SELECT * FROM agents")), 4)

    def test_it_is_there_after_kill_9(self):
        self.daemon()
        token = self.token("lin")
        self.current.restart()
        self.assertEqual(self.agent(token).hello["name"], "lin")


class FilesOfOthers(TokenTest):
    def refused_file(self, *words, arguments=("lin",)):
        done = self.run_token(*arguments)
        self.assertEqual((done.returncode, done.stdout), (3, ""), done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def test_of_a_newer_version_is_left_as_it_is(self):
        self.daemon().terminate()
        with contextlib.closing(sqlite3.connect(self.data)) as database:
            database.execute("INSERT INTO grdb_migrations (identifier) VALUES ('999 the future')")
            database.commit()
        before = self.contents()
        self.refused_file("newer")
        self.refused_file("newer", arguments=("lin", "--revoke"))
        self.assertEqual(self.contents(), before)

    def test_of_an_older_version_is_not_brought_up_to_date(self):
        with contextlib.closing(sqlite3.connect(self.data)) as database:
            database.execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
            database.execute("INSERT INTO grdb_migrations VALUES ('0 the past')")
            database.execute("DELETE FROM grdb_migrations")
            database.commit()
        before = self.contents()
        self.refused_file("parley serve")
        self.assertEqual(self.contents(), before)

    def test_of_another_program_is_left_as_it_is(self):
        with contextlib.closing(sqlite3.connect(self.data)) as database:
            database.execute("CREATE TABLE agents (name TEXT PRIMARY KEY, token_hash TEXT)")
            database.commit()
        before = self.contents()
        self.refused_file(self.data)
        self.assertEqual(self.contents(), before)

    def test_that_is_no_database(self):
        with open(self.data, "w") as file:
            file.write("no database\n" * 200)
        self.refused_file("cannot open", self.data)

    def test_where_no_file_can_be_made(self):
        self.data = "/proc/nowhere/parley.sqlite"
        self.refused_file("cannot open")

    def test_that_somebody_keeps_locked(self):
        self.daemon().terminate()
        with contextlib.closing(sqlite3.connect(self.data, isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            self.refused_file("locked")

    def test_revoking_makes_no_file(self):
        self.refused_file("no such file", arguments=("lin", "--revoke"))
        self.assertFalse(os.path.exists(self.data))


class RevokingTokens(TokenTest):
    def setUp(self):
        super().setUp()
        self.daemon()

    def test_a_revoked_token_is_denied_and_a_new_one_is_not(self):
        token = self.token("lin")
        self.revoke("lin")
        self.denied(token)
        self.assertTrue(self.current.sql("SELECT revoked_at FROM agents")[0]["revoked_at"])
        self.assertEqual(self.agent(self.token("lin")).hello["name"], "lin")
        self.denied(token)

    def test_who_has_none_is_said_so(self):
        self.assertIn("lin has no token", self.revoke("lin", code=1))
        self.token("lin")
        self.client("agent", "mai").call("agent.status", state="available")
        self.revoke("lin")
        self.assertIn("lin has no token", self.revoke("lin", code=1))
        self.assertIn("mai has no token", self.revoke("mai", code=1))

    def test_the_next_request_is_denied_and_the_connection_closed(self):
        for method, params in (
            ("ping", {}), ("agent.chats", {}), ("agent.status", {"state": "busy"}),
            ("events.subscribe", {"from": 0}), ("no.such.method", {}), ("rpc.discover", {}),
            ("agent.note", {"chat": "c", "text": "hi", "message_id": "m"}),
        ):
            with self.subTest(method):
                agent = self.agent(self.token("lin"))
                agent.call("ping")
                self.revoke("lin")
                line = agent.answer_line(agent.send(method, **params))
                self.assertEqual(line["error"]["data"], {"name": "DENIED"})
                self.assertIn("revoked", line["error"]["message"])
                self.assert_closed(agent)

    def test_so_is_that_of_a_token_that_was_replaced(self):
        agent = self.agent(self.token("lin"))
        new = self.token("lin")
        self.turned_out(agent, "agent.chats")
        self.assertEqual(self.agent(new).call("agent.chats"), {"chats": []})

    def test_nothing_that_comes_after_is_done(self):
        bridge = self.client("bridge")
        chat, _ = self.waiting_chat(bridge)
        agent = self.agent(self.token("lin"))
        self.revoke("lin")
        agent.send("queue.claim", chat=chat)
        with contextlib.suppress(OSError):
            for number in range(20):
                agent.send("agent.note", chat=chat, text="I was here", message_id=f"n{number}")
        self.assert_closed(agent)
        self.assertEqual(bridge.call("chat.open", chat=chat)["owner"], "queue")
        self.assertEqual(self.current.sql("SELECT * FROM notes"), [])

    def test_requests_with_a_token_are_answered_in_order(self):
        bridge = self.client("bridge")
        chat, _ = self.waiting_chat(bridge)
        agent = self.agent(self.token("lin"))
        agent.call("queue.claim", chat=chat)
        numbers = []
        for number in range(100):
            numbers.append(agent.send(
                "agent.say", chat=chat, text=f"line {number}", message_id=f"m{number}"))
            numbers.append(agent.send("chat.history", chat=chat, after=4))
        lines = [agent.read_line() for _ in numbers]
        self.assertEqual([line["id"] for line in lines], numbers)
        for number in range(100):
            texts = [message["text"] for message in lines[2 * number + 1]["result"]["messages"]]
            self.assertEqual(texts[-1], f"line {min(number, 49)}")

    def test_who_only_listens_is_out_too(self):
        bridge = self.client("bridge")
        admin = self.client("admin")
        admin.call("events.subscribe")
        agent = self.agent(self.token("lin"))
        agent.call("events.subscribe")
        self.revoke("lin")
        line = agent.read_line()
        self.assertEqual(
            (line["id"], line["error"]["code"], line["error"]["data"]["name"]),
            (None, 1103, "DENIED"))
        self.assert_closed(agent)
        admin.event(
            "presence", where=lambda event: (event["agent"], event["state"]) == ("lin", "away"))
        bridge.open()

    def test_their_chats_go_back_to_the_queue(self):
        admin, bridge = self.client("admin"), self.client("bridge")
        chat, _ = self.waiting_chat(bridge)
        agent = self.agent(self.token("lin"))
        agent.call("queue.claim", chat=chat)
        agent.call("agent.say", chat=chat, text="hi", message_id="m")
        admin.call("events.subscribe")
        self.revoke("lin")
        self.turned_out(agent, "agent.say", chat=chat, text="more", message_id="n")
        admin.event("presence", where=lambda event: event["state"] == "away")
        admin.call("clock.advance", seconds=121)
        self.assertEqual(bridge.call("chat.open", chat=chat)["owner"], "queue")
        self.assertNotIn("more", bridge.texts(chat))

    def test_others_stay(self):
        lin, again = self.token("lin"), self.client("agent", "lin")
        mai = self.agent(self.token("mai"))
        listener = self.agent(lin)
        listener.call("events.subscribe")
        self.revoke("lin")
        self.assert_closed(listener)
        # The daemon's own user needs no token, and so loses none.
        for client in (again, mai):
            self.assertEqual(client.call("agent.chats"), {"chats": []})

    def test_whatever_role_the_token_was_shown_with(self):
        admin = self.client("admin", token=self.token("lin"))
        self.assertNotIn("name", admin.hello)
        self.revoke("lin")
        self.turned_out(admin, "understand", text="hi")

    def test_a_stranger_with_a_token_is_that_agent_only(self):
        if os.geteuid() != 0:
            self.skipTest("becoming another user takes root")
        token = self.token("lin")
        os.chmod(self.folder, 0o755)
        os.chmod(self.current.socket, 0o666)
        read, write = os.pipe()
        child = os.fork()
        if not child:
            os.setuid(65534)
            outcome = Client(self.current.socket).call(
                "hello", protocol=1, role="agent", name="root", token=token)["name"]
            with contextlib.suppress(Exception):
                Client(self.current.socket, "admin", token=token)
                outcome = "an administrator"
            os.write(write, outcome.encode())
            os._exit(0)
        os.close(write)
        with open(read, "rb") as pipe:
            outcome = pipe.read().decode()
        os.waitpid(child, 0)
        self.assertEqual(outcome, "lin")
