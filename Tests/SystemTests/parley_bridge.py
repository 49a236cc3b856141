"""A bridge to try browsers on, and the test case that starts and ends it.

See parley_daemon.py: every wait has a deadline, and only what was started here is ended.
"""

import hashlib
import os
import re
import secrets
import socket
import sqlite3
import sys
import threading
import time
import urllib.parse

from parley_client import PATIENCE
from parley_daemon import PARLEY, Daemon, SystemTest
from web_browsers import Customer, Desk
from web_client import Wire, WireClosed

# A line that is nothing but an address: where the bridge says that it listens.
READY = re.compile(r"^(https?://\S+)$", re.MULTILINE)


def address_of(url):
    parts = urllib.parse.urlsplit(url)
    return parts.hostname, parts.port


def chat_of(key):
    """The chat that belongs to a key, as docs/bridge.md has it: nobody finds the way back."""
    return "web-" + hashlib.sha256(f"parley chat {key}".encode()).hexdigest()[:40]


def free_port():
    """A port for a bridge that has to come back at the same address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Bridge(Daemon):
    """One `parley bridge`, started, watched and ended as a daemon is.

    With `inside` it is that daemon's own: `serve --web`, one process.
    """

    def __init__(self, folder, socket_path, listen="127.0.0.1:0", options=(), inside=None):
        super().__init__(folder, socket_path=socket_path, options=options)
        self.listen = listen
        self.inside = inside
        if inside:
            self.log, self.process = inside.log, inside.process

    @property
    def command(self):
        return [
            PARLEY, "bridge", "--socket", self.socket, "--listen", self.listen, *self.options]

    def start(self):
        # What an earlier run printed says nothing about this one.
        self.log_start = os.path.getsize(self.log) if os.path.exists(self.log) else 0
        return super().start()

    def wait_until_ready(self, timeout=PATIENCE):
        end, pause = time.monotonic() + timeout, threading.Event()
        while time.monotonic() < end:
            with open(self.log, encoding="utf-8", errors="replace") as log:
                log.seek(0 if self.inside else self.log_start)
                if ready := READY.findall(log.read()):
                    self.url = ready[-1]
                    self.address = address_of(self.url)
                    return
            if self.process.poll() is not None:
                raise AssertionError(f"the bridge ended:\n{self.log_text()}")
            pause.wait(0.01)
        raise AssertionError(f"the bridge did not come up:\n{self.log_text()}")

    def health(self):
        with Wire(self.address) as wire:
            return wire.ask("/healthz")

    def wait_until_linked(self, up=True, timeout=PATIENCE):
        """Waits until it says of itself that the daemon answers, or no more."""
        end, pause = time.monotonic() + timeout, threading.Event()
        while time.monotonic() < end:
            try:
                if (self.health().status == 200) == up:
                    return
            except (OSError, WireClosed):
                # One that is inside the daemon comes up a little after it.
                pass
            pause.wait(0.01)
        raise AssertionError(f"the bridge's link did not change:\n{self.log_text()}")


class BridgeTest(SystemTest):
    """A test with a bridge in front of its daemon."""

    def bridge(self, *options, daemon=None, listen="127.0.0.1:0", linked=True):
        daemon = daemon or getattr(self, "current", None)
        bridge = Bridge(
            self.folder, daemon.socket if daemon else os.path.join(self.folder, "s"),
            listen, options)
        self.addCleanup(bridge.kill)
        self.web = bridge.start()
        self.addCleanup(self.show_bridge_log_of_a_failure)
        if linked:
            bridge.wait_until_linked()
        return bridge

    def show_bridge_log_of_a_failure(self):
        outcome = getattr(self, "_outcome", None)
        if outcome and not outcome.success:
            print("the bridge's log:\n" + self.web.log_text(20), file=sys.stderr)

    def wire(self, **options):
        wire = Wire(self.web.address, **options)
        self.addCleanup(wire.close)
        return wire

    def customer(self, key=None, **options):
        """A tab that has not said yet which chat it wants."""
        customer = Customer(self.web.address, key, **options)
        self.addCleanup(customer.close)
        return customer

    def chat(self, key=None, language="en", **options):
        """A tab with its chat open."""
        customer = self.customer(key, **options)
        customer.open(language=language)
        return customer

    def desk(self, name=None, token=None, **options):
        desk = Desk(self.web.address, name, token, **options)
        self.addCleanup(desk.close)
        return desk

    def make_tokens(self, *names):
        """A token for each agent, by name."""
        # Written into the data file, as `parley agent-token` does, while no daemon has it.
        self.current.terminate()
        tokens = {name: secrets.token_urlsafe(32) for name in names}
        with sqlite3.connect(self.current.data) as database:
            database.executemany(
                "INSERT INTO agents (name, token_hash) VALUES (?, ?)",
                [(name, hashlib.sha256(token.encode()).hexdigest())
                 for name, token in tokens.items()])
        database.close()
        self.current.start()
        return tokens

    def stored(self, key):
        """The messages of that key's chat in the data file, oldest first."""
        return self.current.sql(
            "SELECT seq, speaker, sender, message_id, text, kind FROM messages "
            "WHERE chat_id = ? ORDER BY seq", chat_of(key))
