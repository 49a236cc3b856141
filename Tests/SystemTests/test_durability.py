"""The sync comes before the answer: seen from outside, by the kernel's own list of calls."""

import os
import re
import threading
import time

from parley_client import PATIENCE
from parley_daemon import SystemTest

SYNC = re.compile(r"\bf(?:data)?sync\([^)]*-wal>")
LOG = re.compile(r"\bp?writev?(?:64)?\(\d+<[^>]*-wal>")
TOLD = re.compile(r"\b(?:write|writev|sendto|sendmsg)\(\d+<(?:UNIX|socket|unix).*jsonrpc")
WRITES = "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg"


class ToldTooEarly(Exception):
    """A client was told something that was not yet synced."""


def follow(trace):
    """How often clients were told something, and how often the log of writes was synced.

    A write counts from its beginning, a sync only from its end.
    """
    told = syncs = 0
    dirty = False
    begun = {}
    for line in trace:
        thread = line.split(None, 1)[0]
        if "<unfinished ...>" in line:
            begun[thread] = line
        elif "resumed>" in line:
            line = begun.pop(thread, "").replace("<unfinished ...>", "") + line
            if not SYNC.search(line):
                continue
        if SYNC.search(line):
            if "<unfinished ...>" in line:
                continue
            if not re.search(r"= 0\b", line):
                raise ToldTooEarly(f"a sync failed: {line}")
            dirty = False
            syncs += 1
        elif LOG.search(line):
            dirty = True
        elif TOLD.search(line):
            if dirty:
                raise ToldTooEarly(line)
            told += 1
    return told, syncs


class Durability(SystemTest):
    def test_the_log_is_synced_between_its_last_write_and_the_answer(self):
        trace = os.path.join(self.folder, "trace")
        self.daemon(
            prefix=[
                # -D: the daemon is our child and strace its guest, so that both end with it.
                "strace", "-D", "-f", "-y", "-s", "200", "-e", "signal=none", "-e",
                f"trace=fsync,fdatasync,{WRITES}", "-o", trace])
        bridge = self.client("bridge")
        bridge.call("events.subscribe")
        bridge.open("c1")
        answers = 40
        for n in range(answers):
            bridge.say("c1", "how much is delivery", f"mark-{n}")
            bridge.message("c1", sender="bot")
        pid = self.current.pid
        self.current.terminate()
        words, syncs = follow(self.whole(trace, rf"^{pid}\s+\+\+\+ exited with 0"))
        self.assertGreaterEqual(words, answers + 1, "the trace shows too few answers")
        self.assertGreaterEqual(syncs, answers + 1)

    def whole(self, trace, end):
        """The lines of the trace, once strace has written its last."""
        deadline, pause = time.monotonic() + PATIENCE, threading.Event()
        while time.monotonic() < deadline:
            with open(trace, encoding="utf-8", errors="replace") as file:
                lines = file.readlines()
            # The threads end in any order, each with a line.
            if any(re.match(end, line) for line in lines[-100:]):
                return lines
            pause.wait(0.01)
        self.fail("strace did not finish")

    def test_a_trace_in_which_the_answer_comes_first_is_found_out(self):
        write = '7 pwrite64(9</tmp/x/parley.sqlite-wal>, "7\\177", 24, 0) = 24\n'
        sync = '7 fdatasync(9</tmp/x/parley.sqlite-wal>) = 0\n'
        answer = '8 write(12<socket:[1]>, "{\\"jsonrpc\\":\\"2.0\\"", 18) = 18\n'
        begun = '7 fdatasync(9</tmp/x/parley.sqlite-wal> <unfinished ...>\n'
        ended = '7 <... fdatasync resumed>) = 0\n'
        self.assertEqual(follow([write, sync, answer]), (1, 1))
        self.assertEqual(follow([write, begun, ended, answer]), (1, 1))
        for trace in (
            [write, answer, sync], [write, begun, answer, ended],
            [write, sync, write, answer], [write, sync.replace("= 0", "= -1 EIO"), answer],
        ):
            with self.subTest(trace), self.assertRaises(ToldTooEarly):
                follow(trace)
