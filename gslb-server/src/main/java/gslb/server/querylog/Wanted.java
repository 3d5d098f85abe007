package gslb.server.querylog;

import gslb.server.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Which lines somebody wants to see.
 *
 * @param kind of which log
 * @param suffix wire form: names that are this one or lie below it; null = all
 * @param rcode response code as lines have it, such as {@code SERVFAIL}; null = all; of decisions
 *     none is asked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Wanted(LogKind kind, byte @Nullable [] suffix, @Nullable String rcode) {

  /** Whether only some lines are wanted. */
  boolean isNarrow() {
    return suffix != null || rcode != null;
  }

  /** Whether the name, in wire form, is wanted. */
  boolean wants(byte[] name) {
    if (suffix == null) {
      return true;
    }
    int at = 0;
    while (name.length - at > suffix.length) {
      at += 1 + (name[at] & 0xFF);
    }
    if (name.length - at != suffix.length) {
      return false;
    }
    for (int i = 0; i < suffix.length; i++) {
      if (Bytes.lower(name[at + i]) != Bytes.lower(suffix[i])) {
        return false;
      }
    }
    return true;
  }
}
