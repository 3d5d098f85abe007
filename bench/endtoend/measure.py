"""One measurement: a server, a workload, a few seconds of load from the other processor."""

import json
import re
import subprocess

import processes
from meter import Meter
from servers import dot_port
from workloads import WORKLOADS

CONNECTIONS = 16


def measure(data, server, workload, kind, options):
    """kind: `max` = closed loop, `half` = open loop at options.rate. Foreign load has it repeated, twice at most."""
    best = None
    for _ in range(3):
        result = once(data, server, workload, kind, options)
        if best is None or result["foreign"] < best["foreign"]:
            best = result
        if best["foreign"] <= options.max_foreign:
            break
    return best


def once(data, server, workload, kind, options):
    load = WORKLOADS[workload]
    meter = Meter(server.pids())
    result = dnsperf(data, server, load, options) if load.dnsperf else udp(data, server, load, kind, options)
    result |= meter.figures(result["received"], result["seconds"])
    return result


def run(command, options):
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
        timeout=options.seconds + 30,
        preexec_fn=processes.pinned({options.load_cpu}),
    ).stdout


def udp(data, server, load, kind, options):
    words = [str(data / word) if word == "subnets" else word for word in load.load]
    pace = ["-g", "-w", str(options.window)] if kind == "max" else ["-r", str(options.rate)]
    command = [data / "load", *words, *pace, "-l", str(options.seconds), str(server.port), data / load.queries]
    return json.loads(run(command, options))


def dnsperf(data, server, load, options):
    port = dot_port(server.port) if "dot" in load.dnsperf else server.port
    command = ["dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d", data / load.queries, *load.dnsperf]
    command += ["-l", str(options.seconds), "-c", str(CONNECTIONS), "-q", str(options.window), "-T", "1"]
    return parsed(run(command, options))


def parsed(text):
    """What dnsperf prints at the end; it knows the mean latency and its spread, no percentiles."""

    def figure(label):
        return float(re.search(re.escape(label) + r":\s+([\d.]+)", text).group(1))

    return {
        "qps": figure("Queries per second"),
        "sent": figure("Queries sent"),
        "received": figure("Queries completed"),
        "lost": figure("Queries lost"),
        "seconds": figure("Run time (s)"),
        "mean": figure("Average Latency (s)") * 1e6,
    }
