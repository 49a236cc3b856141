"""kill -9 at random points under load; scripts/torture does the same, more often."""

from parley_daemon import SystemTest
from torture import Torture
from witnesses import Broken, Owners, Said, Voice


class Crashes(SystemTest):
    def torture(self, seed):
        torture = Torture(seed, self.folder)
        self.addCleanup(torture.daemon.kill)
        torture.run(6, lambda done: None)
        self.assertGreater(torture.counts["messages"], 0)
        self.assertGreater(torture.counts["events"], 0)
        return torture

    def test_nothing_is_lost_or_doubled_with_seed_1(self):
        self.torture(1)

    def test_nothing_is_lost_or_doubled_with_seed_2(self):
        self.torture(2)


class WhatTortureWouldFind(SystemTest):
    """The comparison itself: each kind of loss is seen."""

    def setUp(self):
        super().setUp()
        self.voice = Voice("chat.say")
        self.said = Said("m", "c", "hello")
        self.voice.answered(self.said, {"seq": 2, "duplicate": False})

    def test_a_lost_message(self):
        with self.assertRaises(Broken):
            self.voice.check("c", [])

    def test_a_message_with_another_text(self):
        with self.assertRaises(Broken):
            self.voice.check("c", [{"seq": 2, "text": "good bye"}])

    def test_a_doubled_message(self):
        with self.assertRaises(Broken):
            self.voice.check("c", [{"seq": 2, "text": "hello"}, {"seq": 3, "text": "hello"}])

    def test_an_id_that_is_said_anew(self):
        with self.assertRaises(Broken):
            self.voice.answered(self.said, {"seq": 3, "duplicate": False})

    def test_the_words_of_a_client_that_never_came_back_may_be_there_once(self):
        self.voice.abandoned["c"].append("bye")
        self.voice.check("c", [{"seq": 2, "text": "hello"}])
        self.voice.check("c", [{"seq": 2, "text": "hello"}, {"seq": 3, "text": "bye"}])
        with self.assertRaises(Broken):
            self.voice.check(
                "c", [{"seq": 2, "text": "hello"}] + [
                    {"seq": seq, "text": "bye"} for seq in (3, 4)])

    def test_somebody_who_speaks_and_is_not_the_owner(self):
        owners = Owners()
        owners.take({"chat": "c", "type": "owner", "owner": "agent:lin", "epoch": 1})
        lin = {"seq": 1, "from": "agent", "name": "lin"}
        owners.take({"chat": "c", "type": "message", "message": lin})
        for speaker in ({**lin, "name": "mai"}, {"seq": 2, "from": "bot"}):
            with self.assertRaises(Broken):
                owners.take({"chat": "c", "type": "message", "message": speaker})

    def test_an_epoch_that_does_not_rise(self):
        owners = Owners()
        owners.take({"chat": "c", "type": "owner", "owner": "queue", "epoch": 1})
        with self.assertRaises(Broken):
            owners.take({"chat": "c", "type": "owner", "owner": "bot", "epoch": 1})
