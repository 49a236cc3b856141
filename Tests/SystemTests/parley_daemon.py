"""A daemon to try a client on, and the test case that starts and ends them.

Every wait is for a file, a line or an exit, and has a deadline; only processes that were started
here are ended.
"""

import atexit
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid

from parley_client import CODES, PATIENCE, Backend, Client, Closed, ParleyError

REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PARLEY = os.environ.get("PARLEY", os.path.join(REPOSITORY, ".build", "release", "parley"))
# The shop whose rules are served.
BOT = os.environ.get("PARLEY_BOT", REPOSITORY)


def copy_of_the_shop(folder):
    bot = os.path.join(folder, "bot")
    for part in ("intents", "dialogs"):
        shutil.copytree(os.path.join(BOT, part), os.path.join(bot, part))
    return bot


class Daemon:
    """One `parley serve` in a folder of its own."""

    _running = set()

    def __init__(
        self, folder, bot=BOT, clock="manual", data=None, socket_path=None, prefix=(),
        options=()
    ):
        self.folder = folder
        self.bot = bot
        # A manual clock starts at the machine's time or, if that is later, at the last turn's.
        self.clock = clock
        self.data = data or os.path.join(folder, "parley.sqlite")
        self.socket = socket_path or os.path.join(folder, "s")
        self.prefix = list(prefix)
        self.options = list(options)
        self.log = os.path.join(folder, f"log-{uuid.uuid4().hex[:6]}.txt")
        self.process = None

    @property
    def command(self):
        command = self.prefix + [
            PARLEY, "serve", "--bot", self.bot, "--data", self.data, "--socket", self.socket,
        ]
        if self.clock:
            command += ["--clock", self.clock]
        return command + self.options

    def start(self):
        self.launch()
        self.wait_until_ready()
        return self

    def launch(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        Daemon._running.add(self)

    def wait_until_ready(self, timeout=60):
        end = time.monotonic() + timeout
        pause = threading.Event()
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(
                    f"parley ended with {self.process.returncode}:\n{self.log_text()}")
            try:
                with Client(self.socket, timeout=5) as client:
                    client.call("ping")
                return
            except (OSError, Closed, TimeoutError):
                # There is nothing to wait on before there is a socket.
                pause.wait(0.01)
        raise AssertionError(f"parley did not come up:\n{self.log_text()}")

    def log_text(self, lines=40):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "\n".join(log.read().splitlines()[-lines:])

    @property
    def pid(self):
        return self.process.pid

    def kill(self):
        """As a power cut for the process: no warning, no clean-up."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(PATIENCE)
        Daemon._running.discard(self)

    def terminate(self, timeout=PATIENCE):
        """Asks it to stop and gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout)
        Daemon._running.discard(self)
        return code

    def restart(self):
        self.kill()
        return self.start()

    def refuses_to_start(self, timeout=60):
        """Its exit code and what it said, of a daemon that is not to come up."""
        done = subprocess.run(
            self.command, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
        return done.returncode, (done.stdout + done.stderr).decode()

    def resident_kilobytes(self):
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1])
        raise AssertionError("no VmRSS")

    def sql(self, query, *arguments):
        """Reads the data file as anybody may, while the daemon runs or not."""
        with contextlib.closing(
            sqlite3.connect(f"file:{self.data}?mode=ro", uri=True, timeout=10)
        ) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query, arguments)]

    @staticmethod
    def kill_all():
        for daemon in list(Daemon._running):
            daemon.kill()


atexit.register(Daemon.kill_all)


class SystemTest(unittest.TestCase):
    """A test with daemons, clients and a folder that are gone when it ends."""

    maxDiff = 4000

    def setUp(self):
        # Short: the path of a Unix socket has room for about a hundred bytes.
        self.folder = tempfile.mkdtemp(prefix="parley-", dir="/tmp")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.addCleanup(self.show_log_of_a_failure)

    def show_log_of_a_failure(self):
        outcome = getattr(self, "_outcome", None)
        if hasattr(self, "current") and outcome and not outcome.success:
            lines = self.current.log_text().splitlines()[-20:]
            print("the daemon's log:\n" + "\n".join(lines), file=sys.stderr)

    def daemon(self, **options):
        daemon = Daemon(self.folder, **options)
        self.addCleanup(daemon.kill)
        self.current = daemon.start()
        return daemon

    def client(self, role=None, name=None, daemon=None, **hello):
        client = Client((daemon or self.current).socket, role, name, **hello)
        self.addCleanup(client.close)
        return client

    def backend(self, functions, daemon=None):
        backend = Backend((daemon or self.current).socket, functions)
        self.addCleanup(backend.close)
        return backend

    def shop(self):
        """The shop's content, to change."""
        return copy_of_the_shop(self.folder)

    def refused(self, code, client, method, **params):
        """The call fails with exactly this error, which `rpc.discover` declares; gives it."""
        with self.assertRaises(ParleyError) as caught:
            client.call(method, **params)
        error = caught.exception
        self.assertEqual((error.code, error.name), (code, CODES[code]), error.message)
        self.assertTrue(error.message.strip())
        declared = self.declared_errors(client).get(method)
        if declared is not None:
            self.assertIn(code, declared, f"rpc.discover does not say that {method} answers it")
        return error

    def declared_errors(self, client):
        if not hasattr(self, "_declared"):
            self._declared = {
                method["name"]: [error["code"] for error in method["errors"]]
                for method in client.call("rpc.discover")["methods"]}
        return self._declared

    def waiting_chat(self, bridge, chat=None, language="en", text="talk to a person"):
        """A chat that waits for a person, and the number of its escalation."""
        chat = bridge.open(chat, language)
        result = bridge.say(chat, text)
        self.assertEqual(result["owner"], "queue")
        row = self.current.sql(
            "SELECT id FROM escalations WHERE chat_id = ? AND status = 'waiting'", chat)
        return chat, row[0]["id"]

    def assert_gapless(self, messages, first=1):
        self.assertEqual(
            [message["seq"] for message in messages],
            list(range(first, first + len(messages))))
