"""A disk that is full: nothing acknowledged is lost, and it goes on by itself when there is room.

A small file system in memory is mounted for it, which takes root: continuous integration is.
"""

import errno
import os
import subprocess
import unittest

from parley_client import ParleyError, message_id
from parley_daemon import SystemTest


@unittest.skipUnless(os.geteuid() == 0, "mounting a small disk takes root")
class FullDisk(SystemTest):
    def setUp(self):
        super().setUp()
        self.disk = os.path.join(self.folder, "disk")
        os.mkdir(self.disk)
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", self.disk], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], check=True)
        self.daemon(data=os.path.join(self.disk, "parley.sqlite"))
        self.bridge = self.client("bridge")
        self.bridge.open("c1")

    def fill(self):
        """Takes all the room there is."""
        self.ballast = os.path.join(self.disk, "ballast")
        with open(self.ballast, "ab", buffering=0) as file:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise

    def make_room(self):
        os.unlink(self.ballast)

    def say_until_refused(self, client, chat):
        """Talks until the disk is really full; gives what was acknowledged and the refusal."""
        acknowledged = {}
        for n in range(3000):
            id = message_id()
            try:
                acknowledged[id] = client.say(chat, f"message {n} " + "x" * 3000, id)["seq"]
            except ParleyError as error:
                return acknowledged, error
        self.fail("the disk never became full")

    def stored(self, chat):
        rows = self.current.sql(
            "SELECT message_id, seq FROM messages WHERE chat_id = ? AND message_id IS NOT NULL",
            chat)
        return {row["message_id"]: row["seq"] for row in rows}

    def test_it_says_read_only_loses_nothing_and_recovers_by_itself(self):
        watcher = self.client("bridge")
        watcher.call("events.subscribe", chats=["c1"])
        self.fill()
        acknowledged, error = self.say_until_refused(self.bridge, "c1")
        self.assertEqual((error.code, error.name), (1403, "READ_ONLY"))
        self.assertGreater(error.data["retry_ms"], 0)
        self.assertEqual(self.stored("c1"), acknowledged)
        # Reading goes on, and so does everything that needs no disk.
        self.bridge.call("ping")
        self.assertGreaterEqual(self.bridge.history("c1")["last"], len(acknowledged))
        self.refused(1403, self.bridge, "chat.open", chat="c2")
        self.make_room()
        id = message_id()
        result = self.bridge.say("c1", "there is room again", id)
        self.assertFalse(result["duplicate"])
        acknowledged[id] = result["seq"]
        self.assertEqual(self.stored("c1"), acknowledged)
        self.assertEqual(self.bridge.call("chat.open", chat="c2")["created"], True)
        # No event of what was refused, none missing of what was not.
        seen = []
        while not seen or seen[-1]["text"] != "there is room again":
            seen.append(watcher.message("c1"))
        first = seen[0]["seq"]
        self.assert_gapless(seen, first)
        self.assertEqual(
            self.current.sql("PRAGMA integrity_check"), [{"integrity_check": "ok"}])

    def test_what_was_refused_can_be_sent_again_with_the_same_id(self):
        self.fill()
        _, error = self.say_until_refused(self.bridge, "c1")
        self.assertEqual(error.code, 1403)
        self.refused(
            1403, self.bridge, "chat.say", chat="c1", text="please " * 400, message_id="again")
        self.make_room()
        first = self.bridge.say("c1", "please " * 400, "again")
        self.assertFalse(first["duplicate"])
        self.assertTrue(self.bridge.say("c1", "please " * 400, "again")["duplicate"])

    def test_kill_9_on_a_full_disk_loses_nothing_either(self):
        self.fill()
        acknowledged, _ = self.say_until_refused(self.bridge, "c1")
        self.current.kill()
        self.make_room()
        self.current.start()
        self.assertEqual(self.stored("c1"), acknowledged)

    def test_it_starts_on_a_full_disk_or_says_why_not(self):
        self.fill()
        self.current.terminate()
        self.fill()
        self.current.launch()
        try:
            self.current.wait_until_ready()
        except AssertionError:
            self.assertEqual(self.current.process.returncode, 3)
            self.assertRegex(self.current.log_text(), "full|space")
        else:
            client = self.client("bridge")
            self.assertGreaterEqual(client.history("c1")["last"], 1)

    def test_timers_that_could_not_be_stored_run_later(self):
        self.bridge.open("c3")
        self.bridge.say("c3", "I want to cancel my order")
        admin = self.client("admin")
        self.fill()
        self.say_until_refused(self.bridge, "c1")
        self.refused(1403, admin, "clock.advance", seconds=301)
        self.make_room()
        admin.call("clock.advance", seconds=301)
        reminders = [text for text in self.bridge.texts("c3") if "still there" in text]
        self.assertEqual(len(reminders), 1)
