"""Who sits where, and the files that tell them so.

Each region has four hosts: two servers (-1, -2), a prober (-3), and a host (-4) with the region's two members. The
members are in five pools that differ in what asks whom:

    question        members in an answer      down when
    majority        all that are up           more than half of the fresh vantages see it down
    any             all that are up           all of them do
    every           all that are up           one of them does
    www             of the nearest datacenter as majority
    near            of the nearest datacenter the nearest region's vantage sees it down
"""

import collections
from pathlib import Path

REGIONS = {"eu": "fra", "na": "iad", "ap": "sin"}  # and the datacenter in each
SERVERS = [f"{region}-{n}" for region in REGIONS for n in (1, 2)]
PROBERS = [f"{region}-3" for region in REGIONS]
MEMBER_HOSTS = [f"{region}-4" for region in REGIONS]
HOSTS_EACH = 4
RTT_MS = 80
ZONE = "bed.example"
LAST_RESORT = "192.0.2.1"

INTERVAL, TIMEOUT, RISE, FALL = 1.0, 0.8, 2, 2  # of every monitor; seconds, results
PUBLISH = 0.5  # between two reports of a vantage
FRESH = 5.0  # how long a silent vantage's word counts: max(5 s, 3 x interval)
LOOK = 0.1  # between two looks of a server at what it has received
RTT = RTT_MS / 1000

# A member that dies is seen down after interval x fall + timeout at the latest, and that is with every server a report,
# a trip and a look later.
GONE_WITHIN = INTERVAL * FALL + TIMEOUT + PUBLISH + RTT + LOOK
BACK_WITHIN = INTERVAL * RISE + TIMEOUT + PUBLISH + RTT + LOOK

Member = collections.namedtuple("Member", "name region datacenter address")
Question = collections.namedtuple("Question", "text name subnet")

MEMBERS = {
    f"{datacenter}-{n}": Member(f"{datacenter}-{n}", region, datacenter, f"10.{i}.0.{20 + n}")
    for i, (region, datacenter) in enumerate(REGIONS.items(), 1)
    for n in (1, 2)
}
BY_ADDRESS = {member.address: member.name for member in MEMBERS.values()}
CLIENTS = {"eu": "84.160.0.0/24", "na": "12.0.1.0/24", "ap": "203.116.1.0/24"}

WHOLE = ("majority", "any", "every")  # answers with all members that are up
QUESTIONS = [Question(name, f"{name}.{ZONE}", None) for name in WHOLE] + [
    Question(f"{name} from {region}", f"{name}.{ZONE}", subnet)
    for name in ("www", "near")
    for region, subnet in CLIENTS.items()
]


def region_of(host):
    return host.split("-")[0]


def servers_in(region):
    return [server for server in SERVERS if region_of(server) == region]


def write_definitions(folder):
    """The definitions that all servers and probers read."""
    pools = {"majority": "majority", "any": "any", "every": "every", "web": "majority", "near": "near"}
    write(folder / "datacenters.yaml", DATACENTERS)
    monitor = f"{{type: http, port: 8080, path: /, interval: {INTERVAL:g}s, timeout: {TIMEOUT * 1000:g}ms"
    monitor += f", rise: {RISE}, fall: {FALL}, quorum: %s, view: %s}}\n"
    kinds = {"majority": ("majority", "global"), "any": ("any", "global"), "every": ("all", "global")}
    kinds["near"] = ("majority", "regional")
    write(
        folder / "monitors.yaml",
        "schema: 1\nmonitors:\n" + "".join(f"  {name}: {monitor % kind}" for name, kind in kinds.items()))
    members = "".join(
        f"      - {{name: {m.name}, datacenter: {m.datacenter}, addresses: [{m.address}]}}\n" for m in MEMBERS.values())
    write(
        folder / "pools/members.yaml",
        "schema: 1\npools:\n" + "".join(
            f"  {pool}:\n    monitor: {name}\n    selection: all\n    max_answers: 64\n    members:\n{members}"
            for pool, name in pools.items()))
    write(folder / "maps/world.yaml", WORLD)
    policy = "  {0}: {{types: [A], ttl: {{min: 1s, max: 2s}}, rules: [{{pools: [{1}]{2}}}]}}\n"
    nearest = ", prefer: {map: world}"
    write(
        folder / "policies/bed.yaml",
        f"schema: 1\nzone: {ZONE}\npolicies:\n" + "".join(policy.format(name, name, "") for name in WHOLE)
        + policy.format("www", "web", nearest) + policy.format("near", "near", nearest))
    names = "".join(f"{name} IN A {LAST_RESORT}\n" for name in (*WHOLE, "www", "near"))
    write(folder / f"zones/{ZONE}.zone", ZONE_HEAD + names)


def write_host(file, host, bed, folder):
    """server.yaml of a server or a prober."""
    region = region_of(host)
    address, management = bed.host(host).address, bed.host(host).management
    clusters = {
        other: "[" + ", ".join(f'"{bed.host(server).address}:5701"' for server in servers_in(other)) + "]"
        for other in REGIONS
    }
    others = ", ".join(f"{other}: {members}" for other, members in clusters.items() if other != region)
    write(file, f"""schema: 1
node: {{name: {host}, region: {region}, datacenter: {REGIONS[region]}}}
listen: {{dns: ["{address}:53", "{management}:53"], admin: "{management}:8053"}}
workers: 1
definitions: {folder / "definitions"}
state: {folder / "state" / host}
cluster:
  listen: "{address}:5701"
  members: {clusters[region]}
  regions: {{{others}}}
  key_file: {folder / "cluster.key"}
probe: {{embedded: false, vantage: {host}}}
log: {{folder: {folder / "log" / host}}}
""")


def write(file, text):
    file = Path(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


DATACENTERS = """schema: 1
datacenters:
  fra: {region: eu, latitude: 50.11, longitude: 8.68}
  iad: {region: na, latitude: 38.95, longitude: -77.45}
  sin: {region: ap, latitude: 1.35, longitude: 103.99}
"""

WORLD = """schema: 1
maps:
  world:
    default: [fra, iad, sin]
    geo: {EU: [fra, iad, sin], NA: [iad, fra, sin], AS: [sin, fra, iad]}
"""

ZONE_HEAD = f"""$ORIGIN {ZONE}.
$TTL 300
@ IN SOA ns1 hostmaster 1 3600 600 1209600 60
@ IN NS ns1
ns1 IN A 192.0.2.53
"""
