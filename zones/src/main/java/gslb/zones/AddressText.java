package gslb.zones;

import gslb.zones.yaml.Expected;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Addresses and prefixes as text, one way only. Never looks a name up. */
public final class AddressText {

  private AddressText() {}

  /**
   * An address as RFC 5952 wants it: lower case, no leading zeros, the longest run of two or more
   * zero groups as {@code ::}, the first of equals.
   */
  public static String of(InetAddress address) {
    if (address instanceof Inet4Address) {
      return address.getHostAddress();
    }
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = Short.toUnsignedInt(bytes.getShort());
    }
    int start = 0;
    int length = 0;
    for (int i = 0; i < groups.length; i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return length < 2
        ? join(groups, 0, groups.length)
        : join(groups, 0, start) + "::" + join(groups, start + length, groups.length);
  }

  private static int zeros(int[] groups, int from) {
    int to = from;
    while (to < groups.length && groups[to] == 0) {
      to++;
    }
    return to - from;
  }

  private static String join(int[] groups, int from, int to) {
    return Arrays.stream(groups, from, to)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining(":"));
  }

  /** An IPv4 or IPv6 address. */
  static Expected<InetAddress> expected() {
    return Expected.text("an IPv4 or IPv6 address", AddressText::parse);
  }

  /** A network, no bits set after its length. */
  static Expected<Prefix> expectedPrefix() {
    return Expected.text(
        "a network such as 192.0.2.0/24, no bits set after its length", AddressText::prefix);
  }

  /**
   * The address, or null if the text is none. IPv4 needs its four numbers; IPv4-mapped IPv6 and
   * interface scopes are refused, since neither can stand in an answer.
   */
  public static @Nullable InetAddress parse(String text) {
    boolean v6 = text.indexOf(':') >= 0;
    if (text.indexOf('%') >= 0 || text.indexOf('[') >= 0 || (!v6 && !fourNumbers(text))) {
      return null;
    }
    try {
      InetAddress address = InetAddress.ofLiteral(text);
      return v6 && address instanceof Inet4Address ? null : address;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The prefix, or null if the text is none or has bits set after its length. */
  static @Nullable Prefix prefix(String text) {
    int slash = text.indexOf('/');
    InetAddress address = slash < 0 ? null : parse(text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int length = length(text, slash + 1);
    if (length < 0 || length > address.getAddress().length * 8) {
      return null;
    }
    Prefix prefix = Prefix.of(address, length);
    return prefix.address().equals(address) ? prefix : null;
  }

  private static int length(String text, int from) {
    int digits = text.length() - from;
    if (digits < 1 || digits > 3) {
      return -1;
    }
    int length = 0;
    for (int i = from; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      length = length * 10 + digit;
    }
    return length;
  }

  /**
   * {@code InetAddress} takes 10.1 for 10.0.0.1 and 010.0.0.1 for 10.0.0.1; an operator may not.
   */
  private static boolean fourNumbers(String text) {
    int numbers = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        numbers++;
      } else if (c < '0' || c > '9') {
        return false;
      } else if (c == '0'
          && (i == 0 || text.charAt(i - 1) == '.')
          && i + 1 < text.length()
          && text.charAt(i + 1) != '.') {
        return false;
      }
    }
    return numbers == 4;
  }
}
