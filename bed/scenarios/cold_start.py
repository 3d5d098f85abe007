"""Everything is killed at once and starts again: with what is on the disks, then without.

With it, the first answers already leave out what was down, though no prober runs. Without, the servers wait for
verdicts a bounded time, then answer with all members, which is better than none, and say so; once probers run, the
dead one is gone.
"""

import time

from world import plan
from world.world import Miss

DEAD = "iad-1"


def run(world, chosen):
    world.kill_members(DEAD)
    world.gone(DEAD, time.monotonic())
    world.settle()
    warm = start_all(world, with_state=True)
    for server in plan.SERVERS:
        first = world.ask(server)
        if first != world.living():
            raise Miss(f"{server} remembers wrongly: it answers {sorted(first)}")
    world.stay(5)
    world.start_probers(*plan.PROBERS)
    world.settle()
    cold = start_all(world, with_state=False)
    for server in plan.SERVERS:
        if world.ask(server) != plan.MEMBERS.keys():
            raise Miss(f"{server} knows nothing and answers {sorted(world.ask(server) or [])}")
        if "taken for up until there is one" not in (world.folder / "log" / f"{server}.log").read_text():
            raise Miss(f"{server} does not say in its log that it answers without verdicts")
    since = time.monotonic()
    world.start_probers(*plan.PROBERS)
    gone = world.gone(DEAD, since, limit=25)
    return {"with state": f"{warm:.1f} s", "without": f"{cold:.1f} s", "then gone": f"{max(gone.values()):.1f} s"}


def start_all(world, with_state):
    """Seconds until the last of six servers that start at once answers."""
    world.end_probers(*plan.PROBERS)
    world.end_servers(*plan.SERVERS)
    if not with_state:
        for server in plan.SERVERS:
            world.forget_state(server)
    return max(world.start_servers(*plan.SERVERS).values())
