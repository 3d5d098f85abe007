"""The clocks of one region's prober and of one server are an hour ahead, then an hour behind.

Nobody compares clocks of different hosts: all is heard, all is in time. A vantage whose clock went back goes on above
its former epoch. (The wall clock alone is moved, by libfaketime; monotonic time stays real, as with a real clock.)
"""

import glob
import time

from world import plan
from world.world import Miss

PROBER, SERVER = "ap-3", "ap-1"


def run(world, chosen):
    found = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
    if not found:
        raise Miss("needs libfaketime; install the package libfaketime")
    figures = {}
    for offset in ("+1h", "-1h"):
        world.end_probers(PROBER, how="stop")
        world.end_servers(SERVER, how="stop")
        clock = {"LD_PRELOAD": found[0], "FAKETIME": offset, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
        world.environment.update({PROBER: clock, SERVER: clock})
        world.start_probers(PROBER)
        world.start_servers(SERVER)
        world.settle()
        shift(world, offset)
        since = time.monotonic()
        world.kill_members("sin-1")
        gone = max(world.gone("sin-1", since).values())
        world.start_members("sin-1")
        back = max(world.back("sin-1", time.monotonic()).values())
        figures[offset] = f"gone {gone:.1f} s, back {back:.1f} s"
    world.environment.clear()
    world.end_probers(PROBER, how="stop")
    world.end_servers(SERVER, how="stop")
    return figures


def shift(world, offset):
    """Whether the server really has the other clock: a check that the trick works."""
    started = world.status(SERVER)["started"]
    here = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time()))
    ahead = started > here
    if ahead != offset.startswith("+"):
        raise Miss(f"the clock of {SERVER} was not moved by {offset}: it started at {started}, it is {here}")
