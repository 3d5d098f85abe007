"""Writes a million records in a thousand zones and ten thousand steered names, and questions about them."""

import random

from servers import write

ZONES, RECORDS, STEERED, POOLS, MEMBERS = 1000, 1000, 10, 200, 6  # RECORDS and STEERED are a zone's
DATACENTERS = {"fra": "eu", "iad": "na", "sin": "ap"}
QUERIES = 50_000


def definitions(folder):
    """Once: what stands there is taken as it is, but for the zones, which reloads change."""
    if not (folder / "datacenters.yaml").exists():
        places = "".join(f"  {name}: {{region: {region}, latitude: 0, longitude: 0}}\n" for name, region in DATACENTERS.items())
        write(folder / "monitors.yaml", "schema: 1\nmonitors:\n  check: {type: tcp, port: 80}\n")
        order = "    default: [fra, iad, sin]\n    geo: {EU: [fra, iad, sin], NA: [iad, fra, sin], AS: nearest}\n"
        write(folder / "maps/world.yaml", "schema: 1\nmaps:\n  world:\n" + order)
        write(folder / "pools/all.yaml", "schema: 1\npools:\n" + "".join(map(pool, range(POOLS))))
        for i in range(ZONES):
            write(folder / f"policies/{origin(i)}.yaml", policies(i))
        write(folder / "datacenters.yaml", "schema: 1\ndatacenters:\n" + places)
    for i in range(ZONES):
        change(folder, i, 1)


def change(folder, i, serial):
    """Another serial, and with it each address of the zone."""
    write(folder / f"zones/{origin(i)}.zone", zone(i, serial))


def questions(path):
    """Half of steered names, half of others."""
    dice, lines = random.Random(5), []
    for _ in range(QUERIES // 2):
        lines.append(f"s{dice.randrange(STEERED)}.{origin(dice.randrange(ZONES))} A")
        lines.append(f"h{dice.randrange(RECORDS - 5)}.{origin(dice.randrange(ZONES))} A")
    path.write_text("\n".join(lines) + "\n")


def endpoints(path):
    """A line for each: its datacenter and its address."""
    members = ((i, j) for i in range(POOLS) for j in range(MEMBERS))
    path.write_text("".join(f"{datacenter(j)} {address(i, j)}\n" for i, j in members))


def origin(i):
    return f"zone{i:04d}.example"


def datacenter(member):
    return list(DATACENTERS)[member % len(DATACENTERS)]


def address(i, member):
    return f"10.0.{i}.{member + 1}"


def pool(i):
    text = f"  pool{i}:\n    monitor: check\n    members:\n"
    for j in range(MEMBERS):
        text += f"      - {{name: m{j}, datacenter: {datacenter(j)}, addresses: [{address(i, j)}], weight: {10 + j}}}\n"
    return text


def policies(i):
    text = f"schema: 1\nzone: {origin(i)}\npolicies:\n"
    for j in range(STEERED):
        one, other = (i * STEERED + j) % POOLS, (i * STEERED + j + 17) % POOLS
        prefer = ["{map: world}", "nearest", "{datacenters: [fra]}"][j % 3]
        text += f"  s{j}: {{create: true, types: [A], rules: [{{pools: [pool{one}, pool{other}], prefer: {prefer}}}]}}\n"
    return text


def zone(i, serial):
    """Five records of the zone's own, then three hosts of four with an address and one an alias."""
    lines = [f"$ORIGIN {origin(i)}.\n$TTL 3600\n@ SOA ns1 host {serial} 7200 900 1209600 300\n@ NS ns1\n@ NS ns2\n"]
    lines.append("ns1 A 192.0.2.1\nns2 A 192.0.2.2\n")
    for j in range(RECORDS - 5):
        lines.append(f"h{j} CNAME h{j - 1}\n" if j % 4 == 3 else f"h{j} A 10.{serial & 255}.{j >> 8}.{j & 255}\n")
    return "".join(lines)
