package gslb.health.cluster;

import gslb.health.status.Endpoint;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report as bytes. Integers are big-endian, strings as {@link DataOutputStream#writeUTF} has
 * them.
 *
 * <pre>
 *   0        1        9           17
 *  +--------+--------+-----------+---------+------------+--------+-------+----------+----------+---------+
 *  | layout | epoch  | sequence  | vantage | datacenter | region | count | statuses | measures | HMAC    |
 *  | 1      | 8      | 8         | string  | string     | string | 4     |          |          | 0 or 32 |
 *  +--------+--------+-----------+---------+------------+--------+-------+----------+----------+---------+
 *  a status: monitor (string), target (string), up (1), reason (string)
 *  measures: "MEAS", then for each status in order: quality (1), load (4, IEEE 754)
 * </pre>
 *
 * Who does not know of measures reads up to them; an entry without any is read as one in which
 * nothing was measured.
 */
final class ReportCodec implements EntryCodec<StatusReport> {

  private static final byte LAYOUT = 1;
  private static final int MEASURES = 0x4D454153; // "MEAS"
  private static final int HMAC_BYTES = 32;

  private final @Nullable ClusterKey key;

  ReportCodec(@Nullable ClusterKey key) {
    this.key = key;
  }

  /** The key of a report's entry in the map. */
  static String mapKey(StatusKey key) {
    return key.vantage() + "|" + key.datacenter();
  }

  @Override
  public String mapKey(StatusReport report) {
    return mapKey(report.key());
  }

  @Override
  public boolean notLater(byte[] bytes, StatusReport held) {
    return EntryHeader.notLater(bytes, held.epoch(), held.sequence());
  }

  @Override
  public int keyVersion() {
    return key == null ? 0 : key.version();
  }

  @Override
  public byte[] encode(StatusReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 64 * report.statuses().size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      out.writeLong(report.epoch());
      out.writeLong(report.sequence());
      out.writeUTF(report.key().vantage());
      out.writeUTF(report.key().datacenter());
      out.writeUTF(report.region());
      out.writeInt(report.statuses().size());
      for (Map.Entry<Endpoint, MemberStatus> status : report.statuses().entrySet()) {
        out.writeUTF(status.getKey().monitor());
        out.writeUTF(status.getKey().target());
        out.writeBoolean(status.getValue().up());
        out.writeUTF(status.getValue().reason());
      }
      out.writeInt(MEASURES);
      for (MemberStatus status : report.statuses().values()) { // the same order: it is immutable
        out.writeByte(status.quality());
        out.writeFloat((float) status.load());
      }
      if (key != null) {
        out.write(key.hmac(bytes.toByteArray(), bytes.size()));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(report.key() + " cannot be encoded", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public @Nullable StatusReport decode(String mapKey, byte[] bytes) {
    StatusReport report = decode(bytes);
    // A good entry copied under another key would speak for another vantage or datacenter.
    return report != null && mapKey.equals(mapKey(report)) ? report : null;
  }

  /** The same, whatever key it was under. */
  @Nullable StatusReport decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES || (key != null && !key.signed(bytes))) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != LAYOUT) {
        return null;
      }
      long epoch = in.readLong();
      long sequence = in.readLong();
      if (!EntryHeader.plausible(epoch, sequence)) {
        return null;
      }
      StatusKey statusKey = new StatusKey(in.readUTF(), in.readUTF());
      String region = in.readUTF();
      Map<Endpoint, MemberStatus> statuses = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        Endpoint endpoint = new Endpoint(in.readUTF(), in.readUTF());
        statuses.put(endpoint, new MemberStatus(in.readBoolean(), in.readUTF()));
      }
      boolean measured = in.available() != 0 && in.available() != HMAC_BYTES;
      if (measured) {
        if (in.readInt() != MEASURES) {
          return null;
        }
        for (Map.Entry<Endpoint, MemberStatus> status : statuses.entrySet()) {
          status.setValue(measured(status.getValue(), in.readUnsignedByte(), in.readFloat()));
        }
      }
      return new StatusReport(statusKey, region, epoch, sequence, statuses);
    } catch (IOException | IllegalArgumentException e) {
      return null; // it ends too early, its strings are none, or its numbers out of range
    }
  }

  private static MemberStatus measured(MemberStatus status, int quality, float load) {
    double told = load >= 0 && load < Float.POSITIVE_INFINITY ? load : MemberStatus.UNTOLD;
    return new MemberStatus(status.up(), status.reason(), quality, told);
  }
}
