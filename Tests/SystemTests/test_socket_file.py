"""The socket file, and the ways to begin and to end."""

import os
import signal
import socket
import stat
import time

from parley_client import Client, Closed
from parley_daemon import Daemon, SystemTest


class SocketFile(SystemTest):
    def test_it_is_for_the_daemons_own_user_only(self):
        self.daemon()
        mode = os.stat(self.current.socket).st_mode
        self.assertTrue(stat.S_ISSOCK(mode))
        self.assertEqual(stat.S_IMODE(mode), 0o600)

    def test_one_that_a_killed_daemon_left_behind_is_replaced(self):
        self.daemon()
        self.current.kill()
        self.assertTrue(os.path.exists(self.current.socket))
        self.current.start()
        self.client("bridge").open()

    def test_one_that_is_alive_is_refused(self):
        self.daemon()
        other = Daemon(self.folder, data=os.path.join(self.folder, "other.sqlite"))
        code, said = other.refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(self.current.socket, said)
        self.client("bridge").open()

    def test_a_file_that_is_no_socket_is_refused_and_not_touched(self):
        path = os.path.join(self.folder, "s")
        with open(path, "w", encoding="ascii") as file:
            file.write("precious")
        code, said = Daemon(self.folder).refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(path, said)
        with open(path, encoding="ascii") as file:
            self.assertEqual(file.read(), "precious")

    def test_a_path_that_is_too_long_is_named(self):
        path = os.path.join(self.folder, "x" * 120)
        code, said = Daemon(self.folder, socket_path=path).refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn(path, said)

    def test_a_bot_that_is_not_there_is_named(self):
        code, said = Daemon(self.folder, bot=os.path.join(self.folder, "nowhere")) \
            .refuses_to_start()
        self.assertEqual(code, 3, said)
        self.assertIn("nowhere", said)

    def test_an_unknown_option_is_exit_code_2(self):
        code, said = Daemon(self.folder, options=["--colour", "red"]).refuses_to_start()
        self.assertEqual(code, 2, said)
        self.assertIn("--colour", said)


class GracefulStop(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()

    def test_sigterm_ends_it_with_0_and_removes_the_socket(self):
        idle = self.client("bridge")
        self.assertEqual(self.current.terminate(10), 0)
        self.assertFalse(os.path.exists(self.current.socket))
        with self.assertRaises(Closed):
            idle.read_line()

    def test_sigint_does_so_too(self):
        self.current.process.send_signal(signal.SIGINT)
        self.assertEqual(self.current.process.wait(10), 0)
        self.assertFalse(os.path.exists(self.current.socket))

    def test_what_was_taken_in_is_answered_and_what_is_stored_was_answered(self):
        for n in range(5):
            with self.subTest(n):
                chat = f"c{n}"
                bridge = self.client("bridge")
                bridge.open(chat)
                numbers = [
                    bridge.send("chat.say", chat=chat, text=f"hello {m}", message_id=f"m{m}")
                    for m in range(200)]
                bridge.answer(numbers[0])
                self.assertEqual(self.current.terminate(), 0)
                answered = 1
                try:
                    for number in numbers[1:]:
                        self.assertEqual(bridge.answer(number)["duplicate"], False)
                        answered += 1
                except (Closed, TimeoutError):
                    pass
                stored = self.current.sql(
                    "SELECT count(*) AS n FROM messages "
                    "WHERE chat_id = ? AND message_id IS NOT NULL", chat)[0]["n"]
                self.assertEqual(stored, answered)
                self.current.start()

    def test_a_client_that_does_not_read_cannot_hold_it_up(self):
        bridge = self.client("bridge")
        bridge.open("c1")
        rude = Client(self.current.socket)
        self.addCleanup(rude.close)
        rude.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        rude.call("hello", protocol=1, role="bridge")
        rude.socket.setblocking(False)
        try:
            for n in range(100_000):
                rude.socket.send(
                    b'{"jsonrpc":"2.0","id":%d,"method":"rpc.discover"}\n' % n)
        except BlockingIOError:
            pass
        start = time.monotonic()
        self.assertEqual(self.current.terminate(15), 0)
        self.assertLess(time.monotonic() - start, 12)
        self.assertFalse(os.path.exists(self.current.socket))

    def test_nothing_is_left_in_the_log_of_writes(self):
        bridge = self.client("bridge")
        chat = bridge.open()
        bridge.say(chat, "hello")
        self.current.terminate()
        wal = self.current.data + "-wal"
        self.assertTrue(not os.path.exists(wal) or os.path.getsize(wal) == 0)
        self.current.start()
        self.assertEqual(self.client("bridge").history(chat)["messages"][1]["text"], "hello")
