"""The bed: regions, their hosts, and what can be done to the network between them.

    ctl ─────────────── management network 10.255.0.0/16, no cut affects it ───────────────┐
                                                                                           │
   ┌── region eu ────────────────┐            WAN             ┌── region na ─────────────┐ │
   │ eu-1  eu-2  eu-3 ... ── eu ─┼─ to-na ── one process ── to-eu ─┼─ na ── na-1 na-2 ...├─┘
   └─────────────────────────────┘     (network/wan.py)       └──────────────────────────┘

Every name in the picture is a network namespace. Region i has 10.i.0.0/24 and fd42:i::/64: its router is .1, its
host j is .(10+j); on the management network host j of region i is 10.255.i.(10+j).
"""

import collections
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from network import namespaces, wan
from network.namespaces import ip

RUN = "/run/regions"
MTU = 1500
START_SECONDS = 10

Host = collections.namedtuple("Host", "name region number address management")


class BedError(Exception):
    """What was asked for cannot be done; the text says why."""


class Bed:
    def __init__(self, name):
        if not re.fullmatch("[a-zA-Z0-9]{1,12}", name):
            raise BedError("a bed's name is up to 12 letters and digits")
        self.name = name
        self.folder = f"{RUN}/{name}"
        self.file = f"{self.folder}/bed.json"
        self.socket_file = f"{self.folder}/wan.sock"
        self.pid_file = f"{self.folder}/wan.pid"
        self.regions, self.hosts_each = [], 0

    # ---- what there is

    def load(self):
        try:
            with open(self.file) as file:
                self.regions, self.hosts_each = json.load(file)
        except FileNotFoundError:
            raise BedError(f"the bed '{self.name}' is not up") from None
        return self

    def namespace(self, node):
        return f"{self.name}-{node}"

    def hosts(self):
        for i, region in enumerate(self.regions, 1):
            for j in range(1, self.hosts_each + 1):
                yield Host(f"{region}-{j}", region, j, f"10.{i}.0.{10 + j}", f"10.255.{i}.{10 + j}")

    def host(self, name):
        for host in self.hosts():
            if host.name == name:
                return host
        raise BedError(f"there is no host '{name}'")

    def namespaces(self):
        return [self.namespace(node) for node in ("ctl", *self.regions, *(host.name for host in self.hosts()))]

    def directions(self):
        return list(itertools.permutations(self.regions, 2))

    def both_ways(self, a, b, one_way=False):
        for region in (a, b):
            if region not in self.regions:
                raise BedError(f"there is no region '{region}'; there are: {' '.join(self.regions)}")
        return [(a, b)] if one_way else [(a, b), (b, a)]

    # ---- life

    def up(self, regions, hosts_each, rtt_ms=0, ttl_seconds=0, owner=0):
        """Makes everything. If anything fails, nothing of it stays."""
        os.makedirs(RUN, exist_ok=True)
        try:
            os.mkdir(self.folder)
        except FileExistsError:
            raise BedError(f"the bed '{self.name}' exists already: take it 'down', or choose another name") from None
        self.regions, self.hosts_each = regions, hosts_each
        if namespaces.existing() & set(self.namespaces()):
            os.rmdir(self.folder)
            raise BedError(f"there are namespaces '{self.name}-...' that no bed owns; choose another name")
        with open(self.file, "w") as file:
            json.dump([regions, hosts_each], file)
        try:
            self._build(rtt_ms, ttl_seconds, owner)
        except BaseException:
            self.down()
            raise

    def down(self):
        """Ends what runs in the bed's namespaces, takes away its mounts, removes all. Does nothing if it is not up."""
        if not os.path.exists(self.file):
            return
        self.load()
        there = namespaces.existing()
        mine = [name for name in self.namespaces() if name in there]
        namespaces.stop_all(mine)
        self._end_wan()
        for line in reversed(Path("/proc/self/mounts").read_text().splitlines()):
            if line.split()[1].startswith(self.folder + "/"):
                subprocess.run(["umount", "--lazy", line.split()[1]], check=False)
        for name in mine:
            ip("netns", "del", name, check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end_wan(self):
        try:
            pid = int(Path(self.pid_file).read_text())
            if pid != os.getpid() and b"_wan" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGTERM)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            pass  # it has never started, or has ended

    # ---- building

    def _build(self, rtt_ms, ttl_seconds, owner):
        for name in self.namespaces():
            namespaces.create(name)
        self._switch("ctl", "10.255.0.1/16")
        for i, region in enumerate(self.regions, 1):
            self._switch(region, f"10.{i}.0.1/24", f"fd42:{i}::1/64")
            forward = "echo 1 | tee /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding"
            ip("netns", "exec", self.namespace(region), "sh", "-c", forward)
        for host in self.hosts():
            self._connect(host)
        self._start_wan(rtt_ms, ttl_seconds, owner)
        for here, there in self.directions():
            i, name = self.regions.index(there) + 1, self.namespace(here)
            ip("-n", name, "link", "set", f"to-{there}", "up", "mtu", str(MTU), "txqueuelen", "1000")
            ip("-n", name, "route", "add", f"10.{i}.0.0/24", "dev", f"to-{there}")
            ip("-n", name, "-6", "route", "add", f"fd42:{i}::/64", "dev", f"to-{there}")

    def _switch(self, node, *addresses):
        name = self.namespace(node)
        ip("-n", name, "link", "add", "br0", "type", "bridge")
        for address in addresses:
            ip("-n", name, "addr", "add", address, "dev", "br0", *(["nodad"] if ":" in address else []))
        ip("-n", name, "link", "set", "br0", "up")

    def _ports(self, host):
        region_port = (self.namespace(host.region), f"h{host.number}", "eth0")
        return [region_port, (self.namespace("ctl"), host.name, "mgmt0")]

    def _connect(self, host):
        name, i = self.namespace(host.name), self.regions.index(host.region) + 1
        for switch, port, device in self._ports(host):
            ip("-n", switch, "link", "add", port, "type", "veth", "peer", "name", device, "netns", name)
            ip("-n", switch, "link", "set", port, "master", "br0", "up")
            ip("-n", name, "link", "set", device, "up")
        ip("-n", name, "addr", "add", f"{host.address}/24", "dev", "eth0")
        ip("-n", name, "addr", "add", f"fd42:{i}::{10 + host.number}/64", "dev", "eth0", "nodad")
        ip("-n", name, "addr", "add", f"{host.management}/16", "dev", "mgmt0")
        ip("-n", name, "route", "add", "default", "via", f"10.{i}.0.1")
        ip("-n", name, "-6", "route", "add", "default", "via", f"fd42:{i}::1")

    def _start_wan(self, rtt_ms, ttl_seconds, owner):
        log = f"{self.folder}/wan.log"
        words = [sys.executable, str(Path(__file__).parent.parent / "regions"), "--bed", self.name]
        words += ["_wan", str(rtt_ms), str(ttl_seconds), str(owner)]
        with open(log, "w") as out:
            subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd="/")
        deadline = time.monotonic() + START_SECONDS
        while not os.path.exists(self.socket_file):
            if time.monotonic() > deadline:
                raise BedError("the WAN process did not start: " + Path(log).read_text())
            time.sleep(0.02)

    # ---- faults

    def links(self, pairs=None, **settings):
        """Changes links (all of them without pairs), gives their figures. Seconds, shares, bits a second."""
        request = {"set": settings} if pairs is None else {"set": settings, "pairs": pairs}
        try:
            return wan.ask(self.socket_file, request)
        except OSError:
            raise BedError("the WAN process does not answer; take the bed 'down'") from None
        except ValueError as e:
            raise BedError(str(e)) from None

    def cut(self, a, b, one_way=False):
        self.links(self.both_ways(a, b, one_way), cut=True)

    def isolate(self, region):
        others = [other for other in self.regions if other != region]
        self.links([pair for other in others for pair in self.both_ways(region, other)], cut=True)

    def heal(self, a=None, b=None):
        self.links(self.both_ways(a, b) if a and b else None, cut=False)

    def plug(self, host, plugged):
        switch, port, _ = self._ports(host)[0]
        ip("-n", switch, "link", "set", port, "up" if plugged else "down")

    def power_off(self, host):
        """All processes killed, the network stack gone."""
        namespaces.kill_all([self.namespace(host.name)])
        for switch, port, _ in self._ports(host):
            ip("-n", switch, "link", "del", port, check=False)
        ip("netns", "del", self.namespace(host.name), check=False)

    def power_on(self, host):
        """A fresh network stack; nothing runs on the host."""
        if not os.path.exists(f"/run/netns/{self.namespace(host.name)}"):
            namespaces.create(self.namespace(host.name))
            self._connect(host)
