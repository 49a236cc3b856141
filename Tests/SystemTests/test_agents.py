"""Agents come and go: claims that are not answered, connections that are lost."""

import contextlib
import sqlite3

from parley_daemon import SystemTest


class AgentsComeAndGo(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")
        self.admin.call("events.subscribe")
        # Ahead of the machine's clock a manual one goes on, after a restart, where it stood.
        self.advance(86_400)
        self.chat, _ = self.waiting_chat(self.bridge)

    def advance(self, seconds):
        self.admin.call("clock.advance", seconds=seconds)

    def owner(self):
        return self.bridge.call("chat.open", chat=self.chat)["owner"]

    def gone(self, agent, name="lin"):
        """Closes the connection and waits until the daemon has noticed."""
        agent.close()
        self.admin.event(
            "presence", where=lambda event: (event["agent"], event["state"]) == (name, "away"))

    def test_a_claim_that_is_not_answered_in_time_goes_back(self):
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=self.chat)
        self.advance(179)
        self.assertEqual(self.owner(), "agent:lin")
        self.advance(2)
        self.assertEqual(self.owner(), "queue")
        self.refused(1202, agent, "agent.say", chat=self.chat, text="hi", message_id="m")

    def test_a_claim_that_is_answered_in_time_stays(self):
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=self.chat)
        agent.call("agent.say", chat=self.chat, text="hi", message_id="m")
        self.advance(3600)
        self.assertEqual(self.owner(), "agent:lin")

    def test_a_lost_connection_keeps_the_chat_for_the_grace_time(self):
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=self.chat)
        agent.call("agent.say", chat=self.chat, text="hi", message_id="m")
        later, _ = self.waiting_chat(self.bridge)
        self.gone(agent)
        self.advance(119)
        self.assertEqual(self.owner(), "agent:lin")
        self.advance(2)
        self.assertEqual(self.owner(), "queue")
        waiting = self.client("agent", "mai").call("queue.list")["waiting"]
        self.assertEqual([item["chat"] for item in waiting], [self.chat, later])

    def test_back_within_the_grace_time_nothing_happens(self):
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=self.chat)
        agent.call("agent.say", chat=self.chat, text="hi", message_id="m")
        self.gone(agent)
        self.advance(60)
        back = self.client("agent", "lin")
        self.assertEqual(
            [held["chat"] for held in back.call("agent.chats")["chats"]], [self.chat])
        self.advance(3600)
        self.assertEqual(self.owner(), "agent:lin")

    def test_one_of_two_connections_lost_is_no_loss(self):
        first, second = self.client("agent", "lin"), self.client("agent", "lin")
        first.call("queue.claim", chat=self.chat)
        first.call("agent.say", chat=self.chat, text="hi", message_id="m")
        first.close()
        second.call("ping")
        self.advance(600)
        self.assertEqual(self.owner(), "agent:lin")
        second.call("agent.say", chat=self.chat, text="still here", message_id="m2")

    def test_a_daemon_that_was_away_for_long_takes_no_chat_from_its_agent(self):
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=self.chat)
        agent.call("agent.say", chat=self.chat, text="hi", message_id="m")
        self.gone(agent)
        self.current.kill()
        with contextlib.closing(sqlite3.connect(self.current.data)) as database:
            # The grace time ended while there was no daemon to come back to.
            changed = database.execute("UPDATE timers SET fire_at = 1 WHERE kind = 'grace'")
            self.assertEqual(changed.rowcount, 1)
            database.commit()
        self.current.start()
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")
        self.assertEqual(self.owner(), "agent:lin")
        self.client("agent", "lin").call(
            "agent.say", chat=self.chat, text="back", message_id="m2")

    def test_the_grace_time_starts_anew_at_a_restart(self):
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=self.chat)
        agent.call("agent.say", chat=self.chat, text="hi", message_id="m")
        self.current.restart()
        self.bridge = self.client("bridge")
        self.admin = self.client("admin")
        self.assertEqual(self.owner(), "agent:lin")
        self.advance(119)
        self.assertEqual(self.owner(), "agent:lin")
        self.advance(2)
        self.assertEqual(self.owner(), "queue")
