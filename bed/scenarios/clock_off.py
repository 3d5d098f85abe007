"""The clocks of one region's prober and of one server are an hour ahead, then an hour behind.

Nobody compares clocks of different hosts: all is heard, all is in time. A vantage whose clock went back goes on above
its former epoch. (clock/shift.c moves the wall clock of one process; monotonic time stays real, as it does when a
real clock is set.)
"""

import subprocess
import time

from world import plan
from world.world import HOME, Miss

PROBER, SERVER = "ap-3", "ap-1"


def run(world, chosen):
    figures, library = {}, compiled(world)
    for offset in (3600, -3600):
        world.end_probers(PROBER, how="stop")
        world.end_servers(SERVER, how="stop")
        clock = {"LD_PRELOAD": library, "CLOCK_SHIFT": str(offset)}
        world.environment.update({PROBER: clock, SERVER: clock})
        world.start_probers(PROBER)
        world.start_servers(SERVER)
        world.settle()
        believes(world, offset)
        since = time.monotonic()
        world.kill_members("sin-1")
        gone = max(world.gone("sin-1", since).values())
        world.start_members("sin-1")
        back = max(world.back("sin-1", time.monotonic()).values())
        figures[f"{offset:+} s"] = f"gone {gone:.1f} s, back {back:.1f} s"
    world.environment.clear()
    world.end_probers(PROBER, how="stop")
    world.end_servers(SERVER, how="stop")
    return figures


def compiled(world):
    library = str(world.folder / "shift.so")
    try:
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, HOME / "bed/clock/shift.c"], check=True)
    except (FileNotFoundError, subprocess.CalledProcessError) as e:
        raise Miss(f"needs a C compiler: install the packages gcc and libc6-dev ({e})") from None
    return library


def believes(world, offset):
    """Whether the server really has the other clock: a check that the trick works."""
    started = world.status(SERVER)["started"]
    here = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time()))
    if (started > here) != (offset > 0):
        raise Miss(f"the clock of {SERVER} was not moved by {offset} s: it started at {started}, it is {here}")
