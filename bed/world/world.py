"""The world: three regions with everything that runs in them, what can be done to it, and what is seen of it."""

import contextlib
import json
import math
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from network.namespaces import ip
from world import message, plan
from world.invariants import Invariants
from world.process import Process
from world.truth import Truth
from world.watch import Listener, Watch

HOME = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 180  # until a server answers, with patience for a busy machine; how long it took is told
SETTLE_SECONDS = 120
HEAP = {"serve": "-Xmx128m", "probe": "-Xmx64m"}

# Each host would have processors of its own; here nine JVMs share two. Who watches, the probers and the members come
# first, so that a server which starts does not make them look late; servers and strangers are that much nicer.
FIRST, SERVERS, STRANGERS = -10, 10, 15


class Miss(Exception):
    """Something that had to happen did not; the text says what."""


class World:
    def __init__(self, bed, folder):
        self.bed, self.folder = bed, Path(folder)
        self.lock = threading.RLock()
        self.truth = Truth()
        self.invariants = Invariants(self.truth)
        self.watch = Watch(bed, self.truth, self.invariants, self.lock)
        self.processes = {}
        self.environment = {}  # of single hosts: another clock
        self.broken_routes = set()

    # ---- life

    def open(self):
        """Starts everything and comes back when all servers agree on all members."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("log", "state"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "cluster.key").write_text(secrets.token_hex(32))
        plan.write_definitions(self.folder / "definitions")
        for host in (*plan.SERVERS, *plan.PROBERS):
            plan.write_host(self.folder / f"{host}.yaml", host, self.bed, self.folder)
            command = "serve" if host in plan.SERVERS else "probe"
            self.processes[host] = self._gslb(host, command, "--config", str(self.folder / f"{host}.yaml"))
        for host in plan.MEMBER_HOSTS:
            self._addresses(host)
        for member in plan.MEMBERS.values():
            words = [sys.executable, str(HOME / "bed/world/member.py"), member.address, "8080"]
            self.processes[member.name] = self._process(f"{member.region}-4", member.name, words)
        self.watch.start()
        self.start_members(*plan.MEMBERS)
        self.start_probers(*plan.PROBERS)
        self.start_servers(*plan.SERVERS)
        self.settle()

    def close(self):
        self.watch.stop()
        for process in self.processes.values():
            if process.alive():
                process.kill()

    def _gslb(self, host, *words):
        nice = SERVERS if words[0] == "serve" else 0
        return self._process(host, host, [str(HOME / "gslb"), *words], nice, JAVA_TOOL_OPTIONS=HEAP[words[0]])

    def _process(self, host, name, words, nice=0, **environment):
        return Process(self.bed.namespace(host), words, self.folder / "log" / f"{name}.log", environment, nice)

    def _addresses(self, host):
        for member in plan.MEMBERS.values():
            if member.region == plan.region_of(host):
                ip("-n", self.bed.namespace(host), "addr", "add", f"{member.address}/24", "dev", "eth0", check=False)

    def _now(self, what, name, value):
        """Notes a change of the world."""
        with self.lock:
            what[name] = value
            self.truth.note()

    # ---- members, probers, servers

    def start_members(self, *names):
        for name in names:
            if not self.processes[name].alive():
                self.processes[name].start()
        for name in names:
            self._until_connects(plan.MEMBERS[name])
            self._now(self.truth.members, name, True)

    def _until_connects(self, member):
        """Waits on the host itself: nobody else may hear of it."""
        script = f"import socket; socket.create_connection(('{member.address}', 8080), 1)"
        words = ["ip", "netns", "exec", self.bed.namespace(f"{member.region}-4"), sys.executable, "-c", script]
        self.until(
            lambda: subprocess.run(words, capture_output=True).returncode == 0, 10, f"{member.name} does not answer")

    def kill_members(self, *names):
        for name in names:
            self.processes[name].kill()
            self._now(self.truth.members, name, False)

    def start_probers(self, *names):
        for name in names:
            if not self.processes[name].alive():
                self.processes[name].start(**self.environment.get(name, {}))
                self._now(self.truth.vantages, name, True)

    def end_probers(self, *names, how="kill"):
        for name in names:
            self._now(self.truth.vantages, name, False)
            getattr(self.processes[name], how)()

    def start_servers(self, *names):
        """Starts them and waits until each answers. Gives the seconds each took."""
        begin = time.monotonic()
        fresh = [name for name in names if not self.processes[name].alive()]
        for name in fresh:
            self.processes[name].start(**self.environment.get(name, {}))
        return {name: self.await_answer(name, begin) for name in fresh}

    def await_answer(self, name, begin):
        def answers():
            if self.processes[name].lost():
                raise Miss(f"{name} ended with status {self.processes[name].running.returncode}: {self.tail(name)}")
            return self.ask(name) is not None

        self.until(answers, START_SECONDS, f"{name} does not answer after its start")
        with self.lock:
            self.truth.servers[name] = True
            self.truth.note()
            self.watch.asked.add(name)
        return time.monotonic() - begin

    def end_servers(self, *names, how="kill"):
        for name in names:
            with self.lock:
                self.watch.asked.discard(name)
                self.truth.servers[name] = False
                self.truth.note()
        for name in names:
            getattr(self.processes[name], how)()

    def replace_server(self, name):
        """`serve --replace`: another process takes the sockets over while the first one answers. Gives the seconds."""
        begin = time.monotonic()
        former = self.processes[name]
        former.expected = False
        successor = self._gslb(name, "serve", "--replace", "--config", str(self.folder / f"{name}.yaml"))
        successor.start(**self.environment.get(name, {}))
        self.until(lambda: not former.alive() or successor.lost(), START_SECONDS + 40, f"{name} is not replaced")
        if successor.lost():
            raise Miss(f"{name} is not replaced: {self.tail(name)}")
        self.processes[name] = self._gslb(name, "serve", "--config", str(self.folder / f"{name}.yaml"))
        self.processes[name].adopt(successor)
        return time.monotonic() - begin

    def forget_state(self, server):
        """As a new disk would: what the server keeps over a restart is gone."""
        shutil.rmtree(self.folder / "state" / server, ignore_errors=True)
        with self.lock:
            self.invariants.forget(server)

    # ---- the network

    def _ways(self, how, *pairs):
        with self.lock:
            for pair in pairs:
                self.truth.ways[pair] = how
            self.truth.note()

    def _directions(self, region):
        return [pair for pair in self.truth.ways if region in pair]

    def cut(self, a, b, one_way=False):
        pairs = self.bed.both_ways(a, b, one_way)
        self._ways("shut", *pairs)
        self.bed.links(pairs, cut=True)

    def isolate(self, region, only="both"):
        """Cuts a region off; only: both, out (nothing leaves it) or in (nothing reaches it)."""
        pairs = [p for p in self._directions(region) if only == "both" or p[0 if only == "out" else 1] == region]
        self._ways("shut", *pairs)
        self.bed.links(pairs, cut=True)

    def lose(self, region, share):
        """Loses a share of all packets to and from a region."""
        pairs = self._directions(region)
        self._ways("poor", *pairs)
        self.bed.links(pairs, loss=share)

    def heal(self):
        self.bed.links(cut=False, loss=0.0)
        self._ways("clear", *self.truth.ways)

    def break_routes(self, prober):
        """The prober reaches its cluster and no member at all, and sees everything down."""
        self._routes(prober, "add")
        with self.lock:
            self.truth.blind.add(prober)
            self.truth.note()

    def mend_routes(self, prober):
        self._routes(prober, "del")
        with self.lock:
            self.truth.blind.discard(prober)
            self.truth.note()

    def _routes(self, prober, what):
        for i in range(1, len(plan.REGIONS) + 1):
            ip("-n", self.bed.namespace(prober), "route", what, f"10.{i}.0.20/30", "dev", "lo", check=False)

    def power_off(self, region):
        hosts = [host for host in self.bed.hosts() if host.region == region]
        with self.lock:
            for host in hosts:
                self.watch.asked.discard(host.name)
                self.truth.servers.update({host.name: False} if host.name in plan.SERVERS else {})
                self.truth.vantages.update({host.name: False} if host.name in plan.PROBERS else {})
            for member in plan.MEMBERS.values():
                if member.region == region:
                    self.truth.members[member.name] = False
            for name, process in self.processes.items():
                if name.startswith(region + "-") or (name in plan.MEMBERS and plan.MEMBERS[name].region == region):
                    process.expected = False
            self.truth.note()
        for host in hosts:
            self.bed.power_off(host)
        for process in self.processes.values():
            process.alive()  # reaps what was killed

    def power_on(self, region):
        for host in self.bed.hosts():
            if host.region == region:
                self.bed.power_on(host)
        self._addresses(f"{region}-4")
        self.start_members(*[m.name for m in plan.MEMBERS.values() if m.region == region])
        self.start_probers(f"{region}-3")
        self.start_servers(*plan.servers_in(region))

    # ---- what is seen

    def until(self, true, limit, what):
        """Waits until something is true and gives the seconds; Miss if it does not become so."""
        begin = time.monotonic()
        while not true():
            if time.monotonic() - begin > limit:
                raise Miss(f"{what} (waited {limit:g} s)")
            if self.watch.failure:
                raise self.watch.failure
            time.sleep(0.02)
        return time.monotonic() - begin

    def stay(self, seconds):
        """Lets the world go on; processes that end are noticed."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.lost_processes()
            time.sleep(min(0.2, max(0.0, deadline - time.monotonic())))

    def serving(self):
        return [server for server, runs in self.truth.servers.items() if runs]

    def living(self):
        return frozenset(member for member, alive in self.truth.members.items() if alive)

    def times_until(self, true, servers, since, limit, what, question="majority"):
        """By server: seconds from `since` to the first answer asked for after it whose members satisfy `true`."""
        waiting, times = set(servers), {}

        def all_do():
            for server in list(waiting):
                with self.lock:
                    latest = self.watch.latest.get((server, question))
                if latest and latest.sent > since and true(latest.members):
                    times[server] = latest.sent - since
                    waiting.discard(server)
            return not waiting

        try:
            self.until(all_do, limit, what)
        except Miss as e:
            seen = {server: sorted(self.watch.members(server, question) or []) for server in sorted(waiting)}
            raise Miss(f"{e}; still: {seen}") from None
        return times

    @contextlib.contextmanager
    def watching(self, servers, holds, text, question="majority"):
        """Whatever these servers answer to a question asked meanwhile has to satisfy `holds`."""
        begin = time.monotonic()
        with self.lock:
            self.watch.listeners.append(listener := Listener(set(servers), question, begin, holds, []))
        try:
            yield
        finally:
            with self.lock:
                self.watch.listeners.remove(listener)
                for server, members in listener.misses[:5]:
                    self.invariants.violated("scenario", f"{server} {text}: it answers '{question}' with {sorted(members)}")

    def gone(self, member, since, servers=None, limit=plan.GONE_WITHIN + 1):
        servers = self.serving() if servers is None else servers
        return self.times_until(lambda m: member not in m, servers, since, limit, f"{member} is not gone everywhere")

    def back(self, member, since, servers=None, limit=plan.BACK_WITHIN + 1):
        servers = self.serving() if servers is None else servers
        return self.times_until(lambda m: member in m, servers, since, limit, f"{member} is not back everywhere")

    def converge(self, since=None, limit=SETTLE_SECONDS):
        """Seconds until every server answers every question with just those members that live."""
        since = time.monotonic() if since is None else since
        living, longest = self.living(), 0.0
        for kind in plan.WHOLE:
            what = f"'{kind}' is not answered with {sorted(living)} everywhere"
            left = limit - (time.monotonic() - since)
            times = self.times_until(lambda m: m == living, self.serving(), since, max(left, 2.5), what, kind)
            longest = max(longest, *times.values())
        return longest

    def settle(self):
        """Waits until all are heard again and agree, so that what comes next begins from peace."""
        seconds = self.converge()
        everyone = sum(self.truth.vantages.values())
        self.until(
            lambda: all(self.votes(server) == {everyone} for server in self.serving()),
            SETTLE_SECONDS,
            f"not every server counts the votes of {everyone} vantages")
        return seconds

    def ask(self, server, name="majority"):
        """One question outside the steady pace; None if it is not answered within a moment."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
            client.settimeout(0.3)
            try:
                client.sendto(message.question(1, f"{name}.{plan.ZONE}"), (self.bed.host(server).management, 53))
                answer = message.answer(client.recv(4096))
            except OSError:
                return None
        return frozenset(plan.BY_ADDRESS.get(address, address) for address in answer.addresses)

    def status(self, server):
        """What the server says of itself; None if it says nothing."""
        try:
            address = f"http://{self.bed.host(server).management}:8053/v1/status"
            with urllib.request.urlopen(address, timeout=3) as response:
                return json.load(response)
        except (OSError, ValueError):
            return None

    def votes(self, server):
        """How many vantages count, over all members: one number if all vantages count with all."""
        status = self.status(server)
        return {line["fresh_votes"] for line in status["members"]} if status else set()

    def verdicts(self, server, pool="majority"):
        status = self.status(server)
        return {l["member"]: l["verdict"] for l in status["members"] if l["pool"] == pool} if status else {}

    def tail(self, name):
        lines = (self.folder / "log" / f"{name}.log").read_text(errors="replace").splitlines()
        return " / ".join(lines[-3:])

    def lost_processes(self):
        for name, process in self.processes.items():
            if process.lost():
                process.expected = False
                status = process.running.returncode
                with self.lock:
                    self.watch.asked.discard(name)
                    for known in (self.truth.members, self.truth.servers, self.truth.vantages):
                        if name in known:
                            known[name] = False
                    self.truth.note()
                    self.invariants.violated("all run", f"{name} ended with status {status}: {self.tail(name)}")

    def bugs(self):
        """By server: bugs it has counted of itself since its start."""
        found = {}
        for server in self.serving():
            status = self.status(server) or {"counters": {}}
            found[server] = status["counters"].get("errors", 0)
        return found

    def restore(self):
        """Everything runs, nothing is broken, and all agree."""
        self.heal()
        for prober in list(self.truth.blind):
            self.mend_routes(prober)
        self.lost_processes()
        self.environment.clear()
        self.start_members(*plan.MEMBERS)
        self.start_probers(*plan.PROBERS)
        self.start_servers(*plan.SERVERS)
        self.settle()


def percentile(values, share):
    """The smallest value that so large a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)]
