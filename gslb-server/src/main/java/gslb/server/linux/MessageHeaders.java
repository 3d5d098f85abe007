package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * An array of {@code struct mmsghdr}, each with the one {@code struct iovec} it needs, as 64-bit
 * Linux lays them out.
 *
 * <pre>
 *   0         8            16        24        32          40           48      56         60   64
 *   | name    | its length | vectors | how many| control   | its length | flags | datagram |     |
 *   |         | (4 bytes)  |         | (1)     |           |            |       | length   |     |
 *
 *   0         8          16
 *   | base    | length   |   an iovec
 * </pre>
 */
final class MessageHeaders {
  private static final int HEADER = 64;
  private static final int NAME_LENGTH = 8;
  private static final int VECTORS = 16;
  private static final int VECTOR_COUNT = 24;
  private static final int CONTROL = 32;
  private static final int CONTROL_LENGTH = 40;
  private static final int DATAGRAM_LENGTH = 56;
  private static final int VECTOR = 16;
  private static final int VECTOR_LENGTH = 8;

  final MemorySegment headers;
  private final MemorySegment vectors;

  MessageHeaders(Arena memory, int count) {
    headers = memory.allocate((long) HEADER * count, HEADER);
    vectors = memory.allocate((long) VECTOR * count, HEADER);
    for (int i = 0; i < count; i++) {
      headers.set(JAVA_LONG, header(i) + VECTORS, vectors.address() + vector(i));
      headers.set(JAVA_LONG, header(i) + VECTOR_COUNT, 1);
    }
  }

  /** All from the i-th on. */
  MemorySegment from(int i) {
    return i == 0 ? headers : headers.asSlice(header(i));
  }

  /** The bytes to send, or room for those to come. */
  void data(int i, long base, long length) {
    vectors.set(JAVA_LONG, vector(i), base);
    vectors.set(JAVA_LONG, vector(i) + VECTOR_LENGTH, length);
  }

  /** How many bytes to send, or room for as many. */
  void dataLength(int i, long length) {
    vectors.set(JAVA_LONG, vector(i) + VECTOR_LENGTH, length);
  }

  /** The other side's address, or room for it. */
  void name(int i, long base, int length) {
    headers.set(JAVA_LONG, header(i), base);
    headers.set(JAVA_INT, header(i) + NAME_LENGTH, length);
  }

  /** The control messages, or room for them. */
  void control(int i, long base, long length) {
    headers.set(JAVA_LONG, header(i) + CONTROL, base);
    headers.set(JAVA_LONG, header(i) + CONTROL_LENGTH, length);
  }

  /** 0 where nobody sent it: the socket was shut down. */
  int nameLength(int i) {
    return headers.get(JAVA_INT, header(i) + NAME_LENGTH);
  }

  void nameLength(int i, int length) {
    headers.set(JAVA_INT, header(i) + NAME_LENGTH, length);
  }

  void controlLength(int i, long length) {
    headers.set(JAVA_LONG, header(i) + CONTROL_LENGTH, length);
  }

  long controlLength(int i) {
    return headers.get(JAVA_LONG, header(i) + CONTROL_LENGTH);
  }

  int datagramLength(int i) {
    return headers.get(JAVA_INT, header(i) + DATAGRAM_LENGTH);
  }

  private static long header(int i) {
    return (long) HEADER * i;
  }

  private static long vector(int i) {
    return (long) VECTOR * i;
  }
}
