"""The demo shop's order database, as `parley backend` serves it."""

import os
import threading
import time

from parley_client import PATIENCE
from parley_daemon import PARLEY, Daemon


class OrderBackend(Daemon):
    """One `parley backend sqlite --demo`, started, watched and ended as a daemon is."""

    @property
    def command(self):
        return [
            PARLEY, "backend", "sqlite", os.path.join(self.folder, "orders.sqlite"), "--demo",
            "--socket", self.socket]

    def wait_until_ready(self, timeout=PATIENCE):
        self.wait_until_serving(1, timeout)

    def wait_until_serving(self, times, timeout=PATIENCE):
        """Waits until it has told the daemon so often what it serves; it does at every start."""
        end, pause = time.monotonic() + timeout, threading.Event()
        while time.monotonic() < end:
            if self.log_text(1_000_000).count("serving ") >= times:
                return
            if self.process.poll() is not None:
                break
            pause.wait(0.01)
        raise AssertionError(f"the order backend does not serve:\n{self.log_text()}")
