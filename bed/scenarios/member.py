"""A member dies, and comes back.

No server answers it any more after interval x fall + timeout + replication (plan.GONE_WITHIN); all do again after
interval x rise + the same (plan.BACK_WITHIN). Repeated with every member in turn, each time at another point of the
probers' intervals; asked twenty times a second.
"""

import random
import time

from world import plan, watch
from world.world import Miss, percentile


def run(world, chosen):
    gone, back, chance = [], [], random.Random(chosen.seed)
    watch.PERIODS["majority"] = 0.05
    try:
        for i in range(chosen.repeat):
            member = list(plan.MEMBERS)[i % len(plan.MEMBERS)]
            world.stay(chance.uniform(0.5, 1.5))
            since = time.monotonic()
            world.kill_members(member)
            gone += world.gone(member, since).values()
            world.stay(chance.uniform(0.5, 1.5))
            world.start_members(member)
            back += world.back(member, time.monotonic()).values()
    finally:
        watch.PERIODS["majority"] = 0.2
    figures = {
        "gone p50": f"{percentile(gone, 50):.2f} s",
        "p99": f"{percentile(gone, 99):.2f} s",
        "bound": f"{plan.GONE_WITHIN:.2f} s",
        "back p50": f"{percentile(back, 50):.2f} s",
        "back p99": f"{percentile(back, 99):.2f} s",
        "samples": len(gone),
    }
    if max(gone) > plan.GONE_WITHIN:
        raise Miss(f"a member was answered for {max(gone):.2f} s after its death: {figures}")
    if max(back) > plan.BACK_WITHIN:
        raise Miss(f"a member was left out for {max(back):.2f} s after its return: {figures}")
    return figures
