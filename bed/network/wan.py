"""The WAN: one process that holds the ends of every link between regions and carries the packets across.

Each direction of each link has its own delay, jitter, loss, rate and cut. `tc netem` would do the same in the
kernel, where a kernel has it. The process is also the bed's dead man's switch: when the process that owns the bed
is gone, or the time is up, it takes the bed down and ends.
"""

import collections
import json
import os
import random
import select
import socket
import time

from network import namespaces

BACKLOG_SECONDS = 0.2  # what a rate-limited link may queue before it drops
MOST_PACKETS = 20000  # that a link may hold
OWNER_CHECK_SECONDS = 1


class Link:
    """One direction: packets read from `source` are written to `target` later, never in another order."""

    def __init__(self, source, target, delay):
        self.source, self.target = source, target
        self.delay, self.jitter, self.loss, self.rate, self.cut = delay, 0.0, 0.0, 0.0, False
        self.queue = collections.deque()
        self.free = self.last = 0.0
        self.packets = self.bytes = self.dropped = 0

    def take(self, now):
        for _ in range(64):
            try:
                data = os.read(self.source, 65535)
            except OSError:
                return
            due = self.due(now, len(data))
            if due is None:
                self.dropped += 1
            else:
                self.last = due
                self.queue.append((due, data))

    def due(self, now, size):
        """When a packet comes out at the other end; None = it does not."""
        if self.cut or len(self.queue) >= MOST_PACKETS or (self.loss and random.random() < self.loss):
            return None
        sent = now
        if self.rate:
            begin = max(now, self.free)
            if begin - now > BACKLOG_SECONDS:
                return None
            self.free = sent = begin + size * 8 / self.rate
        due = sent + self.delay
        if self.jitter:
            due = max(now, due + random.uniform(-self.jitter, self.jitter))
        return max(due, self.last)

    def give(self, now):
        while self.queue and self.queue[0][0] <= now:
            data = self.queue.popleft()[1]
            try:
                os.write(self.target, data)
                self.packets += 1
                self.bytes += len(data)
            except OSError:
                self.dropped += 1

    def change(self, settings):
        for key, value in settings.items():
            if key not in ("delay", "jitter", "loss", "rate", "cut"):
                raise ValueError(f"a link has no '{key}'")
            setattr(self, key, value)
        if settings.get("cut"):
            self.dropped += len(self.queue)
            self.queue.clear()

    def figures(self):
        return {
            "delay_ms": self.delay * 1e3,
            "jitter_ms": self.jitter * 1e3,
            "loss_pct": self.loss * 100,
            "rate_mbit": self.rate / 1e6,
            "cut": self.cut,
            "packets": self.packets,
            "bytes": self.bytes,
            "dropped": self.dropped,
        }


def run(bed, rtt_ms, ttl_seconds, owner):
    """Carries packets until the bed is taken down.

    rtt_ms: round trip between any two regions; ttl_seconds: 0 = no limit; owner: a process id, 0 = nobody.
    """
    ends = {(a, b): namespaces.open_tun(bed.namespace(a), f"to-{b}") for a, b in bed.directions()}
    links = {(a, b): Link(end, ends[b, a], rtt_ms / 2000) for (a, b), end in ends.items()}
    by_source = {link.source: link for link in links.values()}
    with open(bed.pid_file, "w") as file:
        file.write(str(os.getpid()))
    server = socket.socket(socket.AF_UNIX)
    server.bind(bed.socket_file + ".new")
    server.listen()
    os.rename(bed.socket_file + ".new", bed.socket_file)
    deadline = time.monotonic() + ttl_seconds if ttl_seconds else None
    next_check = 0.0
    while True:
        now = time.monotonic()
        if now >= next_check:
            next_check = now + OWNER_CHECK_SECONDS
            if (deadline and now > deadline) or (owner and not os.path.exists(f"/proc/{owner}")):
                return bed.down()
        due = min((link.queue[0][0] for link in links.values() if link.queue), default=next_check)
        wait = max(0.0, min(due, next_check) - now)
        for ready in select.select([*by_source, server], [], [], wait)[0]:
            if ready is server:
                answer(server, links)
            else:
                by_source[ready].take(time.monotonic())
        now = time.monotonic()
        for link in links.values():
            link.give(now)


def answer(server, links):
    """One request: a line of JSON with `pairs` (all links without) and what to `set`; the answer is their figures."""
    peer, _ = server.accept()
    with peer:
        peer.settimeout(1)
        try:
            request = json.loads(peer.makefile().readline())
            chosen = [tuple(pair) for pair in request.get("pairs", links)]
            for pair in chosen:
                links[pair].change(request.get("set", {}))
            reply = {f"{a} {b}": links[a, b].figures() for a, b in chosen}
        except (KeyError, ValueError, OSError) as e:
            reply = f"bad request: {e!r}"
        try:
            peer.sendall(json.dumps(reply).encode() + b"\n")
        except OSError:
            pass  # whoever asked has gone


def ask(socket_file, request):
    """Sends a request to the WAN process; raises ConnectionError if it is not there, ValueError if it refuses."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(5)
        connection.connect(socket_file)
        connection.sendall(json.dumps(request).encode() + b"\n")
        reply = json.loads(connection.makefile().readline())
    if isinstance(reply, str):
        raise ValueError(reply)
    return reply
