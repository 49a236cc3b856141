"""Every event once, in order, to everybody who may see it."""

import sqlite3

from parley_daemon import SystemTest


class Cursors(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def subscriber(self, role="bridge", name=None, **params):
        client = self.client(role, name)
        self.subscription = client.call("events.subscribe", **params)
        return client

    def test_what_a_result_carries_comes_as_events_after_it_to_the_caller_too(self):
        self.bridge.call("events.subscribe")
        number = self.bridge.send("chat.open", chat="c1", language="en")
        first = self.bridge.read_line()
        self.assertEqual(first["id"], number)
        second = self.bridge.read_line()
        self.assertEqual(second["method"], "event")
        self.assertEqual(second["params"]["message"], first["result"]["messages"][0])

    def test_without_from_a_subscription_starts_now(self):
        self.bridge.open("c1")
        self.bridge.say("c1", "hello")
        watcher = self.subscriber()
        self.assertEqual(self.subscription["replayed"], 0)
        self.assertEqual(self.subscription["cursor"], self.client("bridge").hello["cursor"])
        self.bridge.say("c1", "second")
        event = watcher.event()
        self.assertEqual(event["message"]["text"], "second")
        self.assertGreater(event["cursor"], self.subscription["cursor"])

    def test_exactly_so_many_are_replayed_and_then_the_live_ones_come(self):
        for n in range(5):
            self.bridge.open(f"c{n}")
            for m in range(60):
                self.bridge.say(f"c{n}", f"message {m}")
        watcher = self.subscriber(**{"from": 0})
        replayed = watcher.collect(self.subscription["replayed"])
        self.assertEqual(replayed[-1]["cursor"], self.subscription["cursor"])
        for n in range(5):
            mine = [
                event["message"] for event in replayed
                if event["type"] == "message" and event["chat"] == f"c{n}"]
            self.assert_gapless(mine)
            self.assertEqual(mine, self.bridge.history(f"c{n}")["messages"])
        self.bridge.say("c0", "live")
        live = watcher.event()
        self.assertEqual(live["message"]["text"], "live")
        cursors = [event["cursor"] for event in replayed] + [live["cursor"]]
        self.assertEqual(cursors, sorted(set(cursors)))

    def test_from_any_cursor_all_after_it_and_nothing_else(self):
        self.bridge.open("c1")
        for m in range(20):
            self.bridge.say("c1", f"message {m}")
        everything = self.subscriber(**{"from": 0})
        events = everything.collect(self.subscription["replayed"])
        for index in range(0, len(events), 5):
            later = self.subscriber(**{"from": events[index]["cursor"]})
            self.assertEqual(self.subscription["replayed"], len(events) - index - 1)
            self.assertEqual(
                later.collect(self.subscription["replayed"]), events[index + 1 :])

    def test_a_second_subscription_replaces_the_first(self):
        self.bridge.open("c1")
        self.bridge.open("c2")
        watcher = self.subscriber(chats=["c1"])
        watcher.call("events.subscribe", chats=["c2"])
        self.bridge.say("c1", "to nobody")
        self.bridge.say("c2", "to me")
        self.assertEqual(watcher.event()["message"]["text"], "to me")

    def test_a_subscription_to_some_chats_sees_no_others(self):
        for chat in ("c1", "c2", "c3"):
            self.bridge.open(chat)
            self.bridge.say(chat, "hello")
        watcher = self.subscriber(**{"from": 0}, chats=["c1", "c3", "not-there-yet"])
        replayed = watcher.collect(self.subscription["replayed"])
        self.assertEqual({event["chat"] for event in replayed}, {"c1", "c3"})
        self.bridge.say("c2", "for others")
        self.bridge.open("not-there-yet")
        self.assertEqual(watcher.event()["chat"], "not-there-yet")

    def test_a_subscription_to_no_chats_sees_none(self):
        watcher = self.subscriber(chats=[])
        everything = self.subscriber()
        self.bridge.open("c1")
        everything.event()
        watcher.settle()
        self.assertEqual(watcher.events, [])

    def test_above_the_newest_is_stale(self):
        newest = self.client("bridge").hello["cursor"]
        error = self.refused(1301, self.bridge, "events.subscribe", **{"from": newest + 1})
        self.assertIn(str(newest), error.message)
        self.assertEqual(
            self.bridge.call("events.subscribe", **{"from": newest})["replayed"], 0)

    def test_below_what_is_kept_is_stale_and_0_is_the_oldest_kept(self):
        self.bridge.open("c1")
        for m in range(20):
            self.bridge.say("c1", f"message {m}")
        self.current.terminate()
        database = sqlite3.connect(self.current.data)
        database.execute("DELETE FROM events WHERE cursor <= 10")
        database.commit()
        database.close()
        self.current.start()
        watcher = self.client("bridge")
        self.refused(1301, watcher, "events.subscribe", **{"from": 5})
        result = watcher.call("events.subscribe", **{"from": 0})
        self.assertEqual(watcher.collect(result["replayed"])[0]["cursor"], 11)
        self.assertEqual(
            self.client("bridge").call("events.subscribe", **{"from": 10})["replayed"],
            result["replayed"])

    def test_cursors_are_never_reused_even_when_all_events_are_gone(self):
        self.bridge.open("c1")
        newest = self.client("bridge").hello["cursor"]
        self.current.terminate()
        database = sqlite3.connect(self.current.data)
        database.execute("DELETE FROM events")
        database.commit()
        database.close()
        self.current.start()
        client = self.client("bridge")
        self.assertEqual(client.hello["cursor"], newest)
        client.call("events.subscribe")
        client.say("c1", "hello")
        self.assertGreater(client.event()["cursor"], newest)

    def test_a_bridge_sees_what_customers_may_see_and_the_desk_the_rest(self):
        bridge = self.subscriber()
        agent = self.subscriber("agent", "hoa")
        admin = self.subscriber("admin")
        chat, escalation = self.waiting_chat(self.bridge)
        lin = self.client("agent", "lin")
        lin.call("queue.claim", chat=chat)
        lin.call("agent.note", chat=chat, text="a secret", message_id="n1")
        lin.call("agent.say", chat=chat, text="the end", message_id="m1")

        def types(client):
            seen = []
            while True:
                event = client.event()
                seen.append(event)
                if event["type"] == "message" and event["message"]["text"] == "the end":
                    # The escalation notes the first reply after the words.
                    return seen

        shown = types(bridge)
        self.assertNotIn("a secret", str(shown))
        self.assertLessEqual(
            {event["type"] for event in shown}, {"message", "owner", "queue", "closed"})
        for client in (agent, admin):
            seen = types(client)
            self.assertEqual(
                [event["text"] for event in seen if event["type"] == "note"], ["a secret"])
            statuses = [
                event["status"] for event in seen if event["type"] == "escalation"]
            self.assertEqual(statuses, ["waiting", "claimed"])
            self.assertEqual(
                {event["escalation"] for event in seen if event["type"] == "escalation"},
                {escalation})
        self.assertEqual(
            self.subscriber(**{"from": 0}).collect(self.subscription["replayed"])[:len(shown)],
            shown)

    def test_typing_reaches_agents_and_has_no_cursor(self):
        chat = self.bridge.open()
        agent = self.subscriber("agent", "lin")
        self.bridge.call("chat.typing", chat=chat, on=True)
        event = agent.event("typing")
        self.assertEqual(event, {"chat": chat, "type": "typing", "from": "customer", "on": True})

    def test_presence_tells_of_agents_and_has_no_cursor(self):
        admin = self.subscriber("admin")
        agent = self.client("agent", "lin")
        agent.call("agent.status", state="busy")
        event = admin.event("presence", where=lambda event: event["state"] == "busy")
        self.assertEqual(event["agent"], "lin")
        self.assertNotIn("cursor", event)

    def test_a_restart_goes_on_with_the_cursors(self):
        watcher = self.subscriber()
        self.bridge.open("c1")
        last = watcher.event()["cursor"]
        self.bridge.say("c1", "hello")
        self.current.restart()
        again = self.client("bridge")
        self.assertGreaterEqual(again.hello["cursor"], last)
        result = again.call("events.subscribe", **{"from": last})
        events = again.collect(result["replayed"])
        self.assertEqual(events[0]["message"]["text"], "hello")
        again.say("c1", "once more")
        self.assertEqual(again.event()["message"]["text"], "once more")


class SlowConsumers(SystemTest):
    def test_one_that_falls_too_far_behind_is_told_its_cursor_and_resumes_from_it(self):
        self.daemon()
        bridge = self.client("bridge")
        chat, _ = self.waiting_chat(bridge)
        agent = self.client("agent", "lin")
        agent.call("queue.claim", chat=chat)
        slow = self.client("bridge")
        slow.call("events.subscribe")
        # Nobody answers in this chat, so every message is one event; `slow` does not read.
        text, said, size = "x" * 1500, 7000, 100
        for start in range(0, said, size):
            numbers = [
                bridge.send("chat.say", chat=chat, text=text, message_id=f"m{start + n}")
                for n in range(size)]
            for number in numbers:
                bridge.answer(number)
        notice = slow.notice("slow_consumer")
        seen = list(slow.events)
        slow.events.clear()
        self.assertTrue(seen)
        self.assertLess(len(seen), said)
        self.assertEqual(notice["cursor"], seen[-1]["cursor"])
        # The subscription is over, the connection is not.
        slow.settle()
        self.assertEqual(slow.events, [])
        result = slow.call("events.subscribe", **{"from": notice["cursor"]})
        rest = slow.collect(result["replayed"])
        messages = [event["message"]["seq"] for event in seen + rest]
        self.assertEqual(messages, list(range(messages[0], messages[0] + said)))
        bridge.say(chat, "live")
        self.assertEqual(slow.event()["message"]["text"], "live")
