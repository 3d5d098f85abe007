"""A prober's routing breaks: it reaches its cluster and no member, and reports everything down (S-19).

It is found isolated within seconds, says every server; its votes are left out, and no member is dropped.
"""

import time

from world import plan
from world.world import Miss

SEEN_WITHIN = plan.FALL * plan.INTERVAL + plan.TIMEOUT + 3


def run(world, chosen):
    since = time.monotonic()
    world.break_routes("na-3")
    isolated = world.until(
        lambda: all(world.votes(server) == {2} for server in plan.SERVERS),
        SEEN_WITHIN,
        "the vantage that sees everything down still counts somewhere")
    world.stay(10)
    for server in plan.SERVERS:
        for question in ("majority", "any", "every"):
            if world.watch.members(server, question) != world.living():
                raise Miss(f"{server} answers '{question}' with {sorted(world.watch.members(server, question))}")
    since = time.monotonic()
    world.kill_members("fra-2")
    gone = world.gone("fra-2", since)
    world.start_members("fra-2")
    world.mend_routes("na-3")
    return {"isolated after": f"{isolated:.1f} s", "a dead member gone": f"{max(gone.values()):.1f} s"}
