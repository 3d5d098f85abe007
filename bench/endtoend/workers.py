"""What a second worker on a second processor adds, load included, for each server alike."""

import contextlib
import shutil
from functools import partial

import processes
import tables
from generator import Generator
from meter import Meter
from servers import SERVERS, free_port, gdnsd, gslb, limit

KNOWN, QUESTIONS = "h0001.example.com", "static"
WARM_SECONDS = 30
SOCKETS = 64  # of each load, so that the kernel's spreading by port comes out even
WINDOW = 200


def limits(data, own, port, threads):
    return [[*limit(data, own, port), "shared"]] * threads


def gslb_workers(setting, data, own, port, threads):
    words = gslb("native", workers=threads)(data, own, port)
    return [[*setting.java, *words[1:]]]


def gdnsd_threads(data, own, port, threads):
    return [gdnsd(data, own, port, threads)]


def measure(setting):
    ways = {"limit": limits, "gslb": partial(gslb_workers, setting), "gdnsd": gdnsd_threads}
    if not shutil.which(SERVERS["gdnsd"].program):
        print(f"gdnsd: left out (package {SERVERS['gdnsd'].package})")
        ways.pop("gdnsd")
    cases = [(name, cpus) for name in ways for cpus in both(setting.options)]
    if not any(setting.todo("workers", case_of(*case)) for case in cases):
        return
    with contextlib.ExitStack() as stack:
        running = {case: started(setting, stack, ways[case[0]], *case) for case in cases}
        for number in range(setting.options.rounds):
            for case in cases[number % len(cases) :] + cases[: number % len(cases)]:
                if number in setting.todo("workers", case_of(*case)):
                    setting.keep("workers", case_of(*case), number, once(setting, running[case], case[1]))


def both(options):
    return [(options.server_cpu,), (options.server_cpu, options.load_cpu)]


def case_of(name, cpus):
    return f"{name}, {len(cpus)}"


def started(setting, stack, way, name, cpus):
    """Running, warm and paused."""
    own, port = setting.data / f"servers/{name}{len(cpus)}", free_port()
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir(parents=True)
    servers = []
    for i, command in enumerate(way(setting.data, own, port, len(cpus))):
        server = processes.Process(name, command, port, set(cpus), setting.data / f"{name}{len(cpus)}-{i}.log")
        stack.callback(server.stop)
        servers.append(server)
    if not servers[0].ready(KNOWN, 60):
        raise SystemExit(f"{name} does not answer, see {servers[0].log}")
    if name == "gslb":
        load(setting, servers, cpus, WARM_SECONDS)
    for server in servers:
        server.pause()
    return servers


def once(setting, servers, cpus):
    for server in servers:
        server.resume()
    result = load(setting, servers, cpus, setting.options.seconds)
    for server in servers:
        server.pause()
    return result


def load(setting, servers, cpus, seconds):
    """One load for each processor, on it: each processor does the same work, for any server."""
    words = ["-g", "-i", "-c", str(SOCKETS), "-w", str(WINDOW)]
    meter = Meter([pid for server in servers for pid in server.pids()])
    loads = [Generator(setting.data, servers[0].port, QUESTIONS, cpu, words=words, seconds=seconds) for cpu in cpus]
    results = [load.result() for load in loads]
    result = {key: sum(each[key] for each in results) for key in ("qps", "received", "lost")}
    return result | meter.figures(result["received"], seconds)


def show(results):
    found = tables.named(results, "workers")
    if not found:
        return
    print("\n### workers: two on two processors beside one on one, the load on the same\n")
    tables.head("options", "server", "one, answers/s", "two, answers/s", "two / one", "CPU µs one", "two", "lost", "foreign", "rounds")
    for (options, case), one in found.items():
        name, count = case.split(", ")
        two = found.get((options, f"{name}, 2"))
        if count == "1" and two:
            ratios = tables.ratio(two, one, "qps")
            figures = (f"{tables.middle(each, 'qps'):.0f}" for each in (one, two))
            cost = (f"{tables.middle(each, 'cpu'):.2f}" for each in (one, two))
            lost = sum(each["lost"] for each in two.values())
            foreign = f"{tables.middle(two, 'foreign'):.2f}"
            tables.row(options, name, *figures, f"{ratios:.2f}", *cost, str(lost), foreign, str(len(two)))
