package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Datagrams that one call received, and the answers that another one sends. One thread's, for life.
 *
 * <p>An answer takes the place of its message, whose bytes the reader has copied by then. It leaves
 * from the address that was asked: on a socket bound to many, the kernel tells each datagram's
 * destination in a control message, and takes the same message back with the answer.
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
  final MessageHeaders received;
  final MessageHeaders answers;
  private final MemorySegment names;
  private final MemorySegment controls;
  private final MemorySegment buffers;
  private final int nameLength;
  private final int controlLength;
  private final int interfaceAt;
  private int stale = SIZE;
  private int answered;

  /**
   * @param v6 whether the socket is of IPv6
   * @param destinations whether it tells where each datagram was sent to
   */
  DatagramBatch(boolean v6, boolean destinations) {
    Arena memory = Arena.ofAuto(); // freed when the worker is gone, never under it
    errno = memory.allocate(LinuxCalls.errno());
    received = new MessageHeaders(memory, SIZE);
    answers = new MessageHeaders(memory, SIZE);
    names = memory.allocate((long) NAME * SIZE, LINE);
    controls = memory.allocate((long) CONTROL * SIZE, LINE);
    buffers = memory.allocate((long) BUFFER * SIZE, LINE);
    nameLength = v6 ? SocketAddresses.LENGTH_V6 : SocketAddresses.LENGTH_V4;
    controlLength = destinations ? CONTROL : 0;
    interfaceAt = v6 ? INTERFACE_V6 : INTERFACE_V4;
    for (int i = 0; i < SIZE; i++) {
      received.data(i, buffers.address() + buffer(i), LONGEST);
    }
  }

  /** Makes room again where the kernel wrote lengths. */
  void prepare() {
    for (int i = 0; i < stale; i++) {
      received.name(i, names.address() + name(i), nameLength);
      received.control(i, controls.address() + control(i), controlLength);
    }
    stale = 0;
    answered = 0;
  }

  void received(int count) {
    stale = count;
  }

  /** How many answers are to be sent. */
  int answered() {
    return answered;
  }

  /** Whether somebody sent it; a socket that was shut down gives empty ones that nobody did. */
  public boolean sent(int i) {
    return received.nameLength(i) > 0;
  }

  /** Its length in bytes, 0..{@link #LONGEST}. */
  public int length(int i) {
    return received.datagramLength(i);
  }

  /** Copies it to the start of the array. */
  public void copy(int i, byte[] to) {
    MemorySegment.copy(buffers, JAVA_BYTE, buffer(i), to, 0, length(i));
  }

  /** Whether its sender has an IPv6 address, other than one that stands for an IPv4 address. */
  public boolean v6(int i) {
    return SocketAddresses.isV6(names, name(i));
  }

  /** The sender's address, left-aligned in 128 bits: the upper half. */
  public long sourceHigh(int i) {
    return SocketAddresses.high(names, name(i));
  }

  /** The lower half; 0 for IPv4. */
  public long sourceLow(int i) {
    return SocketAddresses.low(names, name(i));
  }

  /** The sender's port. */
  public int sourcePort(int i) {
    return SocketAddresses.port(names, name(i));
  }

  /**
   * Adds an answer to a message of this batch, which must have been copied; in the messages' order.
   *
   * @param length 1..{@link #LONGEST}
   */
  public void answer(int i, byte[] answer, int length) {
    MemorySegment.copy(answer, 0, buffers, JAVA_BYTE, buffer(i), length);
    answers.data(answered, buffers.address() + buffer(i), length);
    answers.name(answered, names.address() + name(i), received.nameLength(i));
    long told = received.controlLength(i);
    if (told > 0) {
      controls.set(JAVA_INT, control(i) + interfaceAt, 0); // whichever the route says
    }
    answers.control(answered, controls.address() + control(i), told);
    answered++;
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
