"""What really is, and since when; and from that, what a server's answer may and must hold.

Whoever changes the world says so here. Nothing here is learned from a server.

    alive(member)            its process runs
    heard(server, vantage)   the vantage probes, and its reports can reach the server
    seen(vantage, member)    the vantage's probes can succeed

A way between two regions is clear (nothing cut, nothing lost), shut (a direction is cut: neither a probe nor a
report comes through, for both are TCP), or poor (packets are lost: nothing can be said for sure).
"""

import time

from world import plan

HEARD_AFTER = 12.0  # a start, or a connection that comes back after a cut, and two reports
SEEN_AFTER = plan.RISE * plan.INTERVAL + plan.TIMEOUT + plan.PUBLISH + 1.0
LINGERS = plan.FRESH + 2 * plan.PUBLISH + 1.0  # how long a vantage's last word may count


class Lasting:
    """Something that is or is not: since when it is, and when it last was."""

    def __init__(self):
        self.since = None
        self.last = float("-inf")

    def note(self, true, now):
        if not true:
            self.since = None
            return
        if self.since is None:
            self.since = now
        self.last = now

    def holds(self, now, seconds=0.0):
        return self.since is not None and now - self.since >= seconds


class Truth:
    def __init__(self):
        self.members = dict.fromkeys(plan.MEMBERS, False)
        self.servers = dict.fromkeys(plan.SERVERS, False)
        self.vantages = dict.fromkeys(plan.PROBERS, False)
        self.blind = set()  # vantages whose routing is broken
        self.ways = {(a, b): "clear" for a in plan.REGIONS for b in plan.REGIONS if a != b}
        self._lasting = {}

    # ---- what is, at this moment

    def way(self, a, b):
        """The poorer of the two directions between two regions."""
        if a == b:
            return "clear"
        both = (self.ways[a, b], self.ways[b, a])
        return "shut" if "shut" in both else "poor" if "poor" in both else "clear"

    def _heard(self, server, vantage):
        region = plan.region_of(vantage)
        carried = any(self.servers[each] for each in plan.servers_in(region))
        there = self.servers[server] and self.vantages[vantage] and carried
        return self.way(plan.region_of(server), region) if there else "shut"

    def _seen(self, vantage, member):
        there = self.vantages[vantage] and self.members[member] and vantage not in self.blind
        return self.way(plan.region_of(vantage), plan.MEMBERS[member].region) if there else "shut"

    # ---- since when

    def lasting(self, *key):
        return self._lasting.setdefault(key, Lasting())

    def note(self, now=None):
        """To be called after every change, and often."""
        now = time.monotonic() if now is None else now
        for member, alive in self.members.items():
            self.lasting("dead", member).note(not alive, now)
            for vantage in plan.PROBERS:
                self.lasting("seen", vantage, member).note(self._seen(vantage, member) == "clear", now)
        for server in plan.SERVERS:
            self.lasting("serves", server).note(self.servers[server], now)
            for vantage in plan.PROBERS:
                heard = self._heard(server, vantage)
                self.lasting("heard", server, vantage).note(heard == "clear", now)
                sighted = vantage not in self.blind
                self.lasting("sighted", server, vantage).note(heard == "clear" and sighted, now)
                for member in plan.MEMBERS:
                    unsure = not self.lasting("seen", vantage, member).holds(now, SEEN_AFTER)
                    self.lasting("against", server, vantage, member).note(heard != "shut" and unsure, now)

    # ---- what follows for answers

    def votes_for(self, server, member, now, regions=None):
        """Vantages that surely count with the server and surely see the member up."""
        return sum(
            self.lasting("heard", server, vantage).holds(now, HEARD_AFTER)
            and self.lasting("seen", vantage, member).holds(now, SEEN_AFTER)
            for vantage in self._vantages(regions))

    def votes_against(self, server, member, now, regions=None):
        """Vantages that may count with the server and may see the member down."""
        return sum(
            now - self.lasting("against", server, vantage, member).last <= LINGERS
            for vantage in self._vantages(regions))

    @staticmethod
    def _vantages(regions):
        return [vantage for vantage in plan.PROBERS if regions is None or plan.region_of(vantage) in regions]

    def must_be_in(self, question, server, now):
        """The members an answer has to hold, whatever else is in it."""
        kind, _, client = question.text.partition(" from ")
        members = [m for m in plan.MEMBERS.values() if not client or m.region == client]
        return {member.name for member in members if self._kept(kind, server, member, now)}

    def _kept(self, kind, server, member, now):
        regions = {member.region} if kind == "near" else None
        votes = self.votes_for(server, member.name, now, regions)
        against = self.votes_against(server, member.name, now, regions)
        if kind == "any":
            return votes > 0
        if kind == "every":
            return votes > 0 and not against
        return votes > 0 and votes >= against

    def must_be_gone(self, server, member, now, bound):
        """Whether the member has been dead, and the server not without word of it, for longer than the bound."""
        return self.lasting("dead", member).holds(now, bound) and any(
            self.lasting("sighted", server, vantage).holds(now, HEARD_AFTER + bound) for vantage in plan.PROBERS)
