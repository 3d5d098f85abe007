package gslb.health.cluster;

import org.jspecify.annotations.Nullable;

/**
 * One kind of entry as bytes that begin with an {@link EntryHeader} and, where there is a cluster
 * key, end with an HMAC.
 *
 * @param <E> an immutable value; of two under one key the later is the good one (S-22, S-24)
 */
interface EntryCodec<E> {

  /** Larger entries are refused unread (P7). */
  int MAX_BYTES = 4 << 20;

  /** The key of an entry in its map. */
  String mapKey(E entry);

  byte[] encode(E entry);

  /**
   * Reads an entry.
   *
   * @return null if it is none of ours: malformed, too large, of another layout, under another map
   *     key or, where there is a cluster key, without a good HMAC
   */
  @Nullable E decode(String mapKey, byte[] bytes);

  /** Whether bytes say of themselves that they do not supersede an entry. */
  boolean notLater(byte[] bytes, E held);

  /** Another number when what was refused may be good now. */
  int keyVersion();
}
