package gslb.server.transfer;

import gslb.server.wire.Bytes;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import javax.crypto.Mac;
import org.xbill.DNS.Name;

/**
 * Signs the messages of one answer, or one request, each over the signature before it (RFC 8945
 * §5.3).
 */
final class Signer {
  static final int FUDGE = 300; // RFC 8945 §10
  private static final byte[] NOTHING = {};

  private final Key key;
  private final InstantSource clock;
  private byte[] before;
  private boolean first = true;

  private Signer(Key key, InstantSource clock, byte[] before) {
    this.key = key;
    this.clock = clock;
    this.before = before;
  }

  /** Signs a message of our own accord. */
  static Signer request(Key key, InstantSource clock) {
    return new Signer(key, clock, NOTHING);
  }

  /** Signs answers to a signed message. */
  static Signer answer(Key key, InstantSource clock, byte[] requestMac) {
    return new Signer(key, clock, requestMac);
  }

  /** Bytes that a signature adds to a message. */
  int room() {
    Name algorithm = Names.of(key.algorithm().wire());
    return key.name().length() + 10 + algorithm.length() + 16 + key.algorithm().length;
  }

  /** Appends the signature; returns the message's new length. */
  int sign(byte[] message, int length) {
    return sign(message, length, unsigned(message, now(), SignatureError.NONE, NOTHING));
  }

  /**
   * Says that the request came at a wrong time, and what time it is here (RFC 8945 §5.2.3).
   *
   * @param requested what the request was signed at
   */
  int badTime(byte[] message, int length, long requested) {
    long now = now();
    byte[] other = ByteBuffer.allocate(6).putShort((short) (now >>> 32)).putInt((int) now).array();
    return sign(message, length, unsigned(message, requested, SignatureError.BADTIME, other));
  }

  /** Says that the request's signature is cut too short. */
  int badTruncation(byte[] message, int length) {
    return sign(message, length, unsigned(message, now(), SignatureError.BADTRUNC, NOTHING));
  }

  /** The signature of the message signed last. */
  byte[] mac() {
    return before;
  }

  private int sign(byte[] message, int length, Signature unsigned) {
    Mac mac = key.mac();
    if (before.length > 0) {
      mac.update((byte) (before.length >>> 8));
      mac.update((byte) before.length);
      mac.update(before);
    }
    mac.update(message, 0, length);
    mac.update(first ? unsigned.variables() : unsigned.timers());
    before = mac.doFinal();
    first = false;
    return new Signature(
            unsigned.key(),
            unsigned.algorithm(),
            unsigned.time(),
            unsigned.fudge(),
            before,
            unsigned.id(),
            unsigned.error(),
            unsigned.other())
        .append(message, length);
  }

  private Signature unsigned(byte[] message, long time, SignatureError error, byte[] other) {
    return new Signature(
        key.name(),
        Names.of(key.algorithm().wire()),
        time,
        FUDGE,
        NOTHING,
        Bytes.u16(message, 0),
        error.code,
        other);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
