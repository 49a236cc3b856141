"""The data file: one daemon, many readers, nothing lost."""

import contextlib
import os
import shutil
import sqlite3
import stat

from parley_client import message_id
from parley_daemon import Daemon, SystemTest


class DataFile(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def other(self, **options):
        other = Daemon(self.folder, **options)
        self.addCleanup(other.kill)
        return other

    def test_a_second_daemon_on_the_same_data_is_refused(self):
        other = self.other(data=self.current.data, socket_path=os.path.join(self.folder, "s2"))
        code, said = other.refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(self.current.data, said)
        self.assertIn("in use", said)
        self.assertFalse(os.path.exists(other.socket))
        self.bridge.open()

    def test_by_whatever_name_it_leads_to_it(self):
        hard = os.path.join(self.folder, "hard.sqlite")
        soft = os.path.join(self.folder, "soft.sqlite")
        os.link(self.current.data, hard)
        os.symlink(self.current.data, soft)
        for name in (hard, soft):
            with self.subTest(name):
                other = self.other(data=name, socket_path=os.path.join(self.folder, "s2"))
                code, said = other.refuses_to_start()
                self.assertEqual(code, 3, said)
                self.assertIn("in use", said)

    def test_after_kill_9_the_next_daemon_has_it_at_once(self):
        chat = self.bridge.open()
        self.current.restart()
        self.assertEqual(self.client("bridge").history(chat)["last"], 1)

    def contents(self):
        with contextlib.closing(sqlite3.connect(self.current.data)) as database:
            return list(database.iterdump())

    def test_a_file_from_a_newer_version_is_refused_and_not_changed(self):
        self.bridge.open()
        self.current.terminate()
        with contextlib.closing(sqlite3.connect(self.current.data)) as database:
            database.execute("INSERT INTO grdb_migrations (identifier) VALUES ('999 the future')")
            database.commit()
        before = self.contents()
        code, said = self.current.refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn("newer", said)
        self.assertIn(self.current.data, said)
        self.assertEqual(self.contents(), before)

    def test_a_file_that_is_no_database_is_refused_and_not_touched(self):
        letter = os.path.join(self.folder, "letter.txt")
        with open(letter, "w", encoding="ascii") as file:
            file.write("Dear database,\n" * 1000)
        other = self.other(data=letter, socket_path=os.path.join(self.folder, "s2"))
        code, said = other.refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(letter, said)
        with open(letter, encoding="ascii") as file:
            self.assertEqual(file.read(), "Dear database,\n" * 1000)

    def test_a_folder_that_is_not_there_is_made_or_named(self):
        place = os.path.join(self.folder, "not", "there", "parley.sqlite")
        other = self.other(data=place, socket_path=os.path.join(self.folder, "s2"))
        other.launch()
        try:
            other.wait_until_ready()
        except AssertionError:
            self.assertEqual(other.process.returncode, 3)
            self.assertIn(place, other.log_text())

    def test_anybody_may_read_it_while_the_daemon_runs(self):
        self.waiting_chat(self.bridge)
        self.assertEqual(self.current.sql("PRAGMA journal_mode"), [{"journal_mode": "wal"}])
        self.assertEqual(
            self.current.sql("PRAGMA integrity_check"), [{"integrity_check": "ok"}])
        self.assertEqual(self.current.sql("PRAGMA foreign_key_check"), [])
        row = self.current.sql("SELECT * FROM escalations")[0]
        self.assertEqual((row["priority"], row["status"]), (3, "waiting"))
        self.assertIsInstance(row["id"], int)
        for column in ("created_at", "due_at"):
            self.assertRegex(row[column], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")

    def test_a_reader_that_stays_open_does_not_stop_the_daemon(self):
        chat = self.bridge.open()
        reader = sqlite3.connect(f"file:{self.current.data}?mode=ro", uri=True)
        self.addCleanup(reader.close)
        reader.execute("BEGIN")
        self.assertEqual(reader.execute("SELECT count(*) FROM messages").fetchone(), (1,))
        for n in range(300):
            self.bridge.say(chat, f"message {n}")
        self.assertEqual(reader.execute("SELECT count(*) FROM messages").fetchone(), (1,))
        reader.execute("COMMIT")
        self.assertGreater(reader.execute("SELECT count(*) FROM messages").fetchone()[0], 300)

    def test_the_data_file_is_for_its_owner_only(self):
        self.bridge.open()
        for name in (self.current.data, self.current.data + "-wal"):
            self.assertEqual(stat.S_IMODE(os.stat(name).st_mode) & 0o077, 0, name)

    def test_what_customers_say_is_not_in_the_log(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "my password is Xyzzy-4711, where is order 20251120778")
        self.bridge.say(chat, "Xyzzy-4711 flibbertigibbet")
        self.current.terminate()
        self.assertNotIn("Xyzzy", self.current.log_text(10_000))

    def test_a_backup_by_hand_is_whole_and_starts(self):
        chat = self.bridge.open()
        for n in range(20):
            self.bridge.say(chat, f"message {n}")
        copy = os.path.join(self.folder, "copy.sqlite")
        source, target = sqlite3.connect(self.current.data), sqlite3.connect(copy)
        source.backup(target)
        source.close()
        target.close()
        restored = self.other(data=copy, socket_path=os.path.join(self.folder, "s2"))
        restored.start()
        self.assertEqual(
            self.client("bridge", daemon=restored).history(chat), self.bridge.history(chat))

    def test_the_state_of_every_chat_survives_kill_9(self):
        # Ahead of the machine's clock a manual one goes on, after a restart, where it stood.
        self.client("admin").call("clock.advance", seconds=86_400)
        form = self.bridge.open()
        self.bridge.say(form, "I want to make a complaint")
        misses = self.bridge.open()
        self.bridge.say(misses, "flibbertigibbet wibble wobble")
        self.bridge.say(misses, "the cat sat upon the quantum mat")
        burst = self.bridge.open()
        self.bridge.say(burst, "how much", more=True)
        offered = self.bridge.open()
        self.bridge.say(offered, "talk to a person")
        closed = self.bridge.open()
        self.bridge.call("chat.close", chat=closed, message_id=message_id())
        self.current.restart()
        self.bridge = self.client("bridge")
        self.assertIn(
            "Which order", str(self.bridge.say(form, "the kettle exploded twice")["messages"]))
        self.assertEqual(self.bridge.say(misses, "zzz qqq xxx")["owner"], "queue")
        self.assertIn("¥99", str(self.bridge.say(burst, "is delivery")["messages"]))
        self.assertEqual(self.bridge.say(offered, "never mind")["owner"], "bot")
        self.assertEqual(self.bridge.call("chat.open", chat=closed)["owner"], "nobody")

    def test_a_data_file_that_was_moved_away_is_still_locked(self):
        moved = os.path.join(self.folder, "moved.sqlite")
        for end in ("", "-wal", "-shm"):
            shutil.copy(self.current.data + end, moved + end)
        # A copy is another file: that one may be started.
        other = self.other(data=moved, socket_path=os.path.join(self.folder, "s2"))
        other.start()
        self.bridge.open()
