"""What a thousand changed verdicts a second, over ten thousand steered names, do to answers at half load."""

import re
import subprocess
import time

import disturbance
import large
import processes
from servers import HOME

CHANGES = 1000  # a second
ATTACH_SECONDS = 20
STORM = HOME / "bench/src/main/java/gslb/bench/StatusStorm.java"


def measure(setting):
    large.endpoints(setting.data / "endpoints")
    for placing in disturbance.placings(setting.options):
        cases = {case: f"{case}, {placing.name}" for case in ("quiet", "storm")}
        todo = [(case, number) for case, name in cases.items() for number in setting.todo("verdicts", name)]
        if not todo:
            continue
        with disturbance.large_server(setting, placing) as server:
            for case, number in sorted(todo, key=lambda each: each[1]):
                result = disturbance.quietest(setting, lambda: quiet(setting, server) if case == "quiet" else storm(setting, server))
                setting.keep("verdicts", cases[case], number, result)


def quiet(setting, server):
    with disturbance.half_load(setting, server, words=["-i"]) as measured:
        time.sleep(setting.options.seconds)
    return measured.result | {"changes": 0}


def storm(setting, server):
    words = [*setting.java[:-1], STORM, f"127.0.0.1:{server.cluster}", setting.data / "endpoints", CHANGES]
    before = changes(server)
    with open(setting.data / "storm.log", "w") as log:
        prober = subprocess.Popen(
            [str(word) for word in words],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            preexec_fn=processes.pinned({setting.options.load_cpu}),
        )
    try:
        attached(server, prober, before)
        with disturbance.half_load(setting, server, words=["-i"], besides=[prober.pid]) as measured:
            before, begun = changes(server), time.monotonic()
            time.sleep(setting.options.seconds)
            changed = (changes(server) - before) / (time.monotonic() - begun)
        return measured.result | {"changes": changed}
    finally:
        prober.terminate()
        prober.wait(10)


def attached(server, prober, before):
    """Waits until the prober's statuses change verdicts."""
    end = time.monotonic() + ATTACH_SECONDS
    while changes(server) < before + CHANGES:
        if time.monotonic() > end or prober.poll() is not None:
            raise SystemExit("no verdicts change, see storm.log")
        time.sleep(0.1)


def changes(server):
    """Verdicts that changed so far: the server logs each."""
    return len(re.findall(r" is (?:up|down): ", server.process.log.read_text()))


def show(results):
    changed = ("changes/s", lambda rounds: disturbance.middle(rounds, "changes", "{:.0f}"))
    disturbance.show(results, "verdicts", f"verdicts: {CHANGES} statuses turn each second, at half load", [*disturbance.LATENCIES, changed])
