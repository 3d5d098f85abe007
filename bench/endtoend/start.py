"""From the start of a process to its first answer, and how soon it answers as fast as it ever does."""

import shutil
import socket
import time

import gslb
import processes
import tables
from generator import Generator
from meter import Meter
from servers import SERVERS, free_port

KNOWN = "h0001.example.com"
LAUNCHES = 10
PATIENCE = 60
RAMP_SECONDS = 30
LAST = 5  # seconds whose mean is taken for as fast as it gets


def measure(setting):
    own, port = setting.data / "servers/start", free_port()
    shutil.rmtree(own, ignore_errors=True)
    command = SERVERS["gslb"].command(setting.data, own, port)
    cached = [*setting.java, *command[1:]]
    uncached = [*gslb.without_cache(setting.java), *command[1:]]
    one, both = ({setting.options.server_cpu}, {setting.options.server_cpu, setting.options.load_cpu})
    ways = {
        "java with the cache, both cores": (cached, both),
        "java with the cache, one core": (cached, one),
        "java without, both cores": (uncached, both),
    }
    if setting.name == "as shipped":  # the launcher has no other options
        ways = {"by the launcher, both cores": (command, both)} | ways
    for case, (way, cpus) in ways.items():
        for number in setting.todo("start", case, LAUNCHES):
            setting.keep("start", case, number, launch(setting, way, port, cpus))
    for number in setting.todo("ramp", "one core"):
        setting.keep("ramp", "one core", number, ramp(setting, cached, port, one))


def launch(setting, command, port, cpus):
    server, seconds = started(setting, command, port, cpus)
    memory = processes.resident_bytes(server.pids())
    server.stop()
    return {"seconds": seconds, "memory": memory}


def started(setting, command, port, cpus):
    begun = time.monotonic()
    server = processes.Process("start", command, port, cpus, setting.data / "start.log")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.connect(("127.0.0.1", port))
        client.settimeout(0.002)
        while time.monotonic() - begun < PATIENCE:
            try:
                client.send(processes.question(KNOWN))
                if client.recv(4096):
                    return server, time.monotonic() - begun
            except ConnectionRefusedError:
                time.sleep(0.002)
            except TimeoutError:
                pass
    server.stop()
    raise SystemExit(f"no answer within {PATIENCE} s, see {server.log}")


def ramp(setting, command, port, cpus):
    server, _ = started(setting, command, port, cpus)
    meter = Meter(server.pids())
    result = Generator(setting.data, port, "static", setting.options.load_cpu, words=["-g"], seconds=RAMP_SECONDS).result()
    result |= meter.figures(result["received"], RAMP_SECONDS)
    server.stop()
    return result


def full_speed_after(each_second):
    """The first second that reaches nine tenths of the last ones."""
    enough = 0.9 * sum(each_second[-LAST:]) / LAST
    return next(second for second, answers in enumerate(each_second, 1) if answers >= enough)


def show(results):
    starts = tables.named(results, "start")
    if starts:
        print("\n### start: from the process' start to its first answer\n")
        tables.head("options", "started", "median ms", "fastest", "slowest", "MB", "launches")
    for (name, case), rounds in starts.items():
        times = [1000 * each["seconds"] for each in rounds.values()]
        megabytes = tables.middle(rounds, "memory") / 1e6
        seconds = 1000 * tables.middle(rounds, "seconds")
        tables.row(name, case, *(f"{each:.0f}" for each in (seconds, min(times), max(times), megabytes, len(times))))
    ramps = tables.named(results, "ramp")
    if ramps:
        print("\n### ramp: answers in each of the first seconds under full load, closed loop, medians\n")
        tables.head("options", *(f"s {i}" for i in (1, 2, 3, 4, 5, 10, 15, 20, 30)), "9/10 in second", "lost", "foreign")
    for (name, _), rounds in ramps.items():
        seconds = [tables.middle({n: each["each_second"] for n, each in rounds.items()}, i) for i in range(RAMP_SECONDS)]
        shown = (f"{seconds[i - 1]:.0f}" for i in (1, 2, 3, 4, 5, 10, 15, 20, 30))
        lost = f"{tables.middle(rounds, 'lost'):.0f}"
        tables.row(name, *shown, str(full_speed_after(seconds)), lost, f"{tables.middle(rounds, 'foreign'):.2f}")
