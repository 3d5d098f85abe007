package gslb.zones;

import gslb.zones.yaml.Expected;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 network, e.g. {@code 192.0.2.0/24}. The address is held left-aligned in 128 bits,
 * so an IPv4 network fills the upper half of {@code high}.
 *
 * @param v6 the family
 * @param high bits 0..63, bits beyond the length are zero
 * @param low bits 64..127, bits beyond the length are zero
 * @param length 0..32 or 0..128
 */
public record Prefix(boolean v6, long high, long low, int length) implements Comparable<Prefix> {

  public Prefix {
    if (length < 0 || length > (v6 ? 128 : 32)) {
      throw new IllegalArgumentException("prefix length " + length);
    }
    if ((high & ~highMask(length)) != 0 || (low & ~lowMask(length)) != 0) {
      throw new IllegalArgumentException("bits set after the prefix");
    }
  }

  /** One in a YAML file, no bits set after its length. */
  public static Expected<Prefix> expected() {
    return AddressText.expectedPrefix();
  }

  /** The network of that length the address lies in. */
  public static Prefix of(InetAddress address, int length) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    boolean v6 = !(address instanceof Inet4Address);
    long high = v6 ? bytes.getLong() : (long) bytes.getInt() << 32;
    long low = v6 ? bytes.getLong() : 0;
    return new Prefix(v6, high & highMask(length), low & lowMask(length), length);
  }

  /** The network's first address. */
  public InetAddress address() {
    ByteBuffer bytes = ByteBuffer.allocate(v6 ? 16 : 4);
    if (v6) {
      bytes.putLong(high).putLong(low);
    } else {
      bytes.putInt((int) (high >>> 32));
    }
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // 4 and 16 bytes are addresses
    }
  }

  /** Whether the other network is this one or lies in it. */
  public boolean contains(Prefix other) {
    return length <= other.length && contains(other.v6, other.high, other.low);
  }

  /** Whether the address, left-aligned in 128 bits, lies in it. */
  public boolean contains(boolean addressV6, long addressHigh, long addressLow) {
    return v6 == addressV6
        && (addressHigh & highMask(length)) == high
        && (addressLow & lowMask(length)) == low;
  }

  /** IPv4 before IPv6, then by address, then the larger network first. */
  @Override
  public int compareTo(Prefix other) {
    int byFamily = Boolean.compare(v6, other.v6);
    int byHigh = byFamily != 0 ? byFamily : Long.compareUnsigned(high, other.high);
    int byLow = byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    return byLow != 0 ? byLow : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return AddressText.of(address()) + "/" + length;
  }

  private static long highMask(int length) {
    return length == 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
  }

  private static long lowMask(int length) {
    return length <= 64 ? 0 : length == 128 ? -1L : -1L << (128 - length);
  }
}
