"""A whole region loses its power: servers, prober, members, and the network they were on.

The other regions' servers drop its members, in every pool, for clients of every region; when the power is back all
is as before.
"""

import time

from world import plan

GONE_WITHIN = plan.FRESH + plan.GONE_WITHIN + 1  # its vantage's last word still counts for a while


def run(world, chosen):
    since = time.monotonic()
    world.power_off("ap")
    dark = {member.name for member in plan.MEMBERS.values() if member.region == "ap"}
    longest = {}
    for question in ("majority", "every", "any", "www from ap", "near from ap"):
        what = f"'{question}' is still answered with what has no power"
        times = world.times_until(lambda m: not m & dark, world.serving(), since, GONE_WITHIN, what, question)
        longest[question] = max(times.values())
    world.stay(5)
    since = time.monotonic()
    world.power_on("ap")
    back = world.converge()
    return {"gone from majority": f"{longest['majority']:.1f} s", "from any": f"{longest['any']:.1f} s",
            "for its clients": f"{longest['www from ap']:.1f} s", "regional": f"{longest['near from ap']:.1f} s",
            "all back after": f"{time.monotonic() - since:.1f} s"}
