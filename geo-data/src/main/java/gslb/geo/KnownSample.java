package gslb.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * Addresses that a database knows, spread over its networks, and what it says of them. The same
 * database gives the same sample.
 */
final class KnownSample {
  /** In each family; whole networks are drawn, so a few large ones do not stand for all. */
  private static final int ADDRESSES = 2_000;

  private static final long SEED = 20_061_129; // any: who checks twice should see the same

  private record Known(boolean v6, long high, long low, Place place) {}

  /**
   * What another database says of the sample.
   *
   * @param addresses how many were asked
   * @param unknown of them it knows nothing
   * @param elsewhere of them it puts in another country, or in another autonomous system where no
   *     country is known
   */
  record Comparison(int addresses, int unknown, int elsewhere) {
    double moved() {
      return addresses == 0 ? 0 : (double) (unknown + elsewhere) / addresses;
    }
  }

  private final List<Known> sample = new ArrayList<>();

  private KnownSample() {}

  static KnownSample of(PlaceTable places) {
    KnownSample drawn = new KnownSample();
    Random random = new Random(SEED);
    drawn.draw(places, false, random);
    drawn.draw(places, true, random);
    return drawn;
  }

  /** One known run of each stretch of them, and of that the address in the middle. */
  private void draw(PlaceTable places, boolean v6, Random random) {
    Partition partition = places.partition(v6);
    int[] known = new int[partition.runs()];
    int count = 0;
    for (int run = 0; run < partition.runs(); run++) {
      if (!places.place(partition.value(run)).equals(Place.UNKNOWN)) {
        known[count++] = run;
      }
    }
    int drawn = Math.min(count, ADDRESSES);
    for (int i = 0; i < drawn; i++) {
      int from = (int) ((long) i * count / drawn);
      int to = (int) ((i + 1L) * count / drawn);
      int run = known[from + random.nextInt(to - from)];
      long high = partition.high(run);
      boolean last = run + 1 == partition.runs();
      long end = last ? -1L : partition.high(run + 1);
      long middle = high + ((end - high) >>> 1);
      boolean within = middle != high; // else it is smaller than a /63: its first address
      sample.add(
          new Known(
              v6,
              v6 ? middle : middle & 0xffff_ffff_0000_0000L,
              within ? 0 : partition.low(run),
              places.place(partition.value(run))));
    }
  }

  Comparison compare(PlaceTable other) {
    int unknown = 0;
    int elsewhere = 0;
    for (Known known : sample) {
      Partition partition = other.partition(known.v6);
      Place found = other.place(partition.value(partition.runOf(known.high, known.low)));
      if (!found.equals(Place.UNKNOWN)) {
        elsewhere += agree(known.place, found) ? 0 : 1;
      } else {
        unknown++;
      }
    }
    return new Comparison(sample.size(), unknown, elsewhere);
  }

  private static boolean agree(Place before, Place now) {
    return before.country() != null
        ? before.country().equals(now.country())
        : before.asn() == null || Objects.equals(before.asn(), now.asn());
  }
}
