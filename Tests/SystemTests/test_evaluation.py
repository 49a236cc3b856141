"""parley eval --bot: figures, JSON, a page that needs nothing else, and exit codes."""

import html.parser
import json
import os
import shutil
import subprocess
import tempfile
import unittest

from parley_daemon import BOT, PARLEY, REPOSITORY

# A complete bot with next to no examples, from other tests.
BASE = os.path.join(REPOSITORY, "Tests", "BotContentTests", "Broken", "_base")
INTENTS = {
    "order.track": """intent: order.track
examples:
  en:
    - where is my (parcel|order|package)
    - track my order
    - when will my parcel arrive
    - has my order shipped
    - "where's \\"it\\" & the \\u2068rest"
  zh: [我的快递到哪了, 查一下物流, 包裹什么时候到, 怎么还没发货, 快递呢]
""",
    "order.cancel": """intent: order.cancel
examples:
  en: [cancel my order, I want to cancel, please cancel it, stop my order, no longer want it]
  zh: [取消订单, 我不想要了, 帮我取消, 订单可以取消吗, 不要这个快递了]
""",
    "return.policy": """intent: return.policy
examples:
  en: [can I return it, how do I return my order, what is your return policy, returns please]
  zh: [可以退货吗, 怎么退货, 退货政策是什么, 我要退货]
""",
}
OFF_TOPIC = """off_topic:
  en: [what is the weather, tell me a joke, where is my cat, who won the match, sing a song]
  zh: [今天天气怎么样, 讲个笑话, 我的猫在哪里, 你几岁了, 唱首歌吧]
"""
SUPPORT = {
    "greet": 2, "human.request": 2, "no": 2, "order.cancel": 10, "order.track": 12,
    "return.policy": 8, "yes": 2}
# The keys that docs/evaluation.md names.
KEYS = {
    "folds", "sentences", "off_topic_messages", "accuracy", "macro_f1", "auroc", "threshold",
    "answered_right", "answered_wrong", "refused", "off_topic_refused", "languages", "intents",
    "pairs", "matrix", "curve"}
PAIR_KEYS = {
    "expected", "predicted", "sentences", "answered", "advice", "misled_by", "examples"}
EXAMPLE_KEYS = {
    "text", "language", "file", "line", "variants", "without_marks", "score", "answered",
    "misled_by"}
POINT_KEYS = {
    "threshold", "current", "quantile", "answered_right", "answered_wrong", "refused",
    "off_topic_refused"}


class Page(html.parser.HTMLParser):
    """What a page would load, what would run in it, its ids and where its links lead."""

    VOID = {"meta", "br", "hr", "img", "input", "link"}

    def __init__(self, text):
        super().__init__()
        self.loaded, self.ids, self.links, self.tags, self.open = [], [], [], set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        self.note(dict(attributes))

    def handle_startendtag(self, tag, attributes):
        self.tags.add(tag)
        self.note(dict(attributes))

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, f"</{tag}> closes nothing"

    def note(self, attributes):
        self.loaded += [attributes[name] for name in ("src", "srcset", "data") if name in attributes]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if "href" in attributes:
            self.links.append(attributes["href"])


