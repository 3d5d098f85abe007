"""What it does to answers that another process takes over from the one that serves."""

import contextlib
import shutil
import time

import disturbance
import gslb
from generator import Generator
from servers import SERVERS

KNOWN, QUESTIONS = "h0001.example.com", "static"
CASES = {"quiet, half load": (True, False), "half load": (True, True), "quiet, full load": (False, False), "full load": (False, True)}
BEFORE, AFTER = 0.5, 1.0  # seconds that are measured around a replacement


def measure(setting):
    todo = [(case, number) for case in CASES for number in setting.todo("replace", case)]
    if not todo:
        return
    own = setting.data / "servers/replaced"
    shutil.rmtree(own, ignore_errors=True)
    SERVERS["gslb"].command(setting.data, own, 1)  # for its definitions
    cpus, cpu = {setting.options.server_cpu, setting.options.load_cpu}, setting.options.load_cpu
    server = gslb.AdministeredServer(setting.data, "replaced-server", setting.java, own / "definitions", KNOWN, cpus, 1)
    with contextlib.closing(server):
        Generator(setting.data, server.port, QUESTIONS, cpu, words=["-g"], seconds=disturbance.WARM_SECONDS).result()
        for case, number in sorted(todo, key=lambda each: each[1]):
            half, replaced = CASES[case]
            setting.keep("replace", case, number, once(setting, server, half, replaced))


def once(setting, server, half, replaced):
    rate, words = (setting.rate, []) if half else (0, ["-g"])
    load = Generator(setting.data, server.port, QUESTIONS, setting.options.load_cpu, rate, words)
    try:
        time.sleep(BEFORE)
        took = server.replace() if replaced else setting.options.seconds
        time.sleep(AFTER if replaced else took)
        result = load.end()
    finally:
        load.kill()
    return result | {"took": took}


def show(results):
    columns = [column for column in disturbance.LATENCIES if column[0] not in ("MB", "server busy", "foreign")]
    disturbance.show(results, "replace", "replace: another process takes over, one worker, server and load on both cores", [*columns, disturbance.TOOK])
