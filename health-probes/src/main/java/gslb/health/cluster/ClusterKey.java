package gslb.health.cluster;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that hosts of all regions share. Hazelcast's open edition knows no authentication, so
 * every entry carries an HMAC-SHA256 (RFC 2104) under it (S-27).
 *
 * <p>It rolls without a restart: there may be two secrets, of which the first signs and both
 * verify. Replaced by whoever reloads; read by the threads of the clusters.
 */
public final class ClusterKey {

  /** Bytes of an HMAC-SHA256. */
  static final int HMAC_BYTES = 32;

  /** The fewest bytes of a secret. */
  public static final int SHORTEST = 16;

  /** The one in use and the one before or after it. */
  public static final int MOST_SECRETS = 2;

  private static final String ALGORITHM = "HmacSHA256";

  private record Secrets(List<SecretKeySpec> all, int version) {}

  private volatile Secrets secrets;

  /**
   * A key of one secret.
   *
   * @param secret 16 bytes or more
   */
  public ClusterKey(byte[] secret) {
    this(List.of(secret));
  }

  /**
   * A key that rolls.
   *
   * @param secrets one or two of 16 bytes or more; the first signs, all verify
   */
  public ClusterKey(List<byte[]> secrets) {
    this.secrets = new Secrets(checked(secrets), 0);
  }

  /** Other secrets from now on, as {@link #ClusterKey(List)} takes them. */
  public void replace(List<byte[]> others) {
    List<SecretKeySpec> checked = checked(others);
    if (!checked.equals(secrets.all)) {
      secrets = new Secrets(checked, secrets.version + 1);
    }
  }

  private static List<SecretKeySpec> checked(List<byte[]> secrets) {
    if (secrets.isEmpty() || secrets.size() > MOST_SECRETS) {
      throw new IllegalArgumentException(
          secrets.size() + " secrets of a cluster key, expected one or two");
    }
    for (byte[] secret : secrets) {
      if (secret.length < SHORTEST) {
        throw new IllegalArgumentException(
            "a cluster key of " + secret.length + " bytes, expected " + SHORTEST + " or more");
      }
    }
    return secrets.stream().map(secret -> new SecretKeySpec(secret, ALGORITHM)).toList();
  }

  /** Another number after the secrets have changed: what was refused may be good now. */
  int version() {
    return secrets.version;
  }

  byte[] hmac(byte[] bytes, int length) {
    return hmac(secrets.all.getFirst(), bytes, length);
  }

  private static byte[] hmac(SecretKeySpec secret, byte[] bytes, int length) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(bytes, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Whether the last {@link #HMAC_BYTES} bytes are the HMAC of those before, by any secret. */
  boolean signed(byte[] bytes) {
    int length = bytes.length - HMAC_BYTES;
    if (length < 0) {
      return false;
    }
    byte[] found = Arrays.copyOfRange(bytes, length, bytes.length);
    for (SecretKeySpec secret : secrets.all) {
      if (MessageDigest.isEqual(hmac(secret, bytes, length), found)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "cluster key";
  }
}
