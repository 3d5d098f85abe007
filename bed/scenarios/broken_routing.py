"""A prober's routing breaks: it reaches its cluster and no member, and reports everything down (S-19).

It is found isolated within seconds, says every server; its votes are left out, and no member is dropped. (Where one
vantage that sees a member down is enough, `every`, members are dropped until it is: its probes fail one by one.)
"""

import time

from world import plan

SEEN_WITHIN = plan.FALL * plan.INTERVAL + plan.TIMEOUT + 3


def run(world, chosen):
    everyone = world.living()
    with world.watching(plan.SERVERS, lambda members: members == everyone, "drops a member"):
        with world.watching(plan.SERVERS, lambda members: members == everyone, "drops a member", "any"):
            world.break_routes("na-3")
            isolated = world.until(
                lambda: all(world.votes(server) == {2} for server in plan.SERVERS),
                SEEN_WITHIN,
                "the vantage that sees everything down still counts somewhere")
            world.stay(3)
            with world.watching(plan.SERVERS, lambda members: members == everyone, "heeds an isolated vantage", "every"):
                world.stay(10)
    since = time.monotonic()
    world.kill_members("fra-2")
    gone = world.gone("fra-2", since)
    world.start_members("fra-2")
    world.mend_routes("na-3")
    return {"isolated after": f"{isolated:.1f} s", "a dead member gone": f"{max(gone.values()):.1f} s"}
