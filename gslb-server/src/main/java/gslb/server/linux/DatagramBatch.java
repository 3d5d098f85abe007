package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams that one call received, and the answers that another one sends. One thread's, for life.
 *
 * <p>An answer takes the place of its message, whose bytes the reader has copied by then, and goes
 * back by the same header, whose address is the sender's. It leaves from the address that was
 * asked: on a socket bound to many, the kernel tells each datagram's destination in a control
 * message, and takes the same message back with the answer.
 *
 * <pre>
 *  0        8       12     16
 *  | length | level | type | in_pktinfo:  interface, source to use, destination
 *                          | in6_pktinfo: destination (16 bytes), interface
 * </pre>
 */
public final class DatagramBatch {
  /** How many at most: beyond, nothing is gained, and the first waits longer for its answer. */
  public static final int SIZE = 64;

  /** The longest datagram, in bytes. Of a longer one this much is read, so that it is malformed. */
  public static final int LONGEST = 4096;

  /** Not a power of two: the first lines of all buffers would share a few sets of the cache. */
  private static final int BUFFER = LONGEST + 128;

  private static final int NAME = 32;
  private static final int CONTROL = 40;
  private static final int INTERFACE_V4 = 16;
  private static final int INTERFACE_V6 = 32;
  private static final int LINE = 64;

  final MemorySegment errno;
  private final MessageHeaders messages;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final MemorySegment buffers;
  private final boolean v6;
  private final int nameLength;
  private final int controlLength;
  private final int interfaceAt;
  private int stale;

  /** Bit i: message i has an answer. */
  private long answered;

  /**
   * @param v6 whether the socket is of IPv6
   * @param destinations whether it tells where each datagram was sent to
   */
  DatagramBatch(boolean v6, boolean destinations) {
    Arena memory = Arena.ofAuto(); // freed when the worker is gone, never under it
    errno = memory.allocate(LinuxCalls.errno());
    messages = new MessageHeaders(memory, SIZE);
    names = memory.allocate((long) NAME * SIZE, LINE);
    controls = memory.allocate((long) CONTROL * SIZE, LINE);
    buffers = memory.allocate((long) BUFFER * SIZE, LINE);
    this.v6 = v6;
    nameLength = v6 ? SocketAddresses.LENGTH_V6 : SocketAddresses.LENGTH_V4;
    controlLength = destinations ? CONTROL : 0;
    interfaceAt = v6 ? INTERFACE_V6 : INTERFACE_V4;
    for (int i = 0; i < SIZE; i++) {
      messages.data(i, buffers.address() + buffer(i), LONGEST);
      messages.name(i, names.address() + name(i), nameLength);
      messages.control(i, controls.address() + control(i), controlLength);
    }
  }

  /** Room for messages, where those of the last call and their answers were. */
  MemorySegment room() {
    for (int i = 0; i < stale; i++) {
      messages.dataLength(i, LONGEST);
      if (messages.nameLength(i) == 0) { // else the kernel leaves it as it was
        messages.nameLength(i, nameLength);
      }
      if (controlLength > 0) {
        messages.controlLength(i, controlLength);
      }
    }
    stale = 0;
    answered = 0;
    return messages.headers;
  }

  void received(int count) {
    stale = count;
  }

  /**
   * The first message at or after {@code from} that has an answer; {@link #SIZE} = there is none.
   */
  int nextAnswer(int from) {
    return from == SIZE
        ? SIZE
        : Math.min(SIZE, from + Long.numberOfTrailingZeros(answered >>> from));
  }

  /** How many in a row have one, beginning with message {@code from}, which has. */
  int answersInARow(int from) {
    return Long.numberOfTrailingZeros(~(answered >>> from));
  }

  /** The answers from that message on. */
  MemorySegment answers(int from) {
    return messages.from(from);
  }

  /** Whether somebody sent it; a socket that was shut down gives empty ones that nobody did. */
  public boolean sent(int i) {
    return messages.nameLength(i) > 0;
  }

  /** Its length in bytes, 0..{@link #LONGEST}. */
  public int length(int i) {
    return messages.datagramLength(i);
  }

  /** Copies it to the start of the array. */
  public void copy(int i, byte[] to) {
    MemorySegment.copy(buffers, JAVA_BYTE, buffer(i), to, 0, length(i));
  }

  /** Whether its sender has an IPv6 address, other than one that stands for an IPv4 address. */
  public boolean v6(int i) {
    return v6 && SocketAddresses.isV6(names, name(i));
  }

  /** The sender's address, left-aligned in 128 bits: the upper half. */
  public long sourceHigh(int i) {
    return SocketAddresses.high(names, name(i));
  }

  /** The lower half; 0 for IPv4. */
  public long sourceLow(int i) {
    return v6 ? SocketAddresses.low(names, name(i)) : 0;
  }

  /** The sender's port. */
  public int sourcePort(int i) {
    return SocketAddresses.port(names, name(i));
  }

  /**
   * Adds an answer to a message of this batch, which must have been copied.
   *
   * @param length 1..{@link #LONGEST}
   */
  public void answer(int i, byte[] answer, int length) {
    MemorySegment.copy(answer, 0, buffers, JAVA_BYTE, buffer(i), length);
    messages.dataLength(i, length);
    if (controlLength > 0 && messages.controlLength(i) > 0) {
      controls.set(JAVA_INT, control(i) + interfaceAt, 0); // whichever the route says
    }
    answered |= 1L << i;
  }

  private static long name(int i) {
    return (long) NAME * i;
  }

  private static long control(int i) {
    return (long) CONTROL * i;
  }

  private static long buffer(int i) {
    return (long) BUFFER * i;
  }
}
