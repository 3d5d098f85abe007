package gslb.health.cluster;

import gslb.health.override.OverrideTarget;
import gslb.health.override.TargetOverride;
import gslb.health.override.Version;
import gslb.health.override.Word;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An override as bytes. Integers are big-endian, strings as {@link DataOutputStream#writeUTF} has
 * them. The first four bytes tell it from a report under the same key (S-27).
 *
 * <pre>
 *   0        4       12       20         28
 *  +--------+-------+--------+----------+--------+--------+------+-------+--------+---------+
 *  | "OVR1" | stamp | written| lifetime | writer | target | word | owner | reason | HMAC    |
 *  | 4      | 8     | ms, 8  | s, 8     | string | string |string|string | string | 0 or 32 |
 *  +--------+-------+--------+----------+--------+--------+------+-------+--------+---------+
 *  a lifetime of -1 is for ever
 * </pre>
 */
final class OverrideCodec {

  /** Larger ones are refused unread (P7): five short strings. */
  static final int MAX_BYTES = 8 << 10;

  private static final int MARK = 0x4F565231; // "OVR1"
  private static final int STAMP = 4;
  private static final long FOR_EVER = -1;

  private final @Nullable ClusterKey key;

  OverrideCodec(@Nullable ClusterKey key) {
    this.key = key;
  }

  /** The key of an override's entry in the map. */
  static String mapKey(TargetOverride override) {
    return override.key().toString();
  }

  /** The stamp an entry says it has, before anything of it is trusted; -1 for a stump. */
  static long stamp(byte @Nullable [] bytes) {
    return bytes == null || bytes.length < STAMP + Long.BYTES
        ? -1
        : ByteBuffer.wrap(bytes).getLong(STAMP);
  }

  byte[] encode(TargetOverride override) {
    Duration lifetime = override.lifetime();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MARK);
      out.writeLong(override.version().stamp());
      out.writeLong(override.written().toEpochMilli());
      out.writeLong(lifetime == null ? FOR_EVER : lifetime.toSeconds());
      out.writeUTF(override.version().writer());
      out.writeUTF(override.target().toString());
      out.writeUTF(override.word().toString());
      out.writeUTF(override.owner());
      out.writeUTF(override.reason());
      if (key != null) {
        out.write(key.hmac(bytes.toByteArray(), bytes.size()));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(override.key() + " cannot be encoded", e);
    }
    return bytes.toByteArray();
  }

  /**
   * The override in an entry.
   *
   * @return null if it is not one of ours: malformed, under another map key or, where there is a
   *     cluster key, without a good HMAC
   */
  @Nullable TargetOverride decode(String mapKey, byte[] bytes) {
    if (bytes.length > MAX_BYTES || (key != null && !key.signed(bytes))) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MARK) {
        return null;
      }
      long stamp = in.readLong();
      Instant written = Instant.ofEpochMilli(in.readLong());
      long lifetime = in.readLong();
      Version version = new Version(stamp, in.readUTF());
      OverrideTarget target = OverrideTarget.parse(in.readUTF());
      Word word = Word.parse(in.readUTF());
      String owner = in.readUTF();
      String reason = in.readUTF();
      if (target == null || word == null) {
        return null;
      }
      TargetOverride override =
          new TargetOverride(
              target,
              word,
              owner,
              reason,
              written,
              lifetime == FOR_EVER ? null : Duration.ofSeconds(lifetime),
              version);
      return mapKey.equals(mapKey(override)) ? override : null;
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      return null; // it ends too early, its strings are none, or its numbers out of range
    }
  }
}
