"""`parley eval --train --test`: its figures are a contract, and the same in every run."""

import json
import os
import subprocess
import tempfile
import unittest

from parley_daemon import PARLEY

TRAIN = """\
track\twhere is my parcel
track\twhen will my parcel arrive
track\tđơn hàng của tôi đến đâu rồi
track\t我的快递到哪了
track\ttrack my order please
track\tstill waiting for my package
cancel\tcancel my order
cancel\tplease cancel it (the order)
cancel\thủy đơn giúp em
cancel\t取消订单
cancel\ti do not want it anymore
cancel\tcall the order off
"""
TEST = "track\twhere's the pracel\ntrack\tdon hang den dau roi\ncancel\t請取消訂單\ncancel\twhere\n"
# Texts of which nothing is known are never in scope, however little there is to learn from.
OUT_OF_SCOPE = "oos\tzzz qqq www\noos\t天气\n"
KEYS = {
    "train_examples", "intents", "train_seconds", "calibrate_seconds", "accuracy",
    "in_scope_accuracy", "oos_recall", "oos_precision", "auroc", "macro_f1",
    "microseconds_per_utterance", "model_bytes"}
TIMES = {"train_seconds", "calibrate_seconds", "microseconds_per_utterance"}


class EvalSets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="parley-eval-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.train = self.file("train.tsv", TRAIN)
        self.test = self.file("test.tsv", TEST)
        self.out_of_scope = self.file("oos.tsv", OUT_OF_SCOPE)

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(text.encode() if isinstance(text, str) else text)
        return path

    def run_eval(self, *options):
        return subprocess.run(
            [PARLEY, "eval", *options], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=60)

    def figures(self, *options):
        done = self.run_eval("--json", *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.count("\n"), 1)
        return json.loads(done.stdout)

    def test_the_figures(self):
        got = self.figures(
            "--train", self.train, "--test", self.test, "--oos", self.out_of_scope)
        self.assertEqual(set(got), KEYS)
        # Both Vietnamese sentences teach without their marks, too.
        self.assertEqual(got["train_examples"], 14)
        self.assertEqual(got["intents"], 2)
        self.assertEqual(got["accuracy"], 0.75)
        self.assertEqual(got["oos_recall"], 1)
        self.assertEqual(got["auroc"], 1)
        self.assertGreater(got["model_bytes"], 1_000)

    def test_two_runs_differ_in_nothing_but_time(self):
        options = ("--train", self.train, "--test", self.test, "--oos", self.out_of_scope)
        one, other = self.figures(*options), self.figures(*options)
        for key in KEYS - TIMES:
            self.assertEqual(one[key], other[key], key)

    def test_without_out_of_scope_its_figures_are_null(self):
        got = self.figures("--train", self.train, "--test", self.test)
        self.assertEqual(
            [got["oos_recall"], got["oos_precision"], got["auroc"]], [None, None, None])
        self.assertIsNotNone(got["in_scope_accuracy"])

    def test_people_get_a_table(self):
        done = self.run_eval("--train", self.train, "--test", self.test)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^accuracy +75\.00 %")

    def test_what_cannot_be_read_is_named_with_its_line(self):
        broken = self.file("broken.tsv", "track\twhere\nno tab here\n")
        done = self.run_eval("--train", broken, "--test", self.test)
        self.assertEqual(done.returncode, 3)
        self.assertIn(f"{broken}:2: there is no tab", done.stderr)
        done = self.run_eval("--train", os.path.join(self.folder, "none"), "--test", self.test)
        self.assertEqual(done.returncode, 3)
        done = self.run_eval("--train", self.file("empty.tsv", ""), "--test", self.test)
        self.assertEqual(done.returncode, 3)

    def test_half_of_the_options_is_a_mistake_of_usage(self):
        self.assertEqual(self.run_eval("--train", self.train).returncode, 2)
        self.assertEqual(self.run_eval().returncode, 2)
