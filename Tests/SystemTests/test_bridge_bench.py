"""scripts/bench-bridge, in its short form: nothing is lost, doubled, out of order or unanswered."""

import os
import re
import subprocess
import unittest

from parley_daemon import PARLEY, REPOSITORY


class BridgeBench(unittest.TestCase):
    def test_fifty_customers_at_once(self):
        done = subprocess.run(
            [os.path.join(REPOSITORY, "scripts", "bench-bridge"), "--clients", "50",
             "--seconds", "5"],
            capture_output=True, text=True, timeout=200, env={**os.environ, "PARLEY": PARLEY})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        rows = re.findall(r"^\| (through the bridge|bare socket) \| ([\d,]+) \|", done.stdout,
                          re.MULTILINE)
        self.assertEqual([name for name, _ in rows], ["through the bridge", "bare socket"])
        for _, messages in rows:
            self.assertGreater(int(messages), 200)
        for name in ("bridge", "daemon", "backend"):
            self.assertRegex(done.stdout, rf"(?m)^\| {name} \| [\d.]+ \|")
