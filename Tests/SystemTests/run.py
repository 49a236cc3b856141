#!/usr/bin/env python3
"""Runs the system tests, each in a process of its own, at most two at a time.

    PARLEY=.build/release/parley Tests/SystemTests/run.py [-j N] [PART OF A NAME ...]

One line a test; the last line is `N passed, N failed`. Exit code 0 if none failed.
"""

import argparse
import collections
import concurrent.futures
import os
import signal
import subprocess
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
TIMEOUT = 300


def names(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from names(test)
        else:
            yield test.id()


def sentence(name):
    parts = name.split(".")
    topic, test = parts[0].removeprefix("test_"), parts[-1].removeprefix("test_")
    return f"{topic}: {test}".replace("_", " ")


def run(name):
    start = time.monotonic()
    # A session of its own, so that what a stuck test started can be ended with it.
    process = subprocess.Popen(
        [sys.executable, "-m", "unittest", "-q", name], cwd=HERE, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output = process.communicate()[0] + f"\nended after {TIMEOUT} s\n".encode()
    last = output.splitlines()[-1]
    outcome = "FAILED"
    if process.returncode == 0 and last.startswith(b"OK"):
        outcome = "skipped" if b"skipped" in last else "passed"
    return name, outcome, time.monotonic() - start, output.decode(errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("parts", nargs="*", help="only tests whose name contains one of these")
    options = parser.parse_args()

    sys.path.insert(0, HERE)
    found = list(names(unittest.TestLoader().discover(HERE, "test_*.py")))
    broken = [name for name in found if name.startswith("unittest.loader")]
    if broken:
        sys.exit(f"cannot load: {', '.join(broken)}")
    chosen = [
        name for name in found
        if not options.parts or any(part in name for part in options.parts)]

    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(min(options.jobs, 2)) as pool:
        for done in concurrent.futures.as_completed([pool.submit(run, name) for name in chosen]):
            name, outcome, seconds, output = done.result()
            counts[outcome] += 1
            print(f"{outcome:7} {seconds:5.1f} s  {sentence(name)}")
            if outcome == "FAILED":
                print(f"       {name}\n" + "".join(
                    f"       | {line}\n" for line in output.splitlines()), end="")
            sys.stdout.flush()
    if counts["skipped"]:
        print(f"{counts['skipped']} skipped: run them as root")
    print(f"{counts['passed']} passed, {counts['FAILED']} failed")
    sys.exit(1 if counts["FAILED"] or not chosen else 0)


if __name__ == "__main__":
    main()
