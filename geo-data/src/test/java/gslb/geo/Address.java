package gslb.geo;

import gslb.zones.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** An address as the topology takes it, and which addresses are worth asking. */
record Address(boolean v6, long high, long low) {

  static Prefix cut(boolean v6, long high, long low, int length) {
    long highMask = length == 0 ? 0 : -1L << Math.max(0, 64 - length);
    long lowMask = length <= 64 ? 0 : -1L << (128 - length);
    return new Prefix(v6, high & highMask, low & lowMask, length);
  }

  /** From text, mapped IPv4 staying IPv6 (which {@code InetAddress} would not leave it). */
  static Address of(String text) {
    if (text.startsWith("::ffff:")) {
      Address ipv4 = of(text.substring(7));
      return new Address(true, 0, 0xffff_0000_0000L | ipv4.high >>> 32);
    }
    InetAddress address = InetAddress.ofLiteral(text);
    Prefix all = Prefix.of(address, address.getAddress().length * 8);
    return new Address(all.v6(), all.high(), all.low());
  }

  InetAddress inet() {
    try {
      return v6
          ? InetAddress.getByAddress(ByteBuffer.allocate(16).putLong(high).putLong(low).array())
          : InetAddress.getByAddress(ByteBuffer.allocate(4).putInt((int) (high >>> 32)).array());
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  boolean in(Prefix prefix) {
    return v6 == prefix.v6() && prefix.equals(cut(v6, high, low, prefix.length()));
  }

  /** The other's first 96 bits, the last 32 of this one. */
  Address behind(Address other) {
    return new Address(v6, other.high, (other.low & ~0xffff_ffffL) | (low & 0xffff_ffffL));
  }

  /** First and last address of a network, and their neighbours outside. */
  static List<Address> borders(Prefix net) {
    List<Address> borders = new ArrayList<>();
    boolean v6 = net.v6();
    int length = net.length();
    long unit = v6 ? 1 : 1L << 32;
    long lastHigh = net.high() | (length >= 64 ? 0 : -1L >>> length);
    long lastLow =
        v6 ? net.low() | (length <= 64 ? -1L : length == 128 ? 0 : -1L >>> (length - 64)) : 0;
    lastHigh = v6 ? lastHigh : lastHigh & 0xffff_ffff_0000_0000L;
    borders.add(new Address(v6, net.high(), net.low()));
    borders.add(new Address(v6, lastHigh, lastLow));
    if (v6) {
      borders.add(new Address(true, net.low() == 0 ? net.high() - 1 : net.high(), net.low() - 1));
      borders.add(new Address(true, lastLow == -1 ? lastHigh + 1 : lastHigh, lastLow + 1));
    } else {
      borders.add(new Address(false, net.high() - unit, 0));
      borders.add(new Address(false, lastHigh + unit, 0));
    }
    return borders;
  }

  /** The four IPv6 addresses an IPv4 address can be embedded in. */
  List<Address> embedded() {
    long bits = high >>> 32;
    return List.of(
        new Address(true, 0, 0xffff_0000_0000L | bits),
        new Address(true, 0x0064_ff9b_0000_0000L, bits),
        new Address(true, 0x2001_0000_0000_0000L, ~bits & 0xffff_ffffL),
        new Address(true, 0x2002_0000_0000_0000L | bits << 16, 0));
  }
}
