"""The servers, each with the same zone: what it is configured with and how it is started."""

import socket
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from workloads import DATACENTERS, SOA, STEERED, WEIGHTED

HOME = Path(__file__).resolve().parents[2]
UDP_STATIC = ["static", "nxdomain", "edns"]
STEERING = ["geo", "ecs", "weighted"]


@dataclass(frozen=True)
class Server:
    program: str  # looked for on the path; its absence leaves the server out
    package: str  # that has it
    workloads: list
    command: Callable  # (data folder, own folder, port) -> words; stays in the foreground
    warm_seconds: float = 0  # asked for so long before the first round


def dot_port(port):
    return port + 1000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text))
    return str(path)


def steered():
    return range(STEERED)


def limit(data, own, port):
    return [str(data / "limit"), str(port)]


def limit_any(data, own, port):
    return [str(data / "limit"), str(port), "any"]


def gslb(calls, host="127.0.0.1", workers=1):
    def command(data, own, port):
        definitions = own / "definitions"
        coordinates = "latitude: 0, longitude: 0"
        write(
            definitions / "datacenters.yaml",
            "schema: 1\ndatacenters:\n" + "".join(f"  {c.lower()}: {{region: eu, {coordinates}}}\n" for c in DATACENTERS),
        )
        write(definitions / "monitors.yaml", "schema: 1\nmonitors:\n  unchecked: {type: none}\n")
        pools = "schema: 1\npools:\n  weighted:\n    monitor: unchecked\n    selection: weighted\n    max_answers: 1\n    members:\n"
        pools += "".join(gslb_member(f"w{i}", "eu", *member) for i, member in enumerate(WEIGHTED))
        pools += "  placed:\n    monitor: unchecked\n    selection: weighted\n    max_answers: 1\n    members:\n"
        for continent, members in DATACENTERS.items():
            datacenter = continent.lower()
            pools += "".join(gslb_member(f"{datacenter}{i}", datacenter, *member) for i, member in enumerate(members))
        write(definitions / "pools/all.yaml", pools)
        geo = "".join(f"      {c}: [{c.lower()}]\n" for c in DATACENTERS)
        write(definitions / "maps/all.yaml", f"schema: 1\nmaps:\n  regions:\n    default: [na]\n    geo:\n{geo}")
        policies = "schema: 1\nzone: example.com\npolicies:\n"
        for i in steered():
            policies += f"  g{i:03d}: {{types: [A], create: true, rules: [{{pools: [placed], prefer: {{map: regions}}}}]}}\n"
            policies += f"  w{i:03d}: {{types: [A], create: true, rules: [{{pools: [weighted]}}]}}\n"
        write(definitions / "policies/example.com.yaml", policies)
        write(definitions / "zones/example.com.zone", (data / "example.com.zone").read_text())
        config = host_file(data, own, f"{host}:{port}", definitions, calls=calls, workers=workers)
        return [str(HOME / "gslb"), "serve", "--config", config]

    return command


def host_file(data, own, address, definitions, calls="native", workers=1, admin=None, cluster=None):
    """A server.yaml; admin and cluster are ports, any free one if none is given."""
    host, port = address.split(":")
    return write(
        own / "server.yaml",
        f"""\
        schema: 1
        listen: {{dns: ["{address}"], tls: ["{host}:{dot_port(int(port))}"], admin: "127.0.0.1:{admin or free_port()}"}}
        tls: {{certificate: {data}/certificate.pem, key: {data}/key.pem}}
        workers: {workers}
        udp: {{calls: {calls}}}
        definitions: {definitions}
        state: state
        geo: {{databases: [{data}/geo.mmdb]}}
        cluster: {{listen: "127.0.0.1:{cluster or free_port()}"}}
        probe: {{embedded: false}}
        start_wait: 1s
        """,
    )


def gslb_member(name, datacenter, address, weight):
    return f"      - {{name: {name}, datacenter: {datacenter}, addresses: [{address}], weight: {weight}}}\n"


