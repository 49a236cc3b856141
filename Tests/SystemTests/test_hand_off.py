"""From the bot to a person and back: one owner at a time, and only the owner speaks."""

import threading

from parley_client import ParleyError, message_id
from parley_daemon import SystemTest

ESCALATION = [
    "id", "chat_id", "reason", "team", "priority", "language", "status", "summary", "created_at",
    "due_at", "claimed_by", "claimed_at", "first_reply_at", "resolved_at", "outcome", "label",
]


class HandOff(SystemTest):
    def setUp(self):
        super().setUp()
        self.daemon()
        self.bridge = self.client("bridge")

    def row(self, chat, status=None):
        rows = self.current.sql(
            "SELECT * FROM escalations WHERE chat_id = ? ORDER BY id", chat)
        self.assertTrue(rows, "no escalation")
        if status:
            self.assertEqual(rows[-1]["status"], status)
        return rows[-1]

    def claimed(self, name="lin", **more):
        chat, escalation = self.waiting_chat(self.bridge, **more)
        agent = self.client("agent", name)
        agent.call("queue.claim", chat=chat)
        return chat, escalation, agent

    # Ways to a person

    def test_three_misses_in_a_row_hand_off_in_the_same_turn(self):
        chat = self.bridge.open()
        answers = [
            self.bridge.say(chat, text) for text in (
                "flibbertigibbet wibble wobble", "the cat sat upon the quantum mat",
                "zzz qqq xxx")]
        self.assertEqual([answer["owner"] for answer in answers], ["bot", "bot", "queue"])
        texts = [answer["messages"][0]["text"] for answer in answers]
        self.assertEqual(len(set(texts)), 3, "the rephrasings do not differ")
        self.assertTrue(answers[1]["messages"][-1]["buttons"], "no guesses are offered")
        self.assertIn("system", [message["from"] for message in answers[2]["messages"]])
        row = self.row(chat, "waiting")
        self.assertEqual(
            (row["reason"], row["team"], row["priority"], row["language"]),
            ("unmatched", "service", 3, "en"))
        self.assertIn("zzz qqq xxx", row["summary"])

    def test_a_success_in_between_starts_the_count_anew(self):
        chat = self.bridge.open()
        owners = [
            self.bridge.say(chat, text)["owner"] for text in (
                "flibbertigibbet wibble wobble", "the cat sat upon the quantum mat",
                "how much is delivery", "zzz qqq xxx", "flibbertigibbet wibble wobble")]
        self.assertEqual(owners, ["bot"] * 5)

    def test_a_request_for_a_person_is_met_at_once_in_every_language(self):
        for language, text in (
            ("zh-Hans", "转人工"), ("zh-Hant", "我要找真人客服"),
            ("vi", "cho mình gặp nhân viên"), ("en", "talk to a person"),
        ):
            with self.subTest(language):
                chat, _ = self.waiting_chat(self.bridge, language=language, text=text)
                row = self.row(chat, "waiting")
                self.assertEqual((row["reason"], row["language"]), ("requested", language))

    def test_a_backend_that_is_not_there_hands_off(self):
        chat = self.bridge.open()
        self.bridge.call("events.subscribe", chats=[chat])
        self.bridge.say(chat, "where is order 20251120778")
        self.assertEqual(self.bridge.event("owner", chat)["owner"], "queue")
        row = self.row(chat, "waiting")
        self.assertEqual((row["reason"], row["team"]), ("backend", "aftersale"))
        self.assertIn("20251120778", row["summary"])

    def test_a_dialogs_own_step_hands_off(self):
        chat = self.bridge.open()
        self.bridge.say(chat, "I want to make a complaint")
        self.bridge.say(chat, "the parcel was opened and half of it was missing")
        result = self.bridge.call(
            "chat.press", chat=chat, button="no_order", message_id=message_id())
        self.assertEqual(result["owner"], "queue")
        row = self.row(chat, "waiting")
        self.assertEqual(
            (row["reason"], row["team"], row["priority"]), ("policy", "complaints", 1))

    # While the queue owns the chat

    def test_the_queue_itself_speaks_and_only_about_waiting(self):
        chat = self.bridge.open()
        handed = self.bridge.say(chat, "talk to a person")
        self.assertEqual({message["from"] for message in handed["messages"]}, {"system"})
        self.assertIn("1", handed["messages"][-1]["text"])
        self.assertEqual(self.bridge.say(chat, "how much is delivery")["messages"], [])
        again = self.bridge.say(chat, "can I talk to a person please")
        self.assertEqual([message["from"] for message in again["messages"]], ["system"])
        self.assertEqual(again["owner"], "queue")
        self.assertEqual(len(self.current.sql("SELECT id FROM escalations")), 1)

    def test_never_mind_gives_the_chat_back_to_the_bot(self):
        chat, _ = self.waiting_chat(self.bridge)
        self.assertEqual(self.bridge.say(chat, "never mind")["owner"], "bot")
        self.assertEqual(self.row(chat)["status"], "cancelled")
        self.assertTrue(self.bridge.say(chat, "how much is delivery")["messages"])

    def test_the_queues_own_button_does_so_too(self):
        chat = self.bridge.open()
        handed = self.bridge.say(chat, "talk to a person")
        button = handed["messages"][-1]["buttons"][0]["id"]
        left = self.bridge.call("chat.press", chat=chat, button=button, message_id=message_id())
        self.assertEqual(left["owner"], "bot")
        self.assertEqual(self.row(chat)["status"], "cancelled")

    # Claiming

    def test_a_claim_makes_the_agent_the_owner_and_shows_the_chat(self):
        chat, escalation = self.waiting_chat(self.bridge)
        agent = self.client("agent", "lin")
        waiting = agent.call("queue.list")["waiting"]
        self.assertEqual(len(waiting), 1)
        self.assertEqual(
            {key: waiting[0][key] for key in (
                "escalation", "chat", "reason", "team", "priority", "language")},
            {"escalation": escalation, "chat": chat, "reason": "requested", "team": "service",
             "priority": 3, "language": "en"})
        self.assertIn("talk to a person", waiting[0]["summary"])
        self.assertEqual(waiting[0]["waiting_s"], 0)
        self.assertEqual(waiting[0]["due_s"], 300)
        claim = agent.call("queue.claim", escalation=escalation)
        self.assertEqual(
            (claim["chat"], claim["escalation"], claim["owner"]),
            (chat, escalation, "agent:lin"))
        self.assert_gapless(claim["messages"])
        self.assertEqual(agent.call("queue.list")["waiting"], [])
        row = self.row(chat, "claimed")
        self.assertEqual(row["claimed_by"], "lin")
        self.assertTrue(row["claimed_at"])
        self.assertIsNone(row["first_reply_at"])

    def test_exactly_one_of_escalation_chat_and_next(self):
        chat, escalation = self.waiting_chat(self.bridge)
        agent = self.client("agent", "lin")
        self.refused(-32602, agent, "queue.claim")
        self.refused(-32602, agent, "queue.claim", chat=chat, escalation=escalation)
        self.refused(-32602, agent, "queue.claim", chat=chat, next=True)
        self.refused(-32602, agent, "queue.claim", next=False)
        self.assertEqual(agent.call("queue.claim", next=True)["chat"], chat)

    def test_one_of_twenty_agents_who_claim_at_the_same_time_has_it(self):
        chat, escalation = self.waiting_chat(self.bridge)
        agents = [self.client("agent", f"a{n}") for n in range(20)]
        start = threading.Barrier(len(agents))
        outcomes = [None] * len(agents)

        def claim(index):
            start.wait()
            try:
                outcomes[index] = agents[index].call("queue.claim", escalation=escalation)["owner"]
            except ParleyError as error:
                outcomes[index] = error.name

        threads = [threading.Thread(target=claim, args=(n,)) for n in range(len(agents))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(outcomes.count("ALREADY_CLAIMED"), 19, outcomes)
        winner = next(owner for owner in outcomes if owner != "ALREADY_CLAIMED")
        self.assertEqual(self.bridge.call("chat.open", chat=chat)["owner"], winner)

    def test_claiming_ones_own_chat_again_answers_as_the_first_time(self):
        chat, escalation, agent = self.claimed()
        before = self.bridge.history(chat)["last"]
        for _ in range(3):
            again = agent.call("queue.claim", escalation=escalation)
            self.assertEqual(
                (again["chat"], again["escalation"], again["owner"]),
                (chat, escalation, "agent:lin"))
        self.assertEqual(self.bridge.history(chat)["last"], before)

    # While an agent owns the chat

    def test_the_agents_words_reach_the_customer_and_the_bot_is_silent(self):
        chat, _, agent = self.claimed()
        self.bridge.call("events.subscribe", chats=[chat])
        agent.call("agent.say", chat=chat, text="Hello, this is Lin.", message_id="m1")
        message = self.bridge.message(chat, sender="agent")
        self.assertEqual((message["text"], message["name"]), ("Hello, this is Lin.", "lin"))
        for text in ("how much is delivery", "talk to a person", "zzz", "never mind"):
            answer = self.bridge.say(chat, text)
            self.assertEqual((answer["messages"], answer["owner"]), ([], "agent:lin"))
        self.assertTrue(self.row(chat)["first_reply_at"])

    def test_the_agent_hears_the_customer(self):
        chat, _, agent = self.claimed()
        agent.call("events.subscribe")
        self.bridge.say(chat, "are you there?")
        self.assertEqual(agent.message(chat, sender="customer")["text"], "are you there?")

    def test_another_agent_cannot_speak_or_decide(self):
        chat, _, _ = self.claimed()
        mai = self.client("agent", "mai")
        self.refused(1202, mai, "agent.say", chat=chat, text="hi", message_id="m")
        self.refused(1202, mai, "agent.return", chat=chat)
        self.refused(1202, mai, "agent.release", chat=chat)
        self.refused(1202, mai, "agent.resolve", chat=chat, outcome="solved")

    def test_a_note_has_no_seq_and_customers_never_see_it(self):
        chat, _, agent = self.claimed()
        agent.call("events.subscribe")
        last = self.bridge.history(chat)["last"]
        agent.call("agent.note", chat=chat, text="wants a new label", message_id="n1")
        note = agent.event("note", chat)
        self.assertEqual((note["text"], note["after_seq"]), ("wants a new label", last))
        self.assertEqual(self.bridge.history(chat)["last"], last)
        self.assertNotIn("wants a new label", self.bridge.texts(chat))

    def test_held_chats_are_listed_also_after_a_reconnect(self):
        chat, escalation, agent = self.claimed()
        agent.call("agent.say", chat=chat, text="Hello", message_id="m1")
        self.bridge.say(chat, "one")
        self.bridge.say(chat, "two")
        agent.close()
        back = self.client("agent", "lin")
        held = back.call("agent.chats")["chats"]
        self.assertEqual(len(held), 1)
        self.assertEqual(
            {key: held[0][key] for key in ("chat", "escalation", "unread", "language", "last")},
            {"chat": chat, "escalation": escalation, "unread": 2, "language": "en",
             "last": self.bridge.history(chat)["last"]})

    # The end of it

    def test_returned_to_the_bot_the_row_is_resolved_and_a_later_one_is_new(self):
        chat, escalation, agent = self.claimed()
        self.assertEqual(agent.call("agent.return", chat=chat), {"owner": "bot"})
        row = self.row(chat)
        self.assertEqual((row["status"], row["outcome"]), ("resolved", "returned"))
        self.assertTrue(row["resolved_at"])
        self.assertTrue(self.bridge.say(chat, "how much is delivery")["messages"])
        self.bridge.say(chat, "talk to a person")
        self.assertNotEqual(self.row(chat, "waiting")["id"], escalation)

    def test_returned_into_a_state_with_slots_the_bot_goes_on_there(self):
        chat, _, agent = self.claimed()
        self.backend({
            "order.get": lambda arguments: {
                "number": arguments["number"], "status": "shipped",
                "last_scan": "2099-01-01T00:00:00Z", "eta": "2099-01-02", "items": []}})
        self.bridge.call("events.subscribe", chats=[chat])
        agent.call(
            "agent.return", chat=chat, state="order_track.awaiting_order",
            slots={"order": "20251120782"})
        self.assertIn("20251120782", self.bridge.message(chat, "on its way")["text"])
        chat, _, agent = self.claimed("hoa")
        self.refused(-32602, agent, "agent.return", chat=chat, state="nowhere.at_all")

    def test_released_it_waits_at_the_front_with_the_same_row(self):
        first, escalation, agent = self.claimed()
        second, _ = self.waiting_chat(self.bridge)
        self.assertEqual(agent.call("agent.release", chat=first), {"owner": "queue"})
        row = self.row(first, "waiting")
        self.assertEqual(row["id"], escalation)
        self.assertEqual((row["claimed_by"], row["claimed_at"]), (None, None))
        self.assertEqual(
            [item["chat"] for item in agent.call("queue.list")["waiting"]], [first, second])

    def test_resolved_the_chat_is_closed_and_the_label_kept(self):
        chat, _, agent = self.claimed()
        self.bridge.call("events.subscribe", chats=[chat])
        self.assertEqual(
            agent.call("agent.resolve", chat=chat, outcome="solved", label="return.request"),
            {"owner": "nobody"})
        self.bridge.event("closed", chat)
        row = self.row(chat)
        self.assertEqual(
            (row["status"], row["outcome"], row["label"]),
            ("resolved", "solved", "return.request"))

    def test_a_customers_message_reopens_a_closed_chat_with_the_bot(self):
        chat, _, agent = self.claimed()
        agent.call("agent.resolve", chat=chat, outcome="solved")
        again = self.bridge.say(chat, "how much is delivery")
        self.assertEqual(again["owner"], "bot")
        self.assertTrue(again["messages"])
        other = self.bridge.open()
        self.bridge.call("chat.close", chat=other, message_id="x")
        self.assertEqual(self.bridge.call("chat.open", chat=other)["owner"], "nobody")
        self.assertEqual(self.bridge.say(other, "hello")["owner"], "bot")

    def test_closing_a_chat_that_waits_takes_it_out_of_the_queue(self):
        chat, _ = self.waiting_chat(self.bridge)
        self.bridge.call("chat.close", chat=chat, message_id="x")
        self.assertEqual(self.row(chat)["status"], "cancelled")
        self.assertEqual(self.client("agent", "lin").call("queue.list")["waiting"], [])

    def test_epochs_rise_with_every_owner(self):
        watcher = self.client("admin")
        watcher.call("events.subscribe")
        chat, _, agent = self.claimed()
        agent.call("agent.release", chat=chat)
        agent.call("queue.claim", chat=chat)
        agent.call("agent.return", chat=chat)
        self.bridge.call("chat.close", chat=chat, message_id="x")
        seen = []
        while not seen or seen[-1][0] != "nobody":
            event = watcher.event("owner", chat)
            seen.append((event["owner"], event["epoch"]))
        self.assertEqual(
            [owner for owner, _ in seen],
            ["queue", "agent:lin", "queue", "agent:lin", "bot", "nobody"])
        epochs = [epoch for _, epoch in seen]
        self.assertEqual(epochs, sorted(set(epochs)))

    def test_the_table_of_escalations_has_exactly_the_public_columns(self):
        columns = self.current.sql("PRAGMA table_info(escalations)")
        self.assertEqual([column["name"] for column in columns], ESCALATION)
