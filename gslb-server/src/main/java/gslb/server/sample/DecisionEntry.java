package gslb.server.sample;

/**
 * What is noted of one steered choice. Numbers that mean something only in the snapshot it was made
 * from, which generation and epoch name.
 *
 * <pre>
 *  word 0  wall time, milliseconds
 *       1  client bits 8 | place scope 8 | scope 8 | name bytes 8 | picks 8 | type 8 | yes or no 16
 *       2  generation
 *       3  verdict epoch
 *       4  steered name 32 | route 32
 *       5  parts 32 | TTL 32
 *       6  client, 128 bits
 *       8  one of how many, for the log 32 | for who watches 32
 *       9  name asked for, 32 words
 *      41  picks, four a word
 * </pre>
 *
 * @param millis wall time
 * @param yes the {@code YES_} bits
 * @param clientBits prefix length the client is known by: the client subnet's, or a whole address
 * @param high its address, left-aligned in 128 bits
 * @param low its lower half
 * @param name asked for, wire form in its own case
 * @param type index of the answer type
 * @param generation of the definitions
 * @param epoch of the verdicts
 * @param steered index of the steered name
 * @param route index into its routes
 * @param parts where divided clients went, the outermost division in the lowest byte: the part's
 *     index + 1, 0 = no further division
 * @param picks indexes into the plan's choices
 * @param ttl seconds
 * @param placeScope prefix length the place alone needs
 * @param scope prefix length the whole choice needs
 * @param logged one of how many, for the log; 0 = it is not for the log
 * @param watched the same for who watches
 */
@SuppressWarnings("ArrayRecordComponent") // two entries are never compared
public record DecisionEntry(
    long millis,
    int yes,
    int clientBits,
    long high,
    long low,
    byte[] name,
    int type,
    long generation,
    long epoch,
    int steered,
    int route,
    int parts,
    int[] picks,
    int ttl,
    int placeScope,
    int scope,
    int logged,
    int watched) {

  /** The client's address is an IPv6 one. */
  public static final int YES_V6 = 1;

  /** The client is the one of the client subnet option. */
  public static final int YES_SUBNET = 1 << 1;

  /** Most picks an entry holds. */
  public static final int MOST_PICKS = 64;

  private static final int MILLIS = 0;
  private static final int FLAGS = 1;
  private static final int GENERATION = 2;
  private static final int EPOCH = 3;
  private static final int PLACE = 4;
  private static final int CHOICE = 5;
  private static final int CLIENT = 6;
  private static final int WEIGHTS = 8;
  private static final int NAME = 9;
  private static final int PICKS = NAME + EntryName.WORDS;
  private static final int PICKS_A_WORD = 4;

  /** Longs of an entry. */
  public static final int WORDS = PICKS + MOST_PICKS / PICKS_A_WORD;

  /** Whether one of the {@code YES_} bits is set. */
  public boolean is(int bit) {
    return (yes & bit) != 0;
  }

  /** When, and for whom: one of how many for the log and for who watches. */
  public static void putOccasion(Ring ring, long millis, int logged, int watched) {
    ring.put(MILLIS, millis);
    ring.put(WEIGHTS, (long) logged << 32 | watched);
  }

  /** Which snapshot. */
  public static void putOrigin(Ring ring, long generation, long epoch) {
    ring.put(GENERATION, generation);
    ring.put(EPOCH, epoch);
  }

  /** Whom it was made for. */
  public static void putClient(Ring ring, long high, long low) {
    ring.put(CLIENT, high);
    ring.put(CLIENT + 1, low);
  }

  /** The name asked for stands at {@code at} of the message, {@code length} bytes of it. */
  public static void putName(Ring ring, byte[] message, int at, int length) {
    EntryName.put(ring, NAME, message, at, length);
  }

  /** Everything of some bits. */
  public static void putFlags(
      Ring ring,
      int clientBits,
      int placeScope,
      int scope,
      int nameLength,
      int picks,
      int type,
      int yes) {
    ring.put(
        FLAGS,
        (long) clientBits << 56
            | (long) placeScope << 48
            | (long) scope << 40
            | (long) nameLength << 32
            | (long) picks << 24
            | (long) type << 16
            | yes);
  }

  /** What it was made of. */
  public static void putChoice(Ring ring, int steered, int route, int parts, int ttl) {
    ring.put(PLACE, (long) steered << 32 | route);
    ring.put(CHOICE, (long) parts << 32 | ttl);
  }

  /** What came of it. */
  public static void putPicks(Ring ring, int[] picks, int count) {
    for (int i = 0; i < count; i += PICKS_A_WORD) {
      long word = 0;
      for (int j = i; j < i + PICKS_A_WORD; j++) {
        word = word << 16 | (j < count ? picks[j] : 0);
      }
      ring.put(PICKS + i / PICKS_A_WORD, word);
    }
  }

  /** An entry as {@link Ring#take} gave it. */
  public static DecisionEntry of(long[] words) {
    long flags = words[FLAGS];
    int[] picks = new int[(int) (flags >>> 24) & 0xFF];
    for (int i = 0; i < picks.length; i++) {
      int shift = 16 * (PICKS_A_WORD - 1 - i % PICKS_A_WORD);
      picks[i] = (int) (words[PICKS + i / PICKS_A_WORD] >>> shift) & 0xFFFF;
    }
    return new DecisionEntry(
        words[MILLIS],
        (int) flags & 0xFFFF,
        (int) (flags >>> 56),
        words[CLIENT],
        words[CLIENT + 1],
        EntryName.of(words, NAME, (int) (flags >>> 32) & 0xFF),
        (int) (flags >>> 16) & 0xFF,
        words[GENERATION],
        words[EPOCH],
        (int) (words[PLACE] >>> 32),
        (int) words[PLACE],
        (int) (words[CHOICE] >>> 32),
        picks,
        (int) words[CHOICE],
        (int) (flags >>> 48) & 0xFF,
        (int) (flags >>> 40) & 0xFF,
        (int) (words[WEIGHTS] >>> 32),
        (int) words[WEIGHTS]);
  }
}
