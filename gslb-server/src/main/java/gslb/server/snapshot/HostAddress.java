package gslb.server.snapshot;

import gslb.server.wire.RenderedRRset;

/**
 * Addresses of a host that another RRset, written before them, names in its data: their owner is a
 * pointer to that name (RFC 1035 §4.1.4).
 *
 * @param addresses the host's A or AAAA RRset
 * @param nameAt where the bytes of that other RRset hold the host's name
 */
public record HostAddress(RenderedRRset addresses, int nameAt) {}
