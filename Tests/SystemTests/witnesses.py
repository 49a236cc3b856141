"""What a client knows of what it did, and what it says when the daemon knows otherwise."""

import collections

from parley_client import Client, Closed, ParleyError

GONE = (Closed, OSError, TimeoutError, ValueError)


class Broken(Exception):
    """A promise that was not kept."""


def require(condition, text):
    if not condition:
        raise Broken(text)


class Said:
    """Something that a client said: what it knows of it."""

    def __init__(self, id, chat, text):
        self.id, self.chat, self.text, self.seq = id, chat, text, None


class Voice:
    """One sender's words in all chats, over all restarts."""

    def __init__(self, method):
        self.method = method
        self.acknowledged = {}
        self.unanswered = {}
        self.abandoned = collections.defaultdict(list)
        self.retried = self.repeated = 0

    def params(self, said):
        return {"chat": said.chat, "text": said.text, "message_id": said.id}

    def answered(self, said, result):
        if said.seq is None:
            said.seq = result["seq"]
            self.acknowledged[said.chat, said.id] = said
        else:
            require(result["duplicate"], f"{said.id} was said twice in {said.chat}")
            require(
                result["seq"] == said.seq,
                f"{said.id} in {said.chat} was seq {said.seq} and is {result['seq']}")
        self.unanswered.pop((said.chat, said.id), None)

    def retry(self, client, chance):
        """Sends all that was not answered again, some of it twice."""
        for said in list(self.unanswered.values()):
            if chance.random() < 0.1:
                # This client never comes back: its words may be there or not.
                self.abandoned[said.chat].append(said.text)
                del self.unanswered[said.chat, said.id]
                continue
            for _ in range(chance.choice((1, 1, 2))):
                self.retried += 1
                try:
                    self.answered(said, client.call(self.method, **self.params(said)))
                except ParleyError as error:
                    require(error.name in ("NOT_OWNER", "CLOSED"), f"{said.id}: {error}")
                    require(said.seq is None, f"{said.id} was stored and is refused: {error}")
                    self.unanswered.pop((said.chat, said.id), None)
                    break
        for said in chance.sample(
                list(self.acknowledged.values()), min(20, len(self.acknowledged))):
            self.repeated += 1
            self.answered(said, client.call(self.method, **self.params(said)))

    def check(self, chat, messages):
        """These are all this sender's messages of the chat, as the history has them."""
        there = {message["seq"]: message["text"] for message in messages}
        mine = [said for said in self.acknowledged.values() if said.chat == chat]
        seqs = [said.seq for said in mine]
        require(len(seqs) == len(set(seqs)), f"{chat}: two ids have the same seq: {sorted(seqs)}")
        for said in mine:
            require(
                there.get(said.seq) == said.text,
                f"{chat}: {said.id} was acknowledged as {said.seq} “{said.text}”; "
                f"there is “{there.get(said.seq)}”")
        extra = [there[seq] for seq in there if seq not in set(seqs)]
        maybe = list(self.abandoned[chat])
        for text in extra:
            require(text in maybe, f"{chat}: “{text}” was said by nobody, or twice")
            maybe.remove(text)


class Subscriber:
    """Sees events until the daemon dies, and goes on from the last cursor when it is back."""

    def __init__(self, role, name):
        self.role, self.name = role, name
        self.last = 0
        self.events = []
        self.resumed = 0

    def connect(self, path):
        self.client = Client(path, self.role, self.name)
        subscription = self.client.call("events.subscribe", **{"from": self.last})
        self.resumed += subscription["replayed"]

    def take(self, event):
        if "cursor" not in event:
            return
        require(
            event["cursor"] > self.last,
            f"{self.name} saw cursor {event['cursor']} after {self.last}")
        self.last = event["cursor"]
        self.events.append(event)

    def run(self):
        try:
            while True:
                self.take(self.client.event(timeout=60))
        except GONE:
            pass
        for event in self.client.events:
            self.take(event)

    def catch_up(self, path, chat):
        """Resumes and reads until the first message of that chat."""
        self.connect(path)
        while True:
            event = self.client.event(timeout=60)
            self.take(event)
            if event["type"] == "message" and event["chat"] == chat:
                self.client.close()
                return


class Owners:
    """Follows the stream of events: who owns each chat, and whether only the owner speaks."""

    def __init__(self):
        self.owner = collections.defaultdict(lambda: "bot")
        self.epoch = collections.defaultdict(lambda: -1)

    def take(self, event):
        chat = event.get("chat")
        if event["type"] == "owner":
            require(
                event["epoch"] > self.epoch[chat],
                f"{chat}: epoch {event['epoch']} after {self.epoch[chat]}")
            self.epoch[chat] = event["epoch"]
            self.owner[chat] = event["owner"]
        elif event["type"] == "message":
            message, owner = event["message"], self.owner[chat]
            speaks = {"bot": "bot", "agent": f"agent:{message.get('name')}"}.get(message["from"])
            require(
                speaks in (None, owner),
                f"{chat} belongs to {owner}, and seq {message['seq']} is from {speaks}")
