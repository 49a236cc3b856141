"""What training made is kept beside the data file; whatever happens to it, the daemon serves."""

import glob
import os

from parley_daemon import SystemTest


class ModelCache(SystemTest):
    def setUp(self):
        super().setUp()
        self.bot = self.shop()
        self.daemon(bot=self.bot)

    def models(self):
        return sorted(glob.glob(self.current.data + "-*.model"))

    def model(self):
        (path,) = self.models()
        return path

    def answer(self):
        bridge = self.client("bridge")
        return bridge.say(bridge.open(), "how much is delivery")["messages"][0]["text"]

    def test_the_same_rules_are_not_learnt_twice(self):
        before = os.stat(self.model())
        said = self.answer()
        self.current.restart()
        after = os.stat(self.model())
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))
        self.assertEqual(self.answer(), said)

    def test_what_is_damaged_is_learnt_anew(self):
        path = self.model()
        with open(path, "rb") as file:
            whole = file.read()
        for damaged in (b"", whole[:-1], whole[:1000] + b"\0" + whole[1001:]):
            with self.subTest(bytes=len(damaged)):
                self.current.kill()
                with open(path, "wb") as file:
                    file.write(damaged)
                self.current.start()
                self.assertIn("¥99", self.answer())
                with open(path, "rb") as file:
                    self.assertEqual(file.read(), whole)

    def test_other_rules_have_another_model_and_old_ones_go(self):
        before = self.models()
        path = os.path.join(self.bot, "intents", "_off_topic.yaml")
        with open(path, "a", encoding="utf-8") as file:
            file.write("\n# another version\n")
        self.client("admin").call("content.reload")
        self.assertEqual(len(self.models()), 2)
        self.current.restart()
        (after,) = self.models()
        self.assertNotIn(after, before)

    def test_a_model_that_cannot_be_written_is_no_reason_not_to_serve(self):
        path = self.model()
        self.current.kill()
        os.remove(path)
        os.mkdir(path)
        self.current.start()
        self.assertIn("¥99", self.answer())
        self.assertIn("the next start trains again", self.current.log_text())
