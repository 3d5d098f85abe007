package gslb.server.snapshot;

import gslb.server.wire.RenderedRRset;

/**
 * Data of a name that another RRset, written before it, names in its own data: its owner is a
 * pointer to that name (RFC 1035 §4.1.4).
 *
 * @param rrset what goes into the additional section
 * @param nameAt where the bytes of that other RRset hold the name; 0 = it is that RRset's own owner
 */
public record AdditionalRRset(RenderedRRset rrset, int nameAt) {}
