package gslb.health.cluster;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that hosts of all regions share. Hazelcast's open edition knows no authentication, so
 * every report carries an HMAC-SHA256 (RFC 2104) under it (S-27).
 */
public final class ClusterKey {

  /** Bytes of an HMAC-SHA256. */
  static final int HMAC_BYTES = 32;

  private static final int SHORTEST = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * A key of these bytes.
   *
   * @param secret 16 bytes or more
   */
  public ClusterKey(byte[] secret) {
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException(
          "a cluster key of " + secret.length + " bytes, expected " + SHORTEST + " or more");
    }
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  byte[] hmac(byte[] bytes, int length) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(bytes, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Whether the last {@link #HMAC_BYTES} bytes are the HMAC of those before. */
  boolean signed(byte[] bytes) {
    int length = bytes.length - HMAC_BYTES;
    return length >= 0
        && MessageDigest.isEqual(
            hmac(bytes, length), Arrays.copyOfRange(bytes, length, bytes.length));
  }

  @Override
  public String toString() {
    return "cluster key";
  }
}
