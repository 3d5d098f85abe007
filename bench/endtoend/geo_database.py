"""Writes a MaxMind database of made-up networks, so that every server locates clients by the same one."""

import struct

COUNTRIES = {"EU": ["DE", "FR", "SE"], "NA": ["US", "CA", "MX"], "AS": ["JP", "IN", "SG"], "SA": ["BR", "AR", "CL"]}
CONTINENTS = list(COUNTRIES)

MAP, ARRAY, UINT16, UINT32, UINT64, STRING = 7, 11, 5, 6, 9, 2


def control(kind, size):
    """The byte or two before a field: its type and its size (MaxMind DB format 2.0)."""
    return bytes([(kind << 5) | size]) if kind <= 7 else bytes([size, kind - 7])


def string(text):
    data = text.encode()
    if len(data) < 29:
        return control(STRING, len(data)) + data
    return control(STRING, 29) + bytes([len(data) - 29]) + data


def mapping(fields):
    return control(MAP, len(fields)) + b"".join(string(key) + value for key, value in fields.items())


def number(kind, layout, value):
    data = struct.pack(layout, value)
    return control(kind, len(data)) + data


def place(continent, country):
    names = mapping({"en": string(continent)})
    return mapping(
        {
            "continent": mapping({"code": string(continent), "names": names}),
            "country": mapping({"iso_code": string(country), "names": mapping({"en": string(country)})}),
        }
    )


def tree(networks):
    """The search tree: nodes of two records each, None, a node's number, or a place."""
    nodes = [[None, None]]
    for (address, length), value in sorted(networks.items(), key=lambda network: network[0][1]):
        bits = [0] * 96 + [(address >> (31 - i)) & 1 for i in range(length)]
        node = 0
        for bit in bits[:-1]:
            below = nodes[node][bit]
            if not isinstance(below, int):  # a leaf is split and keeps its value in both halves
                nodes.append([below, below])
                nodes[node][bit] = below = len(nodes) - 1
            node = below
        nodes[node][bits[-1]] = value
    return nodes


def write(path, networks):
    """networks: (IPv4 address, prefix length) to (continent, country); IPv4 lies under ::/96."""
    data, offsets = b"", {}
    for continent, countries in COUNTRIES.items():
        for country in countries:
            offsets[continent, country] = len(data)
            data += place(continent, country)
    nodes = tree(networks)
    records = bytearray()
    for record in (record for node in nodes for record in node):
        if record is None:
            record = len(nodes)
        elif not isinstance(record, int):
            record = len(nodes) + 16 + offsets[record]
        records += struct.pack(">I", record)
    metadata = mapping(
        {
            "binary_format_major_version": number(UINT16, ">H", 2),
            "binary_format_minor_version": number(UINT16, ">H", 0),
            "build_epoch": number(UINT64, ">Q", 1_700_000_000),
            "database_type": string("GeoLite2-Country"),
            "description": mapping({"en": string("made up")}),
            "ip_version": number(UINT16, ">H", 6),
            "languages": control(ARRAY, 1) + string("en"),
            "node_count": number(UINT32, ">I", len(nodes)),
            "record_size": number(UINT16, ">H", 32),
        }
    )
    path.write_bytes(bytes(records) + b"\0" * 16 + data + b"\xab\xcd\xefMaxMind.com" + metadata)
