package gslb.geo;

import gslb.zones.Prefix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One family's address space from its lowest address to its highest, in aligned blocks: each as
 * large as what is asked of it stays the same.
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

  /** The part of IPv6 that IANA gives out. */
  private static final Prefix UNICAST_V6 = v6(0x2000_0000_0000_0000L, 3);

  /** What of IPv6 is located as IPv4 (S-5). */
  private static final List<Prefix> EMBEDDED =
      Arrays.stream(EmbeddedIpv4.values())
          .map(form -> new Prefix(true, form.high, form.low, form.length))
          .toList();

  /** What a walk of the public space comes by. */
  interface Visitor {
    void block(Prefix block);
  }

  /** What a walk of all comes by. */
  interface EveryVisitor {
    void block(Prefix block, boolean isPublic);
  }

  private AddressWalk() {}

  private static Prefix v4(long address, int length) {
    return new Prefix(false, address << 32, 0, length);
  }

  private static Prefix v6(long high, int length) {
    return new Prefix(true, high, 0, length);
  }

  /**
   * Walks the family's public addresses.
   *
   * @param length of the largest block around an address over which the answer is the same
   */
  static void walk(boolean v6, ToIntFunction<Prefix> length, Visitor visitor) {
    List<Prefix> special = v6 ? SPECIAL_V6 : SPECIAL_V4;
    if (v6) {
      walk(UNICAST_V6, special, special, length, visitor);
    } else {
      walk(v4(0, 0), special, special, length, visitor);
    }
  }

  /**
   * Walks the whole family, but for what of IPv6 is located as IPv4.
   *
   * @param length of the largest block around an address over which the answer is the same
   */
  static void everywhere(boolean v6, ToIntFunction<Prefix> length, EveryVisitor visitor) {
    List<Prefix> special = v6 ? SPECIAL_V6 : SPECIAL_V4;
    List<Prefix> apart = new ArrayList<>(special);
    if (v6) {
      apart.addAll(EMBEDDED);
    }
    walk(
        v6 ? v6(0, 0) : v4(0, 0),
        v6 ? EMBEDDED : List.of(),
        apart,
        length,
        block ->
            visitor.block(
                block, (!v6 || UNICAST_V6.contains(block)) && around(special, block) == null));
  }

  /**
   * Walks a network.
   *
   * @param skipped networks that are not visited
   * @param bordered networks of which no block crosses a border; the skipped ones are among them
   */
  private static void walk(
      Prefix all,
      List<Prefix> skipped,
      List<Prefix> bordered,
      ToIntFunction<Prefix> length,
      Visitor visitor) {
    boolean v6 = all.v6();
    int bits = v6 ? 128 : 32;
    long endHigh = all.length() == 0 ? 0 : all.high() + (1L << (64 - all.length()));
    long high = all.high();
    long low = 0;
    do {
      Prefix here = new Prefix(v6, high, low, bits);
      Prefix around = around(skipped, here);
      int cut = around != null ? around.length() : apart(bordered, here, length.applyAsInt(here));
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
