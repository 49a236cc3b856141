"""Rules change without a restart; a bad change is refused whole, and the old rules go on."""

import os
import re

from parley_daemon import SystemTest


class Reload(SystemTest):
    def setUp(self):
        super().setUp()
        self.bot = self.shop()
        self.daemon(bot=self.bot)
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")

    def edit(self, file, old, new):
        path = os.path.join(self.bot, file)
        with open(path, encoding="utf-8") as source:
            text = source.read()
        self.assertIn(old, text)
        with open(path, "w", encoding="utf-8") as target:
            target.write(text.replace(old, new, 1))

    def version(self, chat, seq):
        return self.admin.call("chat.why", chat=chat, seq=seq)["version"]

    def test_a_good_change_takes_force_at_once(self):
        chat = self.bridge.open()
        self.assertIn("¥99", self.bridge.say(chat, "how much is delivery")["messages"][0]["text"])
        before = self.version(chat, 2)
        self.edit("dialogs/_settings.yaml", "free_shipping_from: 99 ", "free_shipping_from: 77 ")
        version = self.admin.call("content.reload")["version"]
        self.assertRegex(version, r"^[0-9a-f]{64}$")
        self.assertNotEqual(version, before)
        said = self.bridge.say(chat, "how much is delivery")
        self.assertIn("¥77", said["messages"][0]["text"])
        self.assertEqual(self.version(chat, said["seq"]), version)
        # What was said under the old rules is explained by them.
        self.assertEqual(self.version(chat, 2), before)

    def test_reloading_the_same_rules_keeps_their_version(self):
        first = self.admin.call("content.reload")
        self.assertEqual(self.admin.call("content.reload"), first)

    def test_a_bad_change_is_refused_with_its_findings_and_the_old_rules_go_on(self):
        chat = self.bridge.open()
        before = self.bridge.say(chat, "how much is delivery")
        self.edit("dialogs/order_track.yaml", "failed: backend_down", "failed: backend_dwn")
        self.edit("dialogs/order_cancel.yaml", "dialog: order_cancel", "dialogue: order_cancel")
        error = self.refused(1501, self.admin, "content.reload")
        findings = error.data["findings"]
        self.assertGreaterEqual(
            {finding["file"] for finding in findings},
            {"dialogs/order_track.yaml", "dialogs/order_cancel.yaml"})
        found = next(
            finding for finding in findings if finding["file"] == "dialogs/order_track.yaml")
        with open(os.path.join(self.bot, found["file"]), encoding="utf-8") as source:
            line = source.read().splitlines()[found["line"] - 1]
        self.assertIn("backend_dwn", line)
        self.assertEqual(line[found["column"] - 1 :][:11], "backend_dwn")
        self.assertEqual(found["severity"], "error")
        self.assertTrue(found["message"])
        after = self.bridge.say(chat, "how much is delivery")
        self.assertEqual(after["messages"][0]["text"], before["messages"][0]["text"])
        self.assertEqual(
            self.version(chat, after["seq"]), self.version(chat, before["seq"]))
        # Mended, it takes force.
        self.edit("dialogs/order_track.yaml", "failed: backend_dwn", "failed: backend_down")
        self.edit("dialogs/order_cancel.yaml", "dialogue: order_cancel", "dialog: order_cancel")
        self.admin.call("content.reload")

    def test_a_folder_that_is_gone_is_refused_too(self):
        os.rename(os.path.join(self.bot, "dialogs"), os.path.join(self.bot, "elsewhere"))
        self.refused(1501, self.admin, "content.reload")
        chat = self.bridge.open()
        self.assertTrue(self.bridge.say(chat, "how much is delivery")["messages"])

    def test_a_dialog_under_way_finishes_under_the_rules_it_began_with(self):
        chat = self.bridge.open()
        asked = self.bridge.say(chat, "I want to cancel my order")
        self.assertTrue(asked["messages"])
        self.edit(
            "dialogs/texts/en.yaml", "  why_order: The number tells me",
            "  why_order: NEW RULES. The number tells me")
        self.admin.call("content.reload")
        old = self.bridge.say(chat, "why do you need that?")
        self.assertNotIn("NEW RULES", str(old["messages"]))
        other = self.bridge.open()
        self.bridge.say(other, "I want to cancel my order")
        new = self.bridge.say(other, "why do you need that?")
        self.assertIn("NEW RULES", str(new["messages"]))

    def test_and_does_so_after_kill_9(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        self.edit(
            "dialogs/texts/en.yaml", "  why_order: The number tells me",
            "  why_order: NEW RULES. The number tells me")
        self.current.restart()
        self.bridge = self.client("bridge")
        old = self.bridge.say(chat, "why do you need that?")
        self.assertIn("The number tells me", str(old["messages"]))
        self.assertNotIn("NEW RULES", str(old["messages"]))

    def test_a_dialog_moves_where_its_author_says_how(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to cancel my order")
        self.edit(
            "dialogs/texts/en.yaml", "  why_order: The number tells me",
            "  why_order: NEW RULES. The number tells me")
        for dialog in ("find_order", "order_cancel"):
            self.edit(f"dialogs/{dialog}.yaml", "\nstates:", "\nmoves: {}\nstates:")
        version = self.admin.call("content.reload")["version"]
        said = self.bridge.say(chat, "why do you need that?")
        self.assertIn("NEW RULES", str(said["messages"]))
        self.assertEqual(self.version(chat, said["seq"]), version)

    def test_customers_are_answered_while_rules_are_loaded(self):
        chat = self.bridge.open()
        number = self.admin.send("content.reload")
        for n in range(20):
            self.assertTrue(self.bridge.say(chat, "how much is delivery")["messages"])
        self.assertTrue(self.admin.answer(number)["version"])

    def test_broken_rules_at_the_start_are_exit_code_1_or_3_with_every_finding(self):
        self.edit("dialogs/order_track.yaml", "failed: backend_down", "failed: backend_dwn")
        self.current.terminate()
        code, said = self.current.refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertRegex(said, r"dialogs/order_track\.yaml:\d+:\d+: error: ")
        self.assertTrue(re.search("did you mean .backend_down", said), said)
