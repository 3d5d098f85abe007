"""The disk with a server's state is full.

The server starts and answers, and hears of a death in time; when there is room again, it keeps what it knows.
"""

import json
import subprocess
import time
from pathlib import Path

from world.world import Miss

SERVER = "na-1"


def run(world, chosen):
    disk = world.bed.folder + "/disk"
    state = world.folder / "state" / SERVER
    world.end_servers(SERVER, how="stop")
    subprocess.run(["mkdir", "-p", disk], check=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "bed", disk], check=True)
    try:
        world.forget_state(SERVER)
        state.symlink_to(disk)
        world.start_servers(SERVER)
        world.settle()
        filler = fill(disk)
        since = time.monotonic()
        world.kill_members("fra-1")
        gone = max(world.gone("fra-1", since).values())
        world.stay(2)
        world.end_servers(SERVER)
        started = world.start_servers(SERVER)[SERVER]
        world.gone("fra-1", time.monotonic(), limit=10)
        filler.unlink()
        kept = world.until(lambda: keeps(state, "10.1.0.21"), 15, f"{SERVER} keeps no verdicts though there is room")
        return {"gone": f"{gone:.1f} s", "start on a full disk": f"{started:.1f} s", "kept after room": f"{kept:.1f} s"}
    finally:
        world.end_servers(SERVER, how="stop")
        state.unlink(missing_ok=True)
        subprocess.run(["umount", disk], check=False)


def fill(disk):
    """Writes until nothing more fits."""
    filler = Path(disk) / "filler"
    with open(filler, "wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass  # that was the point
    return filler


def keeps(state, down):
    """Whether the verdicts on the disk are those of now."""
    try:
        document = (state / "verdicts.state").read_text()
        verdicts = json.loads(document[document.index("{") : document.rindex("}") + 1])["verdicts"]
    except (OSError, ValueError):
        return False
    return any(v["target"] == down and not v["up"] for v in verdicts)
