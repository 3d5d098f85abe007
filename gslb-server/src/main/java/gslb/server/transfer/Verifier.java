package gslb.server.transfer;

import gslb.server.wire.Bytes;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import javax.crypto.Mac;

/** Checks the signature of a message (RFC 8945 §5.2). */
final class Verifier {
  private static final int HEADER = 12;

  private Verifier() {}

  /** Whether a cut signature is long enough to be one at all (RFC 8945 §5.2.2.1). */
  static boolean isSignature(Key key, Signature signature) {
    int whole = key.algorithm().length;
    int size = signature.mac().length;
    return size <= whole && size >= Math.max(10, whole / 2);
  }

  /**
   * What is wrong with it, in the order in which it is to be told.
   *
   * @param at where the TSIG record starts, and so the signed bytes end
   * @param before the signature of the request, for a response; empty for a request
   */
  static SignatureError check(
      Key key, Signature signature, byte[] message, int at, byte[] before, InstantSource clock) {
    byte[] header = Arrays.copyOf(message, HEADER);
    Bytes.putU16(header, 0, signature.id());
    Bytes.putU16(header, 10, Bytes.u16(header, 10) - 1);
    Mac mac = key.mac();
    if (before.length > 0) {
      mac.update((byte) (before.length >>> 8));
      mac.update((byte) before.length);
      mac.update(before);
    }
    mac.update(header);
    mac.update(message, HEADER, at - HEADER);
    mac.update(signature.variables());
    byte[] expected = mac.doFinal();
    int size = signature.mac().length;
    if (!MessageDigest.isEqual(Arrays.copyOf(expected, size), signature.mac())) {
      return SignatureError.BADSIG;
    }
    long apart = Math.abs(clock.instant().getEpochSecond() - signature.time());
    if (apart > signature.fudge()) {
      return SignatureError.BADTIME;
    }
    return size < expected.length ? SignatureError.BADTRUNC : SignatureError.NONE;
  }
}
