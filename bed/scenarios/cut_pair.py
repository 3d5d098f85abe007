"""Two regions lose each other, and both reach the third.

Every member is seen by two of three regions, so none is dropped by anybody, in any pool but `every`.
"""

import time

from world import plan
from world.world import Miss


def run(world, chosen):
    world.cut("eu", "ap")
    for _ in range(60):
        world.stay(0.25)
        for server in plan.SERVERS:
            for question in ("majority", "any"):
                if world.watch.members(server, question) != world.living():
                    raise Miss(f"{server} answers '{question}' with {world.watch.members(server, question)}")
    since = time.monotonic()
    world.heal()
    return {"cut": "15 s", "healed after": f"{world.converge(since, 10):.1f} s"}
