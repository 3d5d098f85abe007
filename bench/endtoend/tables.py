"""Medians over the rounds, as ratios to the first server of a table: round by round, so that a slow minute counts for both."""

import math
from statistics import median

from workloads import WORKLOADS


def print_all(results, names):
    for workload in WORKLOADS:
        for kind in ("max", "half"):
            rows = {name: results[name, workload, kind] for name in names if (name, workload, kind) in results}
            if rows:
                print(f"\n### {workload}, {'as fast as it can' if kind == 'max' else 'at half load'}: {WORKLOADS[workload].meaning}\n")
                (print_max if kind == "max" else print_half)(rows)


def print_max(rows):
    base = next(iter(rows.values()))
    row("server", "queries/s", "± %", "×", "CPU µs/query", "×", "loss %", "p50 µs", "p99 µs", "server busy", "load busy", "foreign", "MB")
    row(*["---"] + ["--:"] * 12)
    for name, rounds in rows.items():
        row(
            name,
            f"{middle(rounds, 'qps'):.0f}",
            f"{spread(rounds, 'qps'):.0f}",
            f"{ratio(rounds, base, 'qps'):.2f}",
            f"{middle(rounds, 'cpu'):.2f}",
            f"{ratio(rounds, base, 'cpu'):.2f}",
            f"{loss(rounds):.3f}",
            shown(rounds, "p50"),
            shown(rounds, "p99"),
            *(f"{middle(rounds, key):.2f}" for key in ("server_busy", "load_busy", "foreign")),
            f"{middle(rounds, 'memory') / 1e6:.0f}",
        )


def print_half(rows):
    row("server", "queries/s", "p50 µs", "p90 µs", "p99 µs", "p99.9 µs", "loss %", "CPU µs/query")
    row(*["---"] + ["--:"] * 7)
    for name, rounds in rows.items():
        latencies = (shown(rounds, key) for key in ("p50", "p90", "p99", "p999"))
        row(name, f"{middle(rounds, 'qps'):.0f}", *latencies, f"{loss(rounds):.3f}", f"{middle(rounds, 'cpu'):.2f}")


def named(results, what):
    """Of (what, name, case): the rounds of one `what`, by name and case."""
    return {key[1:]: rounds for key, rounds in results.items() if key[0] == what}


def head(*cells):
    row(*cells)
    row(*["---"] * len(cells))


def row(*cells):
    print("| " + " | ".join(cells) + " |")


def middle(rounds, key):
    return median(each[key] for each in rounds.values())


def shown(rounds, key):
    return f"{middle(rounds, key):.0f}" if all(key in each for each in rounds.values()) else ""


def loss(rounds):
    return median(100 * each["lost"] / max(1, each["sent"]) for each in rounds.values())


def spread(rounds, key):
    values = [each[key] for each in rounds.values()]
    return 50 * (max(values) - min(values)) / median(values)


def ratio(rounds, base, key):
    """Not a number where the base was measured in no common round, or too shortly to show."""
    ratios = [each[key] / base[number][key] for number, each in rounds.items() if base.get(number, {}).get(key)]
    return median(ratios) if ratios else math.nan
