package gslb.server.wire;

/**
 * SipHash-2-4 (Aumasson, Bernstein 2012) of up to four words and a tail, in registers: it allocates
 * nothing.
 */
public final class SipHash {
  private static final int COMPRESSION_ROUNDS = 2;
  private static final int FINAL_ROUNDS = 4;

  private SipHash() {}

  /**
   * The hash of {@code words} words, then {@code last}.
   *
   * @param words how many of the words count, 0..4; each is eight bytes of the message,
   *     little-endian
   * @param last the bytes that fill no word, and the message's length in the highest byte
   */
  public static long hash(
      CookieSecret secret, int words, long word0, long word1, long word2, long word3, long last) {
    long v0 = secret.k0() ^ 0x736f6d6570736575L;
    long v1 = secret.k1() ^ 0x646f72616e646f6dL;
    long v2 = secret.k0() ^ 0x6c7967656e657261L;
    long v3 = secret.k1() ^ 0x7465646279746573L;
    for (int block = 0; block <= words + 1; block++) {
      boolean finish = block > words;
      long word = finish ? 0 : block == words ? last : word(block, word0, word1, word2, word3);
      v2 ^= finish ? 0xFF : 0;
      v3 ^= word;
      for (int round = finish ? FINAL_ROUNDS : COMPRESSION_ROUNDS; round > 0; round--) {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private static long word(int block, long word0, long word1, long word2, long word3) {
    if (block < 2) {
      return block == 0 ? word0 : word1;
    }
    return block == 2 ? word2 : word3;
  }
}
