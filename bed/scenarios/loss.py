"""A region loses three packets in ten, in both directions.

All servers answer everything; no member is dropped where one vantage that sees it is enough (`any`), and what the
clients near a member get (`near`) is their own. A member that dies is gone all the same.
"""

import time

from world import plan

SHARE = 0.3
SECONDS = 25


def run(world, chosen):
    world.lose("ap", SHARE)
    world.stay(SECONDS)
    since = time.monotonic()
    world.kill_members("sin-1")
    gone = world.gone("sin-1", since, limit=15)
    near = max(gone[server] for server in plan.servers_in("ap"))
    world.start_members("sin-1")
    world.stay(3)
    since = time.monotonic()
    world.heal()
    healed = world.converge(since, 10)
    return {"loss": f"{SHARE:.0%}", "gone in the region": f"{near:.1f} s", "elsewhere": f"{max(gone.values()):.1f} s",
            "healed after": f"{healed:.1f} s"}
