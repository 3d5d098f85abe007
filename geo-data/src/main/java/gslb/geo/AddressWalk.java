package gslb.geo;

import gslb.zones.Prefix;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One family's public address space from its lowest address to its highest, in aligned blocks: each
 * as large as what is asked of it stays the same.
 */
final class AddressWalk {
  /** What IANA keeps from the public (RFC 6890), and multicast. */
  private static final List<Prefix> SPECIAL_V4 =
      List.of(
          v4(0, 8),
          v4(0x0a00_0000L, 8),
          v4(0x6440_0000L, 10),
          v4(0x7f00_0000L, 8),
          v4(0xa9fe_0000L, 16),
          v4(0xac10_0000L, 12),
          v4(0xc000_0000L, 24),
          v4(0xc000_0200L, 24),
          v4(0xc058_6300L, 24),
          v4(0xc0a8_0000L, 16),
          v4(0xc612_0000L, 15),
          v4(0xc633_6400L, 24),
          v4(0xcb00_7100L, 24),
          v4(0xe000_0000L, 3));

  /** Of 2000::/3: what is located as IPv4 (Teredo, 6to4), and documentation. */
  private static final List<Prefix> SPECIAL_V6 =
      List.of(
          v6(0x2001_0000_0000_0000L, 32),
          v6(0x2001_0db8_0000_0000L, 32),
          v6(0x2002_0000_0000_0000L, 16));

  /** What a walk comes by. */
  interface Visitor {
    void block(Prefix block);
  }

  private AddressWalk() {}

  private static Prefix v4(long address, int length) {
    return new Prefix(false, address << 32, 0, length);
  }

  private static Prefix v6(long high, int length) {
    return new Prefix(true, high, 0, length);
  }

  /**
   * Walks the family.
   *
   * @param length of the largest block around an address over which the answer is the same
   */
  static void walk(boolean v6, ToIntFunction<Prefix> length, Visitor visitor) {
    List<Prefix> special = v6 ? SPECIAL_V6 : SPECIAL_V4;
    int bits = v6 ? 128 : 32;
    long endHigh = v6 ? 0x4000_0000_0000_0000L : 0;
    long high = v6 ? 0x2000_0000_0000_0000L : 0;
    long low = 0;
    do {
      Prefix here = new Prefix(v6, high, low, bits);
      Prefix around = around(special, here);
      int cut = around != null ? around.length() : apart(special, here, length.applyAsInt(here));
      Prefix block = new Prefix(v6, high, low, cut);
      if (around == null) {
        visitor.block(block);
      }
      long step = cut <= 64 ? 0 : 1L << (128 - cut);
      low += step;
      high += cut > 64 ? (low == 0 ? 1 : 0) : 1L << (64 - cut); // never 0: 0/8 is apart
    } while (high != endHigh || low != 0);
  }

  private static @Nullable Prefix around(List<Prefix> special, Prefix address) {
    for (Prefix prefix : special) {
      if (prefix.contains(address)) {
        return prefix;
      }
    }
    return null;
  }

  /** At least so long that the block begins here and has nothing special in it. */
  private static int apart(List<Prefix> special, Prefix here, int length) {
    int zeros =
        here.low() != 0
            ? Long.numberOfTrailingZeros(here.low())
            : 64 + Long.numberOfTrailingZeros(here.high());
    int apart = Math.max(length, Math.max(here.v6() ? 3 : 0, 128 - zeros));
    for (Prefix prefix : special) {
      while (apart < prefix.length() && holds(here, apart, prefix)) {
        apart++;
      }
    }
    return apart;
  }

  private static boolean holds(Prefix here, int length, Prefix prefix) {
    return new Prefix(here.v6(), here.high(), here.low(), length).contains(prefix);
  }
}
