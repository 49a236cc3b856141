#!/usr/bin/env python3
"""Runs the system tests, each in a process of its own, at most two at a time.

    PARLEY=.build/release/parley Tests/SystemTests/run.py [-j N] [PART OF A NAME ...]

One line a test; the last line is `N passed, N failed`. Exit code 0 if none failed.
"""

import argparse
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
    module, _, test = name.split(".", 2)[0], None, name.rsplit(".", 1)[1]
    return f"{module.removeprefix('test_')}: {test.removeprefix('test_').replace('_', ' ')}"


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
    passed = process.returncode == 0 and b"OK" in output.splitlines()[-1]
    return name, passed, time.monotonic() - start, output.decode(errors="replace")


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

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(min(options.jobs, 2)) as pool:
        for done in concurrent.futures.as_completed([pool.submit(run, name) for name in chosen]):
            name, passed, seconds, output = done.result()
            failed += not passed
            print(f"{'passed' if passed else 'FAILED'} {seconds:5.1f} s  {sentence(name)}")
            if not passed:
                print(f"       {name}\n" + "".join(
                    f"       | {line}\n" for line in output.splitlines()), end="")
            sys.stdout.flush()
    print(f"{len(chosen) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not chosen else 0)


if __name__ == "__main__":
    main()
