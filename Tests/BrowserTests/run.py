#!/usr/bin/env python3
"""Runs the browser tests, each file in a process and a browser of its own, two at a time.

    PARLEY=.build/release/parley Tests/BrowserTests/run.py [-j N] [PART OF A NAME ...]

One line a test; the last line is `N passed, N failed`. Exit code 0 if none failed. Of a test that
failed, pictures and what the pages said are kept: it prints where. scripts/install brings what
this needs; PARLEY_PAGES=Sources/WebBridge/Web takes the pages from there instead of the program.
"""

import argparse
import concurrent.futures
import os
import re
import signal
import subprocess
import sys
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
# Where scripts/install puts Playwright.
PYTHON = os.path.join(REPOSITORY, ".build", "browser-tests", "bin", "python")
TIMEOUT = 300
# A page that did not show what was expected is described on hundreds of lines.
LINES_SHOWN = 60
RESULT = re.compile(r"^(passed|FAILED) ", re.MULTILINE)


class LineResult(unittest.TestResult):
    """One line a test, and below it what went wrong."""

    def startTest(self, test):
        super().startTest(test)
        self.began, self.problems = time.monotonic(), []

    def addError(self, test, error):
        super().addError(test, error)
        self.problems.append(self.errors[-1][1])

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.problems.append(self.failures[-1][1])

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self.problems.append(f"{subtest}\n{self._exc_info_to_string(error, test)}")

    def stopTest(self, test):
        super().stopTest(test)
        outcome = "FAILED" if self.problems else "passed"
        print(f"{outcome:7} {time.monotonic() - self.began:5.1f} s  {sentence(test.id())}")
        if self.problems:
            print(f"       {test.id()}")
        for problem in self.problems:
            lines = problem.splitlines()
            for line in lines[:LINES_SHOWN]:
                print(f"       | {line}")
            if len(lines) > LINES_SHOWN:
                print(f"       | … {len(lines) - LINES_SHOWN} lines more")
        sys.stdout.flush()


def sentence(name):
    parts = name.split(".")
    return f"{parts[0].removeprefix('test_')}: {parts[-1].removeprefix('test_')}".replace("_", " ")


def tests_of(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests_of(test)
        else:
            yield test


def run_here(name, parts):
    """The tests of one file, in this process."""
    found = list(tests_of(unittest.defaultTestLoader.loadTestsFromName(name)))
    chosen = [test for test in found if not parts or any(part in test.id() for part in parts)]
    result = LineResult()
    unittest.TestSuite(chosen).run(result)
    # What failed outside of every test: no browser, for one.
    for test, text in result.errors:
        if not isinstance(test, unittest.TestCase):
            print(f"FAILED   0.0 s  {name}\n{text}")
    sys.exit(0 if result.wasSuccessful() else 1)


def run_apart(name, python, parts):
    # A session of its own, so that what a stuck test started can be ended with it.
    process = subprocess.Popen(
        [python, os.path.join(HERE, "run.py"), "--file", name, *parts], cwd=HERE,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)
    try:
        output = process.communicate(timeout=TIMEOUT)[0].decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output = process.communicate()[0].decode(errors="replace")
        output += f"FAILED   {name}: ended after {TIMEOUT} s\n"
    if process.returncode and "FAILED" not in RESULT.findall(output):
        output += f"FAILED   {name}: ended with {process.returncode}\n"
    return output


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    parser.add_argument("parts", nargs="*", help="only tests whose name contains one of these")
    options = parser.parse_args()
    if options.file:
        run_here(options.file, options.parts)

    # The tests run in their own folder; who names a path means the folder they are in.
    for name in ("PARLEY", "PARLEY_PAGES"):
        if os.environ.get(name):
            os.environ[name] = os.path.abspath(os.environ[name])
    python = PYTHON if os.path.exists(PYTHON) else sys.executable
    if subprocess.run([python, "-c", "import playwright"], stderr=subprocess.DEVNULL).returncode:
        sys.exit("Playwright is not here. Run: scripts/install")
    files = sorted(
        file.removesuffix(".py") for file in os.listdir(HERE)
        if file.startswith("test_") and file.endswith(".py"))
    # A file whose name does not fit may have tests whose names do: it finds that out itself.
    output = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        running = [pool.submit(run_apart, file, python, options.parts) for file in files]
        for done in concurrent.futures.as_completed(running):
            output.append(done.result())
            print(output[-1], end="", flush=True)
    outcomes = RESULT.findall("".join(output))
    passed, failed = outcomes.count("passed"), outcomes.count("FAILED")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
