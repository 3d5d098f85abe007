"""Rounds of random faults from a seed, each on top of those before.

A round brings one or two faults or undoes some; at least one server of each region and one member of each region
stays. No answer is empty, none has a member that every fresh vantage has seen down for longer than the bound, no
server is lost; in the end all agree within ten seconds of peace.
"""

import random

from world import plan

ROUND_SECONDS = (2.0, 4.0)


def run(world, chosen):
    fate, faults = random.Random(chosen.seed), {}
    for _ in range(chosen.rounds):
        for _ in range(fate.choice((1, 1, 2))):
            name, act = fate.choice(deeds(world, fate))
            act()
            faults[name] = faults.get(name, 0) + 1
        world.stay(fate.uniform(*ROUND_SECONDS))
    violations = sum(world.invariants.broken.values())
    world.heal()
    world.start_members(*plan.MEMBERS)
    world.start_probers(*plan.PROBERS)
    world.start_servers(*plan.SERVERS)
    agreed = world.converge()
    most = ", ".join(f"{name} {count}" for name, count in sorted(faults.items()))
    return {"rounds": chosen.rounds, "seed": chosen.seed, "faults": most, "violations": violations,
            "agreed after": f"{agreed:.1f} s"}


def deeds(world, fate):
    """What can be done to the world as it is: names, and what does it."""
    truth, possible = world.truth, []
    alive = [m for m, lives in truth.members.items() if lives]
    dead = [m for m, lives in truth.members.items() if not lives]
    spare = [m for m in alive if sum(plan.MEMBERS[a].region == plan.MEMBERS[m].region for a in alive) > 1]
    if spare:
        possible += [("member killed", lambda: world.kill_members(fate.choice(spare)))] * 3
    if dead:
        possible += [("member started", lambda: world.start_members(fate.choice(dead)))] * 3
    probers = [v for v, runs in truth.vantages.items() if runs]
    if len(probers) > 1:
        possible += [("prober killed", lambda: world.end_probers(fate.choice(probers)))]
    if len(probers) < len(plan.PROBERS):
        gone = [v for v in plan.PROBERS if v not in probers]
        possible += [("prober started", lambda: world.start_probers(fate.choice(gone)))] * 2
    servers = [s for s, runs in truth.servers.items() if runs]
    pairs = [s for s in servers if all(other in servers for other in plan.servers_in(plan.region_of(s)))]
    if pairs:
        how = fate.choice(("kill", "stop"))
        possible += [("server ended", lambda: world.end_servers(fate.choice(pairs), how=how))]
    if len(servers) < len(plan.SERVERS):
        ended = [s for s in plan.SERVERS if s not in servers]
        possible += [("server started", lambda: world.start_servers(fate.choice(ended)))] * 2
    a, b = fate.sample(list(plan.REGIONS), 2)
    if all(way == "clear" for way in truth.ways.values()):
        possible += [("cut", lambda: world.cut(a, b, fate.random() < 0.5)), ("isolated", lambda: world.isolate(a))] * 2
        possible += [("loss", lambda: world.lose(a, fate.uniform(0.05, 0.4)))]
    else:
        possible += [("healed", world.heal)] * 6
    return possible