def gdnsd(data, own, port, threads=1):
    placed = " ".join(
        f"{c.lower()} => {{ " + " ".join(f"{c.lower()}{i} = [ {a}, {w} ]" for i, (a, w) in enumerate(members)) + " }"
        for c, members in DATACENTERS.items()
    )
    weighted = " ".join(f"m{i} = [ {a}, {w} ]" for i, (a, w) in enumerate(WEIGHTED))
    write(
        own / "config",
        f"""\
        options => {{
          listen => {{ 127.0.0.1:{port} => {{ udp_threads = {threads}, tcp_threads = 1, udp_rcvbuf = 1048576 }} }}
          run_dir = {own}/run, state_dir = {own}/state
        }}
        plugins => {{
          weighted => {{ {" ".join(f"w{i:03d} => {{ {weighted} }}" for i in steered())} }}
          geoip => {{
            maps => {{ regions => {{
              geoip2_db => {data}/geo.mmdb, datacenters => [ eu, na, as, sa ],
              map => {{ EU => [ eu ], NA => [ na ], AS => [ as ], SA => [ sa ], default => [ na ] }}
            }} }}
            resources => {{
              {" ".join(f"g{i:03d} => {{ map => regions, plugin => weighted, dcmap => {{ {placed} }} }}" for i in steered())}
            }}
          }}
        }}
        """,
    )
    dynamic = "".join(f"g{i:03d} DYNA geoip!g{i:03d}\nw{i:03d} DYNA weighted!w{i:03d}\n" for i in steered())
    write(own / "zones/example.com", (data / "example.com.zone").read_text() + dynamic)
    return ["gdnsd", "-c", str(own), "start"]


def knot(steering):
    def command(data, own, port):
        (own / "db").mkdir(parents=True, exist_ok=True)
        modules = ""
        if steering:
            # Its geoip module chooses one record for a place; weights are another instance's.
            places = "".join(
                f"g{i:03d}.example.com:\n" + "".join(f'  - geo: "{c}"\n    A: {m[0][0]}\n' for c, m in DATACENTERS.items())
                for i in steered()
            )
            weights = "".join(
                f"w{i:03d}.example.com:\n" + "".join(f"  - weight: {w}\n    A: {a}\n" for a, w in WEIGHTED) for i in steered()
            )
            write(own / "geo.conf", places)
            write(own / "weighted.conf", weights)
            modules = (
                f"mod-geoip:\n  - id: geo\n    config-file: {own}/geo.conf\n    ttl: 60\n    mode: geodb\n"
                f"    geodb-file: {data}/geo.mmdb\n    geodb-key: [ continent/code ]\n"
                f"  - id: weighted\n    config-file: {own}/weighted.conf\n    ttl: 60\n    mode: weighted\n"
            )
        config = (
            f"server:\n  listen: 127.0.0.1@{port}\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\n"
            f"  rundir: {own}\n  automatic-acl: off\n  edns-client-subnet: on\ndatabase:\n  storage: {own}/db\n{modules}"
            f"zone:\n  - domain: example.com\n    storage: {data}\n    file: example.com.zone\n"
            "    journal-content: none\n    zonefile-sync: -1\n    semantic-checks: off\n"
            + ("    module: [ mod-geoip/geo, mod-geoip/weighted ]\n" if steering else "")
        )
        return ["knotd", "-c", write(own / "knot.conf", config)]

    return command


def nsd(data, own, port):
    config = f"""\
        server:
          ip-address: 127.0.0.1@{port}
          ip-address: 127.0.0.1@{dot_port(port)}
          tls-port: {dot_port(port)}
          tls-service-key: {data}/key.pem
          tls-service-pem: {data}/certificate.pem
          server-count: 1
          reuseport: yes
          tcp-count: 200
          username: ""
          chroot: ""
          zonesdir: "{data}"
          database: ""
          zonelistfile: "{own}/zone.list"
          pidfile: "{own}/nsd.pid"
          xfrdfile: "{own}/xfrd.state"
          xfrdir: "{own}"
          minimal-responses: yes
          rrl-ratelimit: 0
          rrl-whitelist-ratelimit: 0
        remote-control:
          control-enable: no
        zone:
          name: example.com
          zonefile: example.com.zone
        """
    return ["nsd", "-d", "-c", write(own / "nsd.conf", config)]


def bind(data, own, port):
    config = f"""\
        tls ours {{ cert-file "{data}/certificate.pem"; key-file "{data}/key.pem"; }};
        options {{
          directory "{own}"; pid-file "{own}/named.pid"; session-keyfile "{own}/session.key";
          listen-on port {port} {{ 127.0.0.1; }};
          listen-on port {dot_port(port)} tls ours {{ 127.0.0.1; }};
          listen-on-v6 {{ none; }};
          recursion no; minimal-responses yes; dnssec-validation no; allow-transfer {{ none; }}; notify no;
          empty-zones-enable no; max-cache-size 32M;
        }};
        controls {{ }};
        logging {{ category default {{ null; }}; }};
        zone "example.com" {{ type primary; file "{data}/example.com.zone"; }};
        """
    return ["named", "-f", "-n", "1", "-c", write(own / "named.conf", config)]


