"""All servers die but one, and with them every Hazelcast member but one.

It goes on answering, and hears its own region's prober: what dies is gone, what returns is back. The others start
again and all agree.
"""

import time

from world import plan


def run(world, chosen):
    last, *others = plan.SERVERS
    world.end_servers(*others)
    world.stay(plan.FRESH + 3)
    since = time.monotonic()
    world.kill_members("fra-1", "sin-2")
    gone = max(max(world.gone(member, since).values()) for member in ("fra-1", "sin-2"))
    world.start_members("fra-1", "sin-2")
    back = max(world.back("sin-2", time.monotonic()).values())
    started = world.start_servers(*others)
    agreed = world.converge()
    return {"gone": f"{gone:.1f} s", "back": f"{back:.1f} s", "five started within": f"{max(started.values()):.1f} s",
            "agreed after": f"{agreed:.1f} s"}
