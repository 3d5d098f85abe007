"""What a reload of a million records does to answers at half load."""

import time

import disturbance
import large

CASES = {"quiet": 0, "one zone changed": 1, "all zones changed": large.ZONES}
BEFORE, AFTER = 0.3, 0.7  # seconds that are measured around a reload


def measure(setting):
    for placing in disturbance.placings(setting.options):
        todo = [(case, number) for case in CASES for number in setting.todo("reload", f"{case}, {placing.name}")]
        if todo:
            with disturbance.large_server(setting, placing) as server:
                setting.keep_once("load", placing.name, {"seconds": server.seconds_to_answer, "memory": server.memory()})
                for case, number in sorted(todo, key=lambda each: each[1]):
                    result = disturbance.quietest(setting, lambda: once(setting, server, CASES[case]))
                    setting.keep("reload", f"{case}, {placing.name}", number, result)


def once(setting, server, zones):
    serial = time.time_ns() // 1_000_000_000
    for i in range(zones):
        large.change(setting.data / "large", (large.ZONES // 2 + i) % large.ZONES, serial)
    with disturbance.half_load(setting, server) as measured:
        time.sleep(BEFORE)
        took = server.reload() if zones else setting.options.seconds
        time.sleep(AFTER if zones else took)
    return measured.result | {"took": took}


def show(results):
    disturbance.show(results, "load", "load: from the start to the first answer with 1,000,000 records", disturbance.LOADED)
    disturbance.show(results, "reload", "reload: 1,000 zones of 1,000 records, at half load", [*disturbance.LATENCIES, disturbance.TOOK])
