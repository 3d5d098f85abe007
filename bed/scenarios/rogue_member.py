"""A stranger without the cluster key is a member of a region's cluster: injects statuses, removes entries, floods.

Nothing it says is believed and nothing it does takes an answer away: deaths and returns of members are seen in time
all the while, no server is lost, and all is well when it has gone.
"""

import os
import time
from pathlib import Path

from world import plan
from world.process import Process
from world.world import HOME, STRANGERS, Miss

HOST = "na-4"
SECONDS = {"inject": 14, "remove": 14, "flood": 20}


def run(world, chosen):
    figures = {}
    for deed, seconds in SECONDS.items():
        world.settle()
        rogue = start(world, deed, seconds)
        world.until(lambda: joined(world, rogue), 40, f"the rogue member does not get in: {world.tail('rogue')}")
        world.stay(2)
        since = time.monotonic()
        world.kill_members("iad-1")
        gone = max(world.gone("iad-1", since, limit=plan.GONE_WITHIN + plan.FRESH).values())
        world.start_members("iad-1")
        back = max(world.back("iad-1", time.monotonic(), limit=plan.BACK_WITHIN + plan.FRESH).values())
        world.until(lambda: not rogue.alive(), seconds + 30, "the rogue member does not end")
        figures[deed] = f"{said(world)}, gone {gone:.1f} s, back {back:.1f} s"
    rejected = [line["rejected"] for line in (world.status("na-1") or {"clusters": []})["clusters"]]
    if not any(rejected):
        raise Miss("na-1 has not counted anything that it rejected")
    since = time.monotonic()
    world.settle()
    figures["at peace after"] = f"{time.monotonic() - since:.1f} s"
    return figures


def start(world, deed, seconds):
    java = os.readlink(f"/proc/{world.processes['na-3'].running.pid}/exe")
    members = ",".join(f"{world.bed.host(server).address}:5701" for server in plan.servers_in("na"))
    words = [java, "-Xmx2g", "-XX:TieredStopAtLevel=1", "-cp", f"{HOME}/gslb-server/target/lib/*", str(HOME / "bed/rogue/RogueMember.java")]
    words += ["gslb-na", f"{world.bed.host(HOST).address}:5701", members, deed, str(seconds)]
    log = world.folder / "log" / "rogue.log"
    log.unlink(missing_ok=True)
    rogue = Process(world.bed.namespace(HOST), words, log, nice=STRANGERS)
    world.processes["rogue"] = rogue
    rogue.start()
    rogue.expected = False  # it ends by itself
    return rogue


def joined(world, rogue):
    if not rogue.alive():
        raise Miss(f"the rogue member ended: {world.tail('rogue')}")
    return "a member among 3" in Path(rogue.log).read_text()


def said(world):
    return Path(world.processes["rogue"].log).read_text().splitlines()[-1].split(": ")[-1] + " times"
