"""A region is cut off from the others, both ways.

Both sides answer everything, and no member is dropped by those who can reach it. What dies meanwhile on either side
is gone on that side in its time. After the cut heals, all servers agree within ten seconds.
"""

import time

from world import plan

CUT_SECONDS = 15
HEALED_WITHIN = 10


def run(world, chosen):
    return cut_off(world, "both")


def cut_off(world, only):
    world.isolate("ap", only)
    world.stay(CUT_SECONDS)
    here, there = plan.servers_in("ap"), [s for s in plan.SERVERS if plan.region_of(s) != "ap"]
    since = time.monotonic()
    world.kill_members("iad-1", "sin-1")
    far = world.gone("iad-1", since, there).values()
    near = world.gone("sin-1", since, here).values()
    world.start_members("iad-1", "sin-1")
    world.stay(4)
    since = time.monotonic()
    world.heal()
    with world.watching(here, lambda members: {"sin-1", "sin-2"} <= members, "drops members of its own at the healing"):
        healed = world.converge(since, HEALED_WITHIN)
    return {"cut": f"{CUT_SECONDS} s", "gone within": f"{max(*far, *near):.1f} s", "healed after": f"{healed:.1f} s"}
