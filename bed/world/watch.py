"""Asks every server every question at a steady pace, over UDP, and has every answer checked."""

import collections
import select
import socket
import threading
import time

from world import message, plan
from world.invariants import ANSWER_SECONDS

PERIODS = {"majority": 0.2}  # seconds between two times a server is asked; the others:
PERIOD = 1.0

Latest = collections.namedtuple("Latest", "sent members ttl")
Listener = collections.namedtuple("Listener", "servers question since holds misses")
Pending = collections.namedtuple("Pending", "server question sent")


class Watch:
    """A thread of its own. What it writes is read, and what it reads is written, under the lock of the world."""

    def __init__(self, bed, truth, invariants, lock):
        self.truth, self.invariants, self.lock = truth, invariants, lock
        self.addresses = {server: (bed.host(server).management, 53) for server in plan.SERVERS}
        self.servers = {address: server for server, address in self.addresses.items()}
        self.latest = {}
        self.took = []
        self.asked = set()  # servers that are asked
        self.listeners = []
        self.failure = None
        self._pending = {}
        self._numbers = 0
        self._over = threading.Event()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        self._over.set()
        self._thread.join(5)
        self._socket.close()

    def members(self, server, question="majority", since=0.0):
        """The names in the latest answer to a question sent after a moment; None if there is none."""
        with self.lock:
            latest = self.latest.get((server, question))
        return latest.members if latest and latest.sent >= since else None

    def _run(self):
        try:
            self._ask_and_listen()
        except Exception as e:  # a fault of the bed itself must not look like silence
            self.failure = e
            raise

    def _ask_and_listen(self):
        due = {}
        for i, question in enumerate(plan.QUESTIONS):
            due.update({(server, question): time.monotonic() + i * 0.09 for server in self.addresses})
        next_sweep = 0.0
        while not self._over.is_set():
            now = time.monotonic()
            for (server, question), when in due.items():
                if when <= now:
                    due[server, question] = max(when, now - 0.1) + PERIODS.get(question.text, PERIOD)
                    if server in self.asked:
                        self._ask(server, question)
            if now >= next_sweep:
                next_sweep = now + 0.1
                self._sweep(now)
            if select.select([self._socket], [], [], 0.01)[0]:
                self._listen()

    def _ask(self, server, question):
        self._numbers = self._numbers % 65535 + 1
        self._pending[self._numbers] = Pending(server, question, time.monotonic())
        self.invariants.asked += 1
        try:
            self._socket.sendto(message.question(self._numbers, question.name, question.subnet), self.addresses[server])
        except OSError:
            pass  # the host is off, or its port closed: there will be no answer, and that counts

    def _listen(self):
        while True:
            try:
                data, address = self._socket.recvfrom(4096)
            except BlockingIOError:
                return
            except OSError:
                continue  # a port that is closed told so
            answer = message.answer(data)
            pending = self._pending.pop(answer.id, None)
            if pending is None or self.servers[address] != pending.server:
                continue
            self._take(pending, answer)

    def _take(self, pending, answer):
        now = time.monotonic()
        with self.lock:
            self.truth.note(now)
            self.invariants.check(pending.server, pending.question, pending.sent, answer)
            members = frozenset(plan.BY_ADDRESS.get(address, address) for address in answer.addresses)
            self.latest[pending.server, pending.question.text] = Latest(pending.sent, members, answer.ttl)
            self.took.append(now - pending.sent)
            for listener in self.listeners:
                mine = pending.server in listener.servers and pending.question.text == listener.question
                if mine and pending.sent > listener.since and not listener.holds(members):
                    listener.misses.append((pending.server, members))

    def _sweep(self, now):
        with self.lock:
            self.truth.note(now)
            late = [number for number, pending in self._pending.items() if now - pending.sent > ANSWER_SECONDS]
            for number in late:
                self.invariants.unanswered(*self._pending.pop(number))
