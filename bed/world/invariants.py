"""What holds for every answer of every server, whatever is broken.

    answered     a server that runs answers within 2 s: NOERROR, and at least one address
    none dead    no member that has been dead for longer than the bound, where a fresh vantage could tell
    none lost    every member that, of the vantages the server hears, enough see up for the question's quorum
    no return    a dead member that was gone does not come back before it lives: no older status wins
    all run      no process ends that was not told to, and none reports a bug of its own
"""

import collections
import time

from world import plan

ANSWER_SECONDS = 2.0
DEAD_BOUND = 10.0  # freshness of what a vanished vantage said last, detection, and the way; scenarios measure less
SHOWN = 20  # violations kept in words, of each kind


class Invariants:
    def __init__(self, truth):
        self.truth = truth
        self.begin()

    def begin(self):
        """Counts anew. What is known of the world stays."""
        self.asked = self.answers = 0
        self.broken = collections.Counter()
        self.words = []
        if not hasattr(self, "gone"):
            self.gone = set()

    def violated(self, invariant, text):
        self.broken[invariant] += 1
        if self.broken[invariant] <= SHOWN:
            self.words.append(f"{time.strftime('%H:%M:%S')} {invariant}: {text}")

    def unanswered(self, server, question, sent):
        """No answer came; held against a server only if it ran all the time."""
        serves = self.truth.lasting("serves", server)
        if serves.since is not None and serves.since < sent:
            self.violated("answered", f"{server} has not answered '{question.text}' within {ANSWER_SECONDS:g} s")

    def check(self, server, question, sent, answer):
        self.answers += 1
        now = time.monotonic()
        if answer.rcode != "NOERROR" or not answer.addresses:
            serving = self.truth.lasting("serves", server).holds(sent)
            what = f"{answer.rcode} with {sorted(answer.addresses)}"
            if serving:
                self.violated("answered", f"{server} answered '{question.text}' with {what}")
            return
        members = {plan.BY_ADDRESS.get(address, address) for address in answer.addresses}
        for member in members & plan.MEMBERS.keys():
            if self.truth.must_be_gone(server, member, sent, DEAD_BOUND):
                self.violated("none dead", f"{server} answers '{question.text}' with {member}, {self._dead_for(member, now)}")
            dead_when_asked = self.truth.lasting("dead", member).holds(sent)
            if dead_when_asked and (server, question, member) in self.gone:
                self.violated("no return", f"{server} answers '{question.text}' with {member} again")
        for member in plan.MEMBERS:
            if not self.truth.lasting("dead", member).holds(sent):
                self.gone.discard((server, question, member))
            elif member not in members and self.truth.lasting("dead", member).holds(sent, DEAD_BOUND):
                self.gone.add((server, question, member))
        for member in self.truth.must_be_in(question, server, sent) - members:
            if member in self.truth.must_be_in(question, server, now):
                self.violated("none lost", f"{server} answers '{question.text}' without {member}: {sorted(members)}")

    def _dead_for(self, member, now):
        since = self.truth.lasting("dead", member).since
        return "dead no longer" if since is None else f"dead for {now - since:.1f} s"

    def forget(self, server):
        """The server has lost what it knew: it may take a dead member for up again, once."""
        self.gone = {entry for entry in self.gone if entry[0] != server}
