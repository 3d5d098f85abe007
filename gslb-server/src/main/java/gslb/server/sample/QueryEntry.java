package gslb.server.sample;

/**
 * What is noted of a query and its answer.
 *
 * <pre>
 *  word 0  wall time, milliseconds
 *       1  header flags 16 | name bytes 8 | scope 8 | subnet bits 8 | transport 8 | yes or no 16
 *       2  type 16 | class 16 | rcode 16 | EDNS size 16
 *       3  query bytes 16 | answer bytes 16 | port 32
 *       4  client, 128 bits
 *       6  client subnet, 128 bits
 *       8  nanoseconds it took; -1 = not measured
 *       9  one of how many, for the log 32 | for who watches 32
 *      10  name, 32 words
 * </pre>
 *
 * @param millis wall time
 * @param transport 0 UDP, 1 TCP, 2 TLS, 3 HTTPS
 * @param yes the {@code YES_} bits
 * @param header the query's flag word
 * @param high the client's address, left-aligned in 128 bits
 * @param low its lower half
 * @param port the client's; -1 = not told
 * @param subnetHigh the client subnet option's address, valid with {@link #YES_SUBNET}
 * @param subnetLow its lower half
 * @param subnetSource its prefix length
 * @param scope the answer's scope
 * @param name wire form in its own case; empty = the question could not be read
 * @param type valid with a name
 * @param qclass valid with a name
 * @param payload EDNS size, valid with {@link #YES_EDNS}
 * @param rcode {@link #DROPPED} = nothing was sent
 * @param queryBytes length of the query
 * @param answerBytes length of the answer
 * @param tookNanos time to make the answer; -1 = not measured
 * @param logged one of how many, for the log; 0 = it is not for the log
 * @param watched the same for who watches
 */
@SuppressWarnings("ArrayRecordComponent") // two entries are never compared
public record QueryEntry(
    long millis,
    int transport,
    int yes,
    int header,
    long high,
    long low,
    int port,
    long subnetHigh,
    long subnetLow,
    int subnetSource,
    int scope,
    byte[] name,
    int type,
    int qclass,
    int payload,
    int rcode,
    int queryBytes,
    int answerBytes,
    long tookNanos,
    int logged,
    int watched) {

  /** The client's address is an IPv6 one. */
  public static final int YES_V6 = 1;

  /** The query had a client subnet option. */
  public static final int YES_SUBNET = 1 << 1;

  /** The subnet is an IPv6 one. */
  public static final int YES_SUBNET_V6 = 1 << 2;

  /** The query had an OPT record. */
  public static final int YES_EDNS = 1 << 3;

  /** The query's DO bit. */
  public static final int YES_DNSSEC_OK = 1 << 4;

  /** The answer's TC bit. */
  public static final int YES_TRUNCATED = 1 << 5;

  /** No response code: nothing was sent. */
  public static final int DROPPED = 0xFFFF;

  private static final int MILLIS = 0;
  private static final int FLAGS = 1;
  private static final int NUMBERS = 2;
  private static final int SIZES = 3;
  private static final int CLIENT = 4;
  private static final int SUBNET = 6;
  private static final int TOOK = 8;
  private static final int WEIGHTS = 9;
  private static final int NAME = 10;

  /** Longs of an entry. */
  public static final int WORDS = NAME + EntryName.WORDS;

  /** Whether one of the {@code YES_} bits is set. */
  public boolean is(int bit) {
    return (yes & bit) != 0;
  }

  /** When, and for whom: one of how many for the log and for who watches. */
  public static void putOccasion(Ring ring, long millis, int logged, int watched, long tookNanos) {
    ring.put(MILLIS, millis);
    ring.put(TOOK, tookNanos);
    ring.put(WEIGHTS, (long) logged << 32 | watched);
  }

  /** Who asked. */
  public static void putClient(Ring ring, long high, long low, long subnetHigh, long subnetLow) {
    ring.put(CLIENT, high);
    ring.put(CLIENT + 1, low);
    ring.put(SUBNET, subnetHigh);
    ring.put(SUBNET + 1, subnetLow);
  }

  /** What was asked: the name stands at {@code at} of the message, {@code length} bytes of it. */
  public static void putName(Ring ring, byte[] message, int at, int length) {
    EntryName.put(ring, NAME, message, at, length);
  }

  /** Everything of some bits. */
  public static void putFlags(
      Ring ring, int header, int nameLength, int scope, int subnetSource, int transport, int yes) {
    ring.put(
        FLAGS,
        (long) header << 48
            | (long) nameLength << 40
            | (long) scope << 32
            | (long) subnetSource << 24
            | (long) transport << 16
            | yes);
  }

  /** Everything of 16 bits. */
  public static void putNumbers(Ring ring, int type, int qclass, int rcode, int payload) {
    ring.put(NUMBERS, (long) type << 48 | (long) qclass << 32 | (long) rcode << 16 | payload);
  }

  /** The lengths, and the port. */
  public static void putSizes(Ring ring, int queryBytes, int answerBytes, int port) {
    ring.put(SIZES, (long) queryBytes << 48 | (long) answerBytes << 32 | (port & 0xFFFFFFFFL));
  }

  /** An entry as {@link Ring#take} gave it. */
  public static QueryEntry of(long[] words) {
    long flags = words[FLAGS];
    long numbers = words[NUMBERS];
    long sizes = words[SIZES];
    return new QueryEntry(
        words[MILLIS],
        (int) (flags >>> 16) & 0xFF,
        (int) flags & 0xFFFF,
        (int) (flags >>> 48),
        words[CLIENT],
        words[CLIENT + 1],
        (int) sizes,
        words[SUBNET],
        words[SUBNET + 1],
        (int) (flags >>> 24) & 0xFF,
        (int) (flags >>> 32) & 0xFF,
        EntryName.of(words, NAME, (int) (flags >>> 40) & 0xFF),
        (int) (numbers >>> 48),
        (int) (numbers >>> 32) & 0xFFFF,
        (int) numbers & 0xFFFF,
        (int) (numbers >>> 16) & 0xFFFF,
        (int) (sizes >>> 48),
        (int) (sizes >>> 32) & 0xFFFF,
        words[TOOK],
        (int) (words[WEIGHTS] >>> 32),
        (int) words[WEIGHTS]);
  }
}
