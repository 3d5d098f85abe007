package gslb.health.cluster;

import gslb.health.status.Heartbeat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat as bytes, behind an {@link EntryHeader}; strings as {@link DataOutputStream#writeUTF}
 * has them. Room is left before the HMAC: who reads ignores what a later version adds there.
 *
 * <pre>
 *   0        17       17+
 *  +--------+--------+--------+------------+--------+---------+-----+---------+
 *  | header | node   | region | generation | digest | version | ... | HMAC    |
 *  |        | string | string | 8          | string | string  |     | 0 or 32 |
 *  +--------+--------+--------+------------+--------+---------+-----+---------+
 * </pre>
 */
final class HeartbeatCodec implements EntryCodec<Heartbeat> {

  private static final byte LAYOUT = 1;

  /** Far more than its strings need. */
  private static final int MOST = 4096;

  private final @Nullable ClusterKey key;

  HeartbeatCodec(@Nullable ClusterKey key) {
    this.key = key;
  }

  @Override
  public String mapKey(Heartbeat beat) {
    return beat.node();
  }

  @Override
  public boolean notLater(byte[] bytes, Heartbeat held) {
    return EntryHeader.notLater(bytes, held.epoch(), held.sequence());
  }

  @Override
  public int keyVersion() {
    return key == null ? 0 : key.version();
  }

  @Override
  public byte[] encode(Heartbeat beat) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      out.writeLong(beat.epoch());
      out.writeLong(beat.sequence());
      out.writeUTF(beat.node());
      out.writeUTF(beat.region());
      out.writeLong(beat.generation());
      out.writeUTF(beat.digest());
      out.writeUTF(beat.version());
      if (key != null) {
        out.write(key.hmac(bytes.toByteArray(), bytes.size()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory has no I/O errors
    }
    return bytes.toByteArray();
  }

  @Override
  public @Nullable Heartbeat decode(String mapKey, byte[] bytes) {
    if (bytes.length > MOST || (key != null && !key.signed(bytes))) {
      return null;
    }
    int end = bytes.length - (key == null ? 0 : ClusterKey.HMAC_BYTES);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end))) {
      if (in.readByte() != LAYOUT) {
        return null;
      }
      long epoch = in.readLong();
      long sequence = in.readLong();
      String node = in.readUTF();
      String region = in.readUTF();
      Heartbeat beat =
          new Heartbeat(node, region, epoch, sequence, in.readLong(), in.readUTF(), in.readUTF());
      return EntryHeader.plausible(epoch, sequence) && node.equals(mapKey) ? beat : null;
    } catch (IOException e) {
      return null; // it ends too early, or its strings are none
    }
  }
}
