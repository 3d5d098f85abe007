"""DNS messages as a client needs them: a question for an A record, with a client subnet, and what came back."""

import collections
import ipaddress
import struct

A, OPT, IN = 1, 41, 1
CLIENT_SUBNET = 8
RCODES = {0: "NOERROR", 1: "FORMERR", 2: "SERVFAIL", 3: "NXDOMAIN", 4: "NOTIMP", 5: "REFUSED"}

Answer = collections.namedtuple("Answer", "id rcode addresses ttl")


def question(number, name, subnet=None):
    """A query for the A records of a name; subnet: of the client it is asked for (RFC 7871)."""
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    head = struct.pack("!6H", number, 0, 1, 0, 0, 1)
    option = b""
    if subnet:
        network = ipaddress.ip_network(subnet)
        octets = network.network_address.packed[: (network.prefixlen + 7) // 8]
        option = struct.pack("!HHHBB", CLIENT_SUBNET, 4 + len(octets), 1, network.prefixlen, 0) + octets
    return head + labels + b"\0" + struct.pack("!2H", A, IN) + b"\0" + struct.pack("!HHIH", OPT, 1232, 0, len(option)) + option


def answer(message):
    """What a server answered. ValueError if it is no response."""
    try:
        number, flags, questions, answers, _, _ = struct.unpack_from("!6H", message)
        if not flags & 0x8000:
            raise ValueError("not a response")
        at = 12
        for _ in range(questions):
            at = _after_name(message, at) + 4
        addresses, lowest = [], None
        for _ in range(answers):
            at = _after_name(message, at)
            kind, _, ttl, size = struct.unpack_from("!HHIH", message, at)
            at += 10
            if kind == A:
                addresses.append(str(ipaddress.ip_address(message[at : at + size])))
                lowest = ttl if lowest is None else min(ttl, lowest)
            at += size
    except (struct.error, IndexError) as e:
        raise ValueError(f"malformed: {e}") from None
    rcode = flags & 15
    return Answer(number, RCODES.get(rcode, str(rcode)), frozenset(addresses), lowest)


def _after_name(message, at):
    while message[at]:
        if message[at] >= 0xC0:
            return at + 2
        at += 1 + message[at]
    return at + 1