def pdns(backend):
    def command(data, own, port):
        launch = f"launch=bind\nbind-config={own}/named.conf\nbind-check-interval=0\n"
        if backend == "geoip":
            launch = f"launch=geoip\ngeoip-zones-file={own}/geo.yaml\ngeoip-database-files={data}/geo.mmdb\nedns-subnet-processing=yes\n"
            write(own / "geo.yaml", pdns_places())
        elif backend == "lua":
            launch += f"enable-lua-records=shared\ngeoip-database-files={data}/geo.mmdb\nedns-subnet-processing=yes\n"
            launch = launch.replace("launch=bind", "launch=bind,geoip")
            write(own / "lua.zone", SOA + pdns_lua())
        zone = own / "lua.zone" if backend == "lua" else data / "example.com.zone"
        write(own / "named.conf", f'zone "example.com" {{ type native; file "{zone}"; }};\n')
        write(
            own / "pdns.conf",
            f"local-address=127.0.0.1\nlocal-port={port}\nreceiver-threads=1\ndistributor-threads=1\nreuseport=yes\n"
            f"socket-dir={own}\ndaemon=no\nguardian=no\nloglevel=3\nwebserver=no\napi=no\nsetuid=\nsetgid=\n"
            f"udp-truncation-threshold=1232\nsecurity-poll-suffix=\n{launch}",
        )
        return ["pdns_server", f"--config-dir={own}"]

    return command


def pdns_places():
    text = "domains:\n- domain: example.com\n  ttl: 60\n  records:\n    example.com:\n"
    text += "    - soa: ns1.example.com host.example.com 1 3600 900 86400 60\n    - ns: ns1.example.com\n"
    for i in steered():
        for continent, members in DATACENTERS.items():
            text += f"    g{i:03d}.{continent.lower()}.s.example.com:\n" + "".join(map(pdns_address, members))
        text += f"    w{i:03d}.example.com:\n" + "".join(map(pdns_address, WEIGHTED))
    return text + "  services:\n" + "".join(f"    g{i:03d}.example.com: 'g{i:03d}.%cn.s.example.com'\n" for i in steered())


def pdns_address(member):
    return f"    - a:\n        content: {member[0]}\n        weight: {member[1]}\n"


def pdns_lua():
    def draw(members):
        return "pickwrandom({" + ",".join(f"{{{w},'{a}'}}" for a, w in members) + "})"

    *others, last = DATACENTERS.items()
    body = ";"
    for i, (continent, members) in enumerate(others):
        body += f"{'else' if i else ''}if continent('{continent}') then return {draw(members)} "
    body += f"else return {draw(last[1])} end"
    parts = " ".join(f'"{part}"' for part in textwrap.wrap(body, 200))  # joined with a space again
    return "".join(f'g{i:03d} IN LUA A {parts}\nw{i:03d} IN LUA A "{draw(WEIGHTED)}"\n' for i in steered())


UDP = UDP_STATIC + STEERING
SERVERS = {
    "limit": Server("cc", "gcc", UDP, limit),
    "gslb": Server("java", "temurin-25-jdk", UDP + ["tcp", "dot"], gslb("native"), 60),
    "gslb-portable": Server("java", "temurin-25-jdk", ["static"], gslb("portable"), 60),
    "limit-any": Server("cc", "gcc", ["static"], limit_any),
    "gslb-any": Server("java", "temurin-25-jdk", ["static"], gslb("native", "0.0.0.0"), 60),
    "gdnsd": Server("gdnsd", "gdnsd", UDP + ["tcp"], gdnsd),
    "knot": Server("knotd", "knot", UDP_STATIC + ["tcp"], knot(False)),
    "knot-geoip": Server("knotd", "knot-module-geoip", STEERING, knot(True)),
    "nsd": Server("nsd", "nsd", UDP_STATIC + ["tcp", "dot"], nsd),
    "bind": Server("named", "bind9", UDP_STATIC + ["tcp", "dot"], bind),
    "pdns": Server("pdns_server", "pdns-backend-bind", UDP_STATIC + ["tcp"], pdns("bind")),
    "pdns-geoip": Server("pdns_server", "pdns-backend-geoip", STEERING, pdns("geoip")),
    "pdns-lua": Server("pdns_server", "pdns-backend-geoip", STEERING, pdns("lua")),
}
