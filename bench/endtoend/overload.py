"""What several times the rate a server can answer does to it, and how soon it is over."""

import contextlib
import shutil
import subprocess
import time

import disturbance
import gslb
import processes
from generator import Generator
from servers import SERVERS

KNOWN, QUESTIONS = "h0001.example.com", "static"
SETTLE_SECONDS = 0.5
CASES = {"a whole processor": False, "a tenth of one": True}
OTHERS = 9  # that keep the processor busy beside the server
AFTER_SECONDS = 1


def measure(setting):
    todo = [(case, number) for case in CASES for number in setting.todo("overload", case)]
    if not todo:
        return
    own = setting.data / "servers/flooded"
    shutil.rmtree(own, ignore_errors=True)
    SERVERS["gslb"].command(setting.data, own, 1)  # for its definitions
    cpus, cpu = {setting.options.server_cpu}, setting.options.load_cpu
    server = gslb.AdministeredServer(setting.data, "flooded-server", setting.java, own / "definitions", KNOWN, cpus, 1)
    with contextlib.closing(server):
        server.rate = disturbance.half_of_most(setting, server.port, QUESTIONS)
        for case, number in sorted(todo, key=lambda each: each[1]):
            setting.keep("overload", case, number, once(setting, server, cpu, CASES[case]))


@contextlib.contextmanager
def busy(cpu):
    """Leaves about a tenth of the processor to the server."""
    loop = ["sh", "-c", "while :; do :; done"]
    prepare = processes.pinned({cpu})
    # A session each: Linux may share a processor out to sessions, then to the processes of each.
    others = [subprocess.Popen(loop, preexec_fn=prepare, start_new_session=True) for _ in range(OTHERS)]
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.wait()


def once(setting, server, cpu, tenth):
    def short(seconds, rate=0):
        words = [] if rate else ["-g"]
        return Generator(setting.data, server.port, QUESTIONS, cpu, rate, words, seconds).result()

    seconds, before = setting.options.seconds, short(AFTER_SECONDS, server.rate)
    memory_before = server.memory()
    with busy(setting.options.server_cpu) if tenth else contextlib.nullcontext():
        most = short(seconds)["qps"]
        flood = Generator(setting.data, server.port, QUESTIONS, cpu, words=["-g", "-f"])
        time.sleep(SETTLE_SECONDS)
        answered, dropped, begun = *counts(server), time.monotonic()
        time.sleep(seconds)
        (answered, dropped), took = (now - then for now, then in zip(counts(server), (answered, dropped))), time.monotonic() - begun
        memory_during = server.memory()
        flood.kill()
    after = short(AFTER_SECONDS, server.rate)
    return {
        "rate": server.rate,
        "most": most,
        "times": (answered + dropped) / took / most,
        "answers": answered / took,
        "kept": answered / took / most,
        "before": before,
        "after": after,
        "memory": [memory_before, memory_during, server.memory()],
    }


def counts(server):
    return [server.counter(name) for name in ("gslb_responses_total", "gslb_receive_drops_total")]


def show(results):
    def of(key, part, form):
        return lambda rounds: form(disturbance.tables.middle({n: each[key] for n, each in rounds.items()}, part))

    columns = [
        ("most, answers/s", lambda rounds: disturbance.middle(rounds, "most")),
        ("× asked", lambda rounds: disturbance.middle(rounds, "times", "{:.1f}")),
        ("answers/s", lambda rounds: disturbance.middle(rounds, "answers")),
        ("× most", lambda rounds: disturbance.middle(rounds, "kept", "{:.2f}")),
    ]
    for when in ("before", "after"):
        for key in ("p50", "p99", "p999"):
            columns.append((f"{key} ms {when}", of(when, key, lambda micros: f"{micros / 1000:.2f}")))
    columns.append(("lost after", of("after", "lost", str)))
    for i, when in enumerate(("before", "during", "after")):
        columns.append((f"MB {when}", of("memory", i, lambda memory: f"{memory / 1e6:.0f}")))
    disturbance.show(results, "overload", "overload: all that one processor can send, of which nothing is read; before and after at half load", columns)
