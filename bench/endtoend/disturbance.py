"""A large server at half load, what it answers while something happens to it, and the tables of that."""

import contextlib
import time
from dataclasses import dataclass

import gslb
import large
import tables
from generator import Generator
from meter import Meter

KNOWN = f"h0.{large.origin(0)}"
QUESTIONS = "large-questions"
WARM_SECONDS = 30
LAST_SECONDS = 5
ATTEMPTS = 3


@dataclass(frozen=True)
class Placing:
    """Where a server runs; the load has a processor of its own, or shares that with the server."""

    name: str
    cpus: frozenset
    workers: int


def placings(options):
    alone = frozenset({options.server_cpu})
    return [Placing("server on one core", alone, 1), Placing("server on both", alone | {options.load_cpu}, 2)]


@contextlib.contextmanager
def large_server(setting, placing):
    """Loaded and asked for half a minute, so that its code is compiled; `rate` is half of what it answered at last."""
    definitions = setting.data / "large"
    large.definitions(definitions)
    large.questions(setting.data / QUESTIONS)
    server = gslb.AdministeredServer(setting.data, "large", setting.java, definitions, KNOWN, placing.cpus, placing.workers)
    try:
        server.rate = half_of_most(setting, server.port, QUESTIONS)
        yield server
    finally:
        server.close()


def half_of_most(setting, port, questions):
    """Asks for half a minute as fast as it answers; half of what it came to in the last seconds, unless a rate is given."""
    result = Generator(setting.data, port, questions, setting.options.load_cpu, words=["-g"], seconds=WARM_SECONDS).result()
    last = result["each_second"][-LAST_SECONDS - 1 : -1]
    return setting.options.rate or round(sum(last) / len(last) / 2)


class Measured:
    result = None


@contextlib.contextmanager
def half_load(setting, server, words=(), besides=()):
    """Asks as long as the block lasts; then `result` of what it gave is there."""
    measured, pids = Measured(), server.process.pids()
    drops, meter, begun = server.counter("gslb_receive_drops_total"), Meter(pids, besides), time.monotonic()
    load = Generator(setting.data, server.port, QUESTIONS, setting.options.load_cpu, server.rate, words)
    try:
        yield measured
        result = load.end()
    finally:
        load.kill()
    measured.result = result | {"rate": server.rate} | meter.figures(result["received"], time.monotonic() - begun)
    measured.result["drops"] = server.counter("gslb_receive_drops_total") - drops


def quietest(setting, once):
    """Again while others are busy too, and then the one they disturbed least."""
    best = None
    for _ in range(ATTEMPTS):
        result = once()
        if best is None or result["foreign"] < best["foreign"]:
            best = result
        if best["foreign"] <= setting.options.max_foreign:
            break
    return best


def middle(rounds, key, form="{:.0f}"):
    return form.format(tables.middle(rounds, key))


def milliseconds(key):
    return lambda rounds: f"{tables.middle(rounds, key) / 1000:.2f}"


LATENCIES = [
    ("queries/s", lambda rounds: middle(rounds, "qps")),
    ("p50 ms", milliseconds("p50")),
    ("p99 ms", milliseconds("p99")),
    ("p99.9 ms", milliseconds("p999")),
    ("longest ms", milliseconds("max")),
    ("worst of all ms", lambda rounds: f"{max(each['max'] for each in rounds.values()) / 1000:.1f}"),
    ("lost, all rounds", lambda rounds: str(sum(each["lost"] for each in rounds.values()))),
    ("MB", lambda rounds: f"{tables.middle(rounds, 'memory') / 1e6:.0f}"),
    ("server busy", lambda rounds: middle(rounds, "server_busy", "{:.2f}")),
    ("foreign", lambda rounds: middle(rounds, "foreign", "{:.2f}")),
    ("rounds", lambda rounds: str(len(rounds))),
]
TOOK = ("took s", lambda rounds: middle(rounds, "took", "{:.2f}"))
LOADED = [("s", lambda rounds: middle(rounds, "seconds", "{:.1f}")), ("MB", lambda rounds: f"{tables.middle(rounds, 'memory') / 1e6:.0f}")]


def show(results, what, title, columns):
    found = tables.named(results, what)
    if found:
        print(f"\n### {title}\n")
        tables.head("options", "case", *(name for name, _ in columns))
    for (name, case), rounds in found.items():
        tables.row(name, case, *(form(rounds) for _, form in columns))
