package gslb.server.snapshot;

import gslb.server.wire.RenderedRRset;

/**
 * What every answer from a zone needs of it.
 *
 * @param origin its name as text, absolute, lower case
 * @param originLength bytes of the origin's wire form
 * @param originLabels its labels without the root, 0..127
 * @param serial the SOA's, the version of the zone
 * @param negativeSoa the SOA with the TTL of negative answers (RFC 2308 §5)
 */
public record Apex(
    String origin, int originLength, int originLabels, int serial, RenderedRRset negativeSoa) {}
