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
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An override as bytes. Integers are big-endian, strings as {@link DataOutputStream#writeUTF} has
 * them. It begins with an {@link EntryHeader}: the stamp for an epoch, the time for a sequence. The
 * layout tells it from a report or a heartbeat under the same key (S-27).
 *
 * <pre>
 *   0        1       9        17         25
 *  +--------+-------+--------+----------+--------+--------+------+-------+--------+---------+
 *  | layout | stamp | written| lifetime | writer | target | word | owner | reason | HMAC    |
 *  | 1      | 8     | ms, 8  | s, 8     | string | string |string|string | string | 0 or 32 |
 *  +--------+-------+--------+----------+--------+--------+------+-------+--------+---------+
 *  a lifetime of -1 is for ever
 * </pre>
 */
final class OverrideCodec implements EntryCodec<TargetOverride> {

  /** Larger ones are refused unread (P7): five short strings. */
  private static final int MOST = 8 << 10;

  private static final byte LAYOUT = 'O';
  private static final long FOR_EVER = -1;

  private final @Nullable ClusterKey key;

  OverrideCodec(@Nullable ClusterKey key) {
    this.key = key;
  }

  @Override
  public String mapKey(TargetOverride override) {
    return override.key().toString();
  }

  /** Stamps decide, and where they are equal all that the override says (P1, P20). */
  @Override
  public boolean notLater(byte[] bytes, TargetOverride held) {
    if (bytes.length < EntryHeader.BYTES || bytes.length > MOST) {
      return false;
    }
    long stamp = EntryHeader.epoch(bytes);
    if (stamp != held.version().stamp()) {
      return stamp < held.version().stamp();
    }
    TargetOverride said = read(bytes);
    return said != null && !said.laterThan(held);
  }

  @Override
  public int keyVersion() {
    return key == null ? 0 : key.version();
  }

  @Override
  public byte[] encode(TargetOverride override) {
    Duration lifetime = override.lifetime();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
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

  @Override
  public @Nullable TargetOverride decode(String mapKey, byte[] bytes) {
    if (bytes.length > MOST || (key != null && !key.signed(bytes))) {
      return null;
    }
    TargetOverride override = read(bytes);
    return override != null && mapKey.equals(mapKey(override)) ? override : null;
  }

  /** What it says, whoever wrote it; null if it says nothing. */
  private static @Nullable TargetOverride read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != LAYOUT) {
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
      return new TargetOverride(
          target,
          word,
          owner,
          reason,
          written,
          lifetime == FOR_EVER ? null : Duration.ofSeconds(lifetime),
          version);
    } catch (IOException | IllegalArgumentException | ArithmeticException e) {
      return null; // it ends too early, its strings are none, or its numbers out of range
    }
  }
}
