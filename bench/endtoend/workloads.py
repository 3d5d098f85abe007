"""What is asked, and of what: one zone of 1000 static names, 100 that answer by place and 100 by weight."""

import random
import socket
import struct
from dataclasses import dataclass, field

import geo_database

STATIC, STEERED = 1000, 100
AT_A, AT_CNAME = 600, 800  # below: A; between: A and AAAA; from here: CNAME to an A
WEIGHTED = [("192.0.2.1", 30), ("192.0.2.2", 70)]
DATACENTERS = {
    "EU": [("192.0.2.11", 30), ("192.0.2.12", 70)],
    "NA": [("192.0.2.21", 10), ("192.0.2.22", 90)],
    "AS": [("192.0.2.31", 50), ("192.0.2.32", 50)],
    "SA": [("192.0.2.41", 25), ("192.0.2.42", 75)],
}
NETWORKS = 20_000

SOA = """$ORIGIN example.com.
$TTL 60
@ IN SOA ns1.example.com. host.example.com. 1 3600 900 86400 60
@ IN NS ns1.example.com.
ns1 IN A 192.0.2.1
"""


@dataclass(frozen=True)
class Workload:
    queries: str
    meaning: str
    load: list = field(default_factory=list)  # options of load
    dnsperf: list = field(default_factory=list)  # asked by dnsperf instead, with these


WORKLOADS = {
    "static": Workload("static", "1000 names: 60 % A, 20 % AAAA, 20 % CNAME to A; no EDNS"),
    "nxdomain": Workload("nxdomain", "50 000 names that do not exist"),
    "edns": Workload("static", "static, with an OPT record in each query", ["-e"]),
    "geo": Workload("geo", "100 names: the source's region, then a weighted choice of two", ["-n", "127.1"]),
    "ecs": Workload("geo", "the same by a client subnet, another one in each query", ["-s", "subnets"]),
    "weighted": Workload("weighted", "100 names: a weighted choice of two"),
    "tcp": Workload("static", "static over 16 TCP connections", dnsperf=["-m", "tcp"]),
    "dot": Workload("static", "static over 16 TLS connections (DoT)", dnsperf=["-m", "dot"]),
}


def write(folder):
    """Zone, geo database, and what is asked, always the same."""
    dice = random.Random(7)
    networks = made_up_networks(dice)
    geo_database.write(folder / "geo.mmdb", networks)
    (folder / "subnets").write_text("".join(f"{subnet(dice, network)}\n" for network in drawn(dice, networks)))
    (folder / "example.com.zone").write_text(zone())
    write_queries(folder / "static", dice, [f"{static(i)} {'AAAA' if AT_A <= i < AT_CNAME else 'A'}" for i in range(STATIC)] * 20)
    write_queries(folder / "nxdomain", dice, [f"{dice.randrange(36**5):05x}x.example.com A" for _ in range(50_000)])
    write_queries(folder / "geo", dice, [f"g{i:03d}.example.com A" for i in range(STEERED)] * 200)
    write_queries(folder / "weighted", dice, [f"w{i:03d}.example.com A" for i in range(STEERED)] * 200)


def write_queries(path, dice, lines):
    dice.shuffle(lines)
    path.write_text("\n".join(lines) + "\n")


def static(i):
    return f"h{i:04d}.example.com"


def zone():
    lines = [SOA]
    for i in range(STATIC):
        if i < AT_CNAME:
            lines.append(f"h{i:04d} IN A 192.0.{i >> 8}.{i & 255}\n")
        if AT_A <= i < AT_CNAME:
            lines.append(f"h{i:04d} IN AAAA 2001:db8::{i:x}\n")
        if i >= AT_CNAME:
            lines.append(f"h{i:04d} IN CNAME {static(i - AT_CNAME)}.\n")
    return "".join(lines)


def made_up_networks(dice):
    """127.1.0.0/16, where the sources of `geo` are, and others all over."""
    networks = {(127 << 24, 24): ("NA", "US")}
    for i in range(256):
        continent = geo_database.CONTINENTS[i // 64]
        networks[127 << 24 | 1 << 16 | i << 8, 24] = (continent, geo_database.COUNTRIES[continent][i % 3])
    while len(networks) < NETWORKS:
        length = dice.choice([16, 18, 19, 20, 21, 22, 22, 23, 24, 24, 24, 24])
        address = (dice.randrange(1, 224) << 24 | dice.randrange(1 << 24)) & (0xFFFFFFFF << (32 - length)) & 0xFFFFFFFF
        continent = dice.choice(geo_database.CONTINENTS)
        if address >> 24 not in (10, 127):
            networks[address, length] = (continent, dice.choice(geo_database.COUNTRIES[continent]))
    return networks


def drawn(dice, networks):
    outside = [network for network in networks if network[0] >> 24 != 127]
    return [dice.choice(outside) for _ in range(20_000)]


def subnet(dice, network):
    """A /24 inside the network."""
    address, length = network
    address |= dice.randrange(1 << (24 - length)) << 8
    return f"{socket.inet_ntoa(struct.pack('>I', address))}/24"
