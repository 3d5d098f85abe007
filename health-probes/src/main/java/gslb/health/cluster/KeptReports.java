package gslb.health.cluster;

import gslb.health.status.KeptReport;
import gslb.health.status.Sighting;
import gslb.health.status.StatusReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Everything that is known of all vantages as bytes, for a file; integers are big-endian.
 *
 * <pre>
 *   0        1        9           13
 *  +--------+--------+-----------+-------------+--------+-------+-----
 *  | layout | when   | reports   | age, millis | length | entry | ...
 *  | 1      | 8      | 4         | 8           | 4      |       |
 *  +--------+--------+-----------+-------------+--------+-------+-----
 *  an entry: as in the map, unsigned
 * </pre>
 */
public final class KeptReports {
  private static final byte LAYOUT = 1;
  private static final ReportCodec CODEC = new ReportCodec(null);

  private KeptReports() {}

  /**
   * The bytes of what is known.
   *
   * @param now by this host's clock
   */
  public static byte[] encode(Collection<Sighting> sightings, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      out.writeLong(now.toEpochMilli());
      out.writeInt(sightings.size());
      for (Sighting sighting : sightings) {
        byte[] entry = CODEC.encode(sighting.report());
        out.writeLong(sighting.age().toMillis());
        out.writeInt(entry.length);
        out.write(entry);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e); // memory has no I/O errors
    }
    return bytes.toByteArray();
  }

  /**
   * What was known. Every report is at least as old as it was; the time since is added as far as
   * the host's clock went forward, so that none is taken for younger than it is.
   *
   * @param now by this host's clock
   * @throws IOException if these bytes are not what {@link #encode} made
   */
  public static List<KeptReport> decode(byte[] bytes, Instant now) throws IOException {
    List<KeptReport> reports = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != LAYOUT) {
        throw new IOException("it is not what this version writes");
      }
      long since = Math.max(0, now.toEpochMilli() - in.readLong());
      for (int left = in.readInt(); left > 0; left--) {
        long age = in.readLong();
        int length = in.readInt();
        if (age < 0 || length < 0 || length > in.available()) {
          throw new IOException("it is not what this version writes");
        }
        StatusReport report = CODEC.decode(in.readNBytes(length));
        if (report == null) {
          throw new IOException("it is not what this version writes");
        }
        reports.add(new KeptReport(report, Duration.ofMillis(age + since)));
      }
    }
    return reports;
  }
}