class Evaluation(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="parley-", dir="/tmp")
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.bot = os.path.join(self.folder, "bot")
        shutil.copytree(BASE, self.bot)
        for name, text in INTENTS.items():
            self.write(f"intents/{name}.yaml", text)
        self.write("intents/_off_topic.yaml", OFF_TOPIC)

    def write(self, path, text):
        with open(os.path.join(self.bot, path), "w", encoding="utf-8") as file:
            file.write(text)

    def run_parley(self, *arguments):
        return subprocess.run(
            [PARLEY, "eval", *arguments], capture_output=True, text=True, timeout=60,
            cwd=self.folder)

    def evaluated(self, *arguments):
        done = self.run_parley("--bot", self.bot, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_the_json_has_the_documented_keys_and_figures_that_agree(self):
        result = json.loads(self.evaluated("--json"))
        self.assertEqual(set(result), KEYS)
        self.assertEqual(result["folds"], 5)
        self.assertEqual(result["off_topic_messages"], 10)
        # Of the template with three variants each is one.
        self.assertEqual(
            {intent["intent"]: intent["support"] for intent in result["intents"]}, SUPPORT)
        self.assertEqual(result["sentences"], 38)
        self.assertAlmostEqual(
            result["answered_right"] + result["answered_wrong"] + result["refused"], 1)
        matrix = result["matrix"]
        self.assertEqual(matrix["intents"], sorted(SUPPORT))
        self.assertEqual([sum(row) for row in matrix["counts"]],
                         [SUPPORT[intent] for intent in matrix["intents"]])
        right = sum(row[i] for i, row in enumerate(matrix["counts"]))
        self.assertAlmostEqual(result["accuracy"], right / 38)
        wrong = sum(pair["sentences"] for pair in result["pairs"] if pair["expected"])
        self.assertEqual(wrong, 38 - right)
        for pair in result["pairs"]:
            self.assertEqual(set(pair), PAIR_KEYS)
            for example in pair["examples"]:
                self.assertEqual(set(example), EXAMPLE_KEYS)
                self.assertEqual(
                    example["file"], f"intents/{pair['expected'] or '_off_topic'}.yaml")
                with open(os.path.join(self.bot, example["file"]), encoding="utf-8") as file:
                    line = file.read().splitlines()[example["line"] - 1]
                self.assertIn(example["text"].split()[0], line)
        self.assertEqual([point["threshold"] for point in result["curve"] if point["current"]],
                         [0.5])
        for point in result["curve"]:
            self.assertEqual(set(point), POINT_KEYS)
        self.assertEqual(len(result["curve"]), 21)

    def test_two_runs_say_the_same(self):
        self.assertEqual(self.evaluated("--json"), self.evaluated("--json"))

    def test_people_get_the_worst_first_and_what_to_do(self):
        text = self.evaluated()
        self.assertTrue(text.startswith("7 intents, 38 sentences, each asked while held out\n"))
        self.assertIn("\n0.5 now ", text)
        self.assertNotIn("\x1b", text)

    def test_the_page_needs_nothing_else(self):
        path = os.path.join(self.folder, "page.html")
        self.evaluated("--html", path)
        with open(path, "rb") as file:
            source = file.read().decode("utf-8", errors="strict")
        self.assertNotRegex(source, r"https?:|//|url\(|@import|javascript:")
        page = Page(source)
        self.assertEqual(page.loaded, [])
        self.assertEqual(page.open, [])
        self.assertEqual(page.tags & {"script", "link", "iframe", "object", "embed", "base"}, set())
        self.assertEqual(len(page.ids), len(set(page.ids)))
        self.assertTrue(page.links)
        for link in page.links:
            self.assertIn(link.removeprefix("#"), page.ids)
        self.assertLessEqual({"svg", "table", "details", "main", "h1"}, page.tags)
        self.assertIn("order.cancel", source)

    def test_wrong_usage_ends_with_2(self):
        tsv = os.path.join(self.folder, "t.tsv")
        with open(tsv, "w", encoding="utf-8") as file:
            file.write("a\tone\nb\ttwo\n")
        for arguments in (
            (), ("--train", tsv), ("--test", tsv), ("--oos", tsv), ("--json",),
            ("--bot", self.bot, "--train", tsv, "--test", tsv), ("--bot", self.bot, "--oos", tsv),
            ("--train", tsv, "--test", tsv, "--html", "x.html"), ("--bot", self.bot, "--no-such"),
        ):
            with self.subTest(arguments):
                done = self.run_parley(*arguments)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertTrue(done.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "x.html")))

    def test_what_cannot_run_ends_with_3(self):
        missing = os.path.join(self.folder, "nowhere")
        for arguments in (
            ("--bot", missing), ("--bot", self.bot, "--html", os.path.join(missing, "page.html")),
            ("--train", missing, "--test", missing),
        ):
            with self.subTest(arguments):
                done = self.run_parley(*arguments)
                self.assertEqual((done.returncode, done.stdout), (3, ""))
                self.assertTrue(done.stderr.startswith("parley: "), done.stderr)
        self.write("intents/order.cancel.yaml", "intent: order.cancel\nexamples: {en: [(a|b]}\n")
        done = self.run_parley("--bot", self.bot)
        self.assertEqual((done.returncode, done.stdout), (3, ""))
        self.assertIn("intents/order.cancel.yaml:2:", done.stderr)

    def test_sets_of_utterances_are_measured_as_before(self):
        tsv = os.path.join(self.folder, "t.tsv")
        with open(tsv, "w", encoding="utf-8") as file:
            file.writelines(f"{label}\t{text} {number}\n" for number in range(6)
                            for label, text in (("a", "red apple"), ("b", "blue sky")))
        done = self.run_parley("--train", tsv, "--test", tsv, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(set(json.loads(done.stdout)), {
            "train_examples", "intents", "train_seconds", "calibrate_seconds", "accuracy",
            "in_scope_accuracy", "oos_recall", "oos_precision", "auroc", "macro_f1",
            "microseconds_per_utterance", "model_bytes"})


class ShippedShop(unittest.TestCase):
    def test_its_own_examples_are_told_apart(self):
        done = subprocess.run(
            [PARLEY, "eval", "--bot", BOT, "--json"], capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertGreater(json.loads(done.stdout)["accuracy"], 0.7)
