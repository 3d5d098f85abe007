package gslb.server.transfer;

import java.nio.charset.StandardCharsets;

/** How messages are signed (RFC 8945 §6): the three that are neither broken nor cut short. */
public enum Algorithm {
  /** Mandatory to implement, and the default. */
  HMAC_SHA256("hmac-sha256", "HmacSHA256", 32),
  /** See {@link #HMAC_SHA256}. */
  HMAC_SHA384("hmac-sha384", "HmacSHA384", 48),
  /** See {@link #HMAC_SHA256}. */
  HMAC_SHA512("hmac-sha512", "HmacSHA512", 64);

  private final String word;
  final String mac;

  /** Bytes of a whole signature. */
  final int length;

  Algorithm(String word, String mac, int length) {
    this.word = word;
    this.mac = mac;
    this.length = length;
  }

  /** The name in files and, as a domain name, on the wire. */
  public String word() {
    return word;
  }

  byte[] wire() {
    byte[] label = word.getBytes(StandardCharsets.US_ASCII);
    byte[] name = new byte[label.length + 2];
    name[0] = (byte) label.length;
    System.arraycopy(label, 0, name, 1, label.length);
    return name;
  }
}
