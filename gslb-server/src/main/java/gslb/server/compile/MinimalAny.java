package gslb.server.compile;

import gslb.server.wire.RecordTemplate;
import gslb.server.wire.RecordType;
import gslb.server.wire.RenderedRRset;
import java.nio.charset.StandardCharsets;

/** The answer to ANY at a name with data: one HINFO record, small and cacheable (RFC 8482 §4.2). */
final class MinimalAny {
  private static final long TTL = 3600;

  static final RenderedRRset HINFO =
      new RenderedRRset(
          RecordType.HINFO,
          new byte[0],
          RecordTemplate.record(
              RecordType.HINFO, TTL, "\u0007RFC8482\0".getBytes(StandardCharsets.US_ASCII)),
          new int[] {0},
          new int[0]);

  private MinimalAny() {}
}
