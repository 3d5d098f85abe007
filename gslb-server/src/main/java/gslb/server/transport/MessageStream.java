package gslb.server.transport;

import java.util.Arrays;

/**
 * Cuts the bytes of a connection into messages (RFC 1035 §4.2.2, RFC 7766 §8).
 *
 * <pre>
 *   0                   1
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5
 *  +-------------------------------+
 *  |       length of message       |
 *  +-------------------------------+
 *  /            message            /
 * </pre>
 *
 * <p>Holds what has arrived and at most half as much again: a length is a claim, and a claim
 * allocates nothing.
 */
final class MessageStream {
  private static final int PREFIX = 2;
  private static final int LONGEST = PREFIX + 65535;

  /** What an idle connection may keep, bytes. */
  static final int KEPT = 4096;

  private static final byte[] NOTHING = {};

  private byte[] held = NOTHING;

  /** Bytes not yet taken lie in {@code held[start..end)}. */
  private int start;

  private int end;

  /** Adds bytes as they arrived. */
  void append(byte[] chunk) {
    int waiting = end - start;
    if (end + chunk.length > held.length) {
      byte[] target = waiting + chunk.length > held.length ? larger(waiting + chunk.length) : held;
      System.arraycopy(held, start, target, 0, waiting);
      held = target;
      start = 0;
      end = waiting;
    }
    System.arraycopy(chunk, 0, held, end, chunk.length);
    end += chunk.length;
  }

  /** Half as much again as before: a message that comes byte by byte is not copied at each. */
  private byte[] larger(int needed) {
    return new byte[Math.max(needed, Math.min(held.length + held.length / 2, LONGEST))];
  }

  /**
   * Takes the next whole message.
   *
   * @param message receives it; 65535 bytes
   * @return its length, 0..65535; -1 = it has not arrived whole
   */
  int next(byte[] message) {
    int waiting = end - start;
    if (waiting < PREFIX) {
      return -1;
    }
    int length = (held[start] & 0xff) << 8 | (held[start + 1] & 0xff);
    if (waiting < PREFIX + length) {
      return -1;
    }
    System.arraycopy(held, start + PREFIX, message, 0, length);
    start += PREFIX + length;
    if (start == end) {
      forget();
    }
    return length;
  }

  /** An idle connection should not keep the room its largest message needed. */
  private void forget() {
    start = 0;
    end = 0;
    if (held.length > KEPT) {
      held = Arrays.copyOf(held, 0);
    }
  }

  /** Bytes of memory held. */
  int bytes() {
    return held.length;
  }
}
