"""Two regions lose each other, and both reach the third.

Every member is seen by two of three regions, so none is dropped by anybody, in any pool but `every`.
"""

import time

from world import plan


def run(world, chosen):
    world.cut("eu", "ap")
    everyone = world.living()
    with world.watching(plan.SERVERS, lambda members: members == everyone, "drops a member"):
        with world.watching(plan.SERVERS, lambda members: members == everyone, "drops a member", "any"):
            world.stay(15)
            since = time.monotonic()
            world.heal()
            healed = world.converge(since, 10)
    return {"cut": "15 s", "healed after": f"{healed:.1f} s"}
