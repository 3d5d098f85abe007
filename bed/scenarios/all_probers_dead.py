"""All probers die.

Nobody knows anything any more: the last verdicts stand and are shown as unknown, whatever happens to the members.
When the probers are back, what died meanwhile is gone in its time.
"""

import time

from world import plan
from world.world import Miss


def run(world, chosen):
    world.kill_members("fra-1")
    world.gone("fra-1", time.monotonic())
    world.settle()
    world.end_probers(*plan.PROBERS)
    world.stay(plan.FRESH + 3)
    world.kill_members("iad-1")
    world.stay(8)
    for server in plan.SERVERS:
        if world.watch.members(server) != plan.MEMBERS.keys() - {"fra-1"}:
            raise Miss(f"{server} does not keep to what was known last: {sorted(world.watch.members(server))}")
        words = set(world.verdicts(server).values())
        if words != {"unknown (up)", "unknown (down)"}:
            raise Miss(f"{server} calls its members {sorted(words)} though no vantage looks")
    since = time.monotonic()
    world.start_probers(*plan.PROBERS)
    gone = world.gone("iad-1", since, limit=25)
    world.start_members("fra-1", "iad-1")
    return {"unknown for": "16 s", "gone after the probers' start": f"{max(gone.values()):.1f} s"}
