package gslb.geo;

import gslb.zones.Prefix;
import java.util.ArrayList;
import java.util.List;

/**
 * IPv4 inside IPv6 is located as IPv4 (S-5): which bits hold the client's IPv4 address and how much
 * longer a scope gets when it is mapped back.
 */
enum EmbeddedIpv4 {
  /** IPv4-mapped, {@code ::ffff:0:0/96} (RFC 4291 §2.5.5.2). */
  MAPPED(0, 0xffff_0000_0000L, 96),
  /** NAT64, {@code 64:ff9b::/96} (RFC 6052 §2.1). */
  NAT64(0x0064_ff9b_0000_0000L, 0, 96),
  /**
   * Teredo, {@code 2001::/32}; the last 32 bits are the client's address inverted (RFC 4380 §4).
   */
  TEREDO(0x2001_0000_0000_0000L, 0, 32),
  /** 6to4, {@code 2002::/16} (RFC 3056 §2). */
  SIX_TO_FOUR(0x2002_0000_0000_0000L, 0, 16);

  final long high;
  final long low;

  /** Length of the IPv6 prefix that marks the form. */
  final int length;

  EmbeddedIpv4(long high, long low, int length) {
    this.high = high;
    this.low = low;
    this.length = length;
  }

  /** Nothing embedded: what {@link #of} packs never reaches this value. */
  static final long NONE = -1;

  /**
   * The IPv4 address in an IPv6 address and the bits before it, packed {@code before << 32 |
   * address}, or {@link #NONE}. A primitive, as it is asked for every IPv6 client.
   */
  static long of(long high, long low) {
    if (high == MAPPED.high) {
      return low >>> 32 == 0xffff ? packed(96, low) : NONE;
    }
    if (high >>> 48 == 0x2002) {
      return packed(16, high >>> 16);
    }
    if (high >>> 32 == 0x2001_0000L) {
      return packed(96, ~low);
    }
    return high == NAT64.high && low >>> 32 == 0 ? packed(96, low) : NONE;
  }

  /** All of IPv6: 0, and another number where IPv4 is embedded. */
  static Partition prefixes() {
    List<Prefix> prefixes = new ArrayList<>();
    for (EmbeddedIpv4 form : values()) {
      prefixes.add(new Prefix(true, form.high, form.low, form.length));
    }
    return new NetTree(prefixes).partition(true);
  }

  private static long packed(long before, long address) {
    return before << 32 | (address & 0xffff_ffffL);
  }
}
