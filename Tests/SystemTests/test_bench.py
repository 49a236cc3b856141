"""scripts/bench runs, in its short form, and prints what the README quotes."""

import os
import re
import subprocess
import unittest

from parley_daemon import PARLEY, REPOSITORY


class Bench(unittest.TestCase):
    def test_the_short_form_prints_both_floors_and_the_daemon(self):
        done = subprocess.run(
            [os.path.join(REPOSITORY, "scripts", "bench"), "--short"], capture_output=True,
            text=True, timeout=120, env={**os.environ, "PARLEY": PARLEY})
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = re.findall(r"^\| (c\d+ d\d+) \| (\w+) \| ([\d,.]+) \|", done.stdout, re.MULTILINE)
        self.assertEqual(
            [(setting, name) for setting, name, _ in rows],
            [(setting, name) for setting in ("c1 d1", "c64 d1")
             for name in ("echo", "durable", "parley")])
        for _, _, speed in rows:
            self.assertGreater(float(speed.replace(",", "")), 10)
        self.assertRegex(done.stdout, r"Understanding: [\d,.]+ µs CPU a message")
