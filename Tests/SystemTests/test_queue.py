"""Who is next, who may take it, and what those who wait are told."""

from parley_client import message_id
from parley_daemon import SystemTest


class Queue(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def complaint(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to make a complaint")
        self.bridge.say(chat, "everything is broken and nobody cares about it")
        self.bridge.call("chat.press", chat=chat, button="no_order", message_id=message_id())
        return chat

    def test_oldest_first_within_priority(self):
        first, _ = self.waiting_chat(self.bridge)
        second, _ = self.waiting_chat(self.bridge)
        urgent = self.complaint()
        agent = self.client("agent", "lin")
        order = [item["chat"] for item in agent.call("queue.list")["waiting"]]
        self.assertEqual(order, [urgent, first, second])
        self.assertEqual(
            [item["chat"] for item in agent.call("queue.list", team="service")["waiting"]],
            [first, second])
        self.assertEqual(
            [agent.call("queue.claim", next=True)["chat"] for _ in range(3)], order)
        self.refused(1201, agent, "queue.claim", next=True)

    def test_skills_decide_who_is_next(self):
        english, _ = self.waiting_chat(self.bridge)
        vietnamese, _ = self.waiting_chat(
            self.bridge, language="vi", text="cho mình gặp nhân viên")
        complaint = self.complaint()
        lan = self.client("agent", "lan")
        lan.call("agent.status", state="available", skills=["vi"])
        self.assertEqual(lan.call("queue.claim", next=True)["chat"], vietnamese)
        self.refused(1201, lan, "queue.claim", next=True)
        tom = self.client("agent", "tom")
        tom.call("agent.status", state="available", skills=["en", "service"])
        self.assertEqual(tom.call("queue.claim", next=True)["chat"], english)
        self.refused(1201, tom, "queue.claim", next=True)
        self.assertEqual(
            self.client("agent", "all").call("queue.claim", next=True)["chat"], complaint)

    def test_five_chats_unless_said_otherwise(self):
        chats = [self.waiting_chat(self.bridge)[0] for _ in range(7)]
        agent = self.client("agent", "lin")
        self.assertEqual(
            agent.call("agent.status", state="available"), {"load": 0, "capacity": 5})
        for _ in range(5):
            agent.call("queue.claim", next=True)
        self.refused(1204, agent, "queue.claim", chat=chats[6])
        self.assertEqual(
            agent.call("agent.status", state="available", capacity=6), {"load": 5, "capacity": 6})
        agent.call("queue.claim", chat=chats[6])
        agent.call("agent.resolve", chat=chats[0], outcome="solved")
        self.assertEqual(agent.call("queue.claim", next=True)["chat"], chats[5])

    def test_those_who_wait_are_told_their_position_and_when_it_changes(self):
        self.bridge.call("events.subscribe")
        chats = [self.waiting_chat(self.bridge)[0] for _ in range(3)]
        for position, chat in enumerate(chats, 1):
            event = self.bridge.event("queue", chat)
            self.assertEqual(event["position"], position)
            self.assertGreaterEqual(event["wait_s"], 0)
            self.assertRegex(event["promised_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$")
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chats[0])
        moved = [self.bridge.event("queue") for _ in range(2)]
        self.assertEqual(
            [(event["chat"], event["position"]) for event in moved],
            [(chats[1], 1), (chats[2], 2)])

    def test_the_queue_survives_kill_9(self):
        # Ahead of the machine's clock a manual one goes on, after a restart, where it stood.
        self.client("admin").call("clock.advance", seconds=86_400)
        chats = [self.waiting_chat(self.bridge)[0] for _ in range(3)]
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chats[0])
        agent.call("agent.release", chat=chats[0])
        before = agent.call("queue.list")["waiting"]
        self.current.restart()
        self.assertEqual(self.client("agent", "lin").call("queue.list")["waiting"], before)
