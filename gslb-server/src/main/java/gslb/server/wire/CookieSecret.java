package gslb.server.wire;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * 128 secret bits that server cookies are made with (RFC 9018 §4.4), as SipHash reads them.
 *
 * @param k0 the first eight bytes, little-endian
 * @param k1 the last eight
 */
public record CookieSecret(long k0, long k1) {
  private static final int HEX_DIGITS = 32;

  /** One that nobody knows. */
  public static CookieSecret random() {
    SecureRandom random = new SecureRandom();
    return new CookieSecret(random.nextLong(), random.nextLong());
  }

  /** Reads 32 hexadecimal digits; null if it is anything else. */
  public static @Nullable CookieSecret parse(String hex) {
    if (hex.length() != HEX_DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    return new CookieSecret(
        Long.reverseBytes(HexFormat.fromHexDigitsToLong(hex, 0, 16)),
        Long.reverseBytes(HexFormat.fromHexDigitsToLong(hex, 16, HEX_DIGITS)));
  }

  /** Says nothing: it could end up in a log. */
  @Override
  public String toString() {
    return "CookieSecret";
  }
}
