"""Everything is restarted, one process after the other: each server by `serve --replace`, each prober, each server by
stop and start.

Not one question goes unanswered by a server that is replaced, and none by the others while one restarts.
"""

from world import plan
from world.world import percentile


def run(world, chosen):
    replaced, started, stopped = [], [], []
    for server in plan.SERVERS:
        replaced.append(world.replace_server(server))
    for prober in plan.PROBERS:
        world.end_probers(prober, how="stop")
        world.start_probers(prober)
        world.settle()
    for server in plan.SERVERS:
        world.end_servers(server, how="stop")
        stopped.append(world.processes[server].took)
        started += world.start_servers(server).values()
        world.settle()
    return {"replaced within": f"{max(replaced):.1f} s", "stopped within": f"{max(stopped):.1f} s",
            "start p50": f"{percentile(started, 50):.1f} s", "max": f"{max(started):.1f} s"}
