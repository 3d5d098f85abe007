package gslb.server.secondary;

import gslb.server.state.StateFile;
import gslb.server.wire.Glance;
import gslb.zones.ReceivedZone;
import gslb.zones.Zone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Fetched zones over a restart, a file each: a digest of what follows it, then the records as on
 * the wire. The file's time is when its SOA's expire time began to run, so that a confirmation
 * costs no rewriting. Whatever is damaged is as good as absent: the primary has it.
 *
 * <pre>
 *  SHA-256 (32) | owner, type, class, TTL, RDLENGTH, data | owner, ...
 * </pre>
 */
final class ZoneStore {
  private static final Logger log = LoggerFactory.getLogger(ZoneStore.class);
  private static final int DIGEST = 32;
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-][a-z0-9._-]{0,200}");

  private final Path folder;

  /**
   * A zone as it was kept.
   *
   * @param since when its expire time began to run
   */
  record Kept(Zone zone, Instant since) {}

  /**
   * A store.
   *
   * @param folder is made when it is needed
   */
  ZoneStore(Path folder) {
    this.folder = folder;
  }

  /** The zone that was kept; null if none is usable. */
  @Nullable Kept read(Name origin) {
    Path file = file(origin);
    try {
      byte[] content = Files.readAllBytes(file);
      byte[] records =
          Arrays.copyOfRange(content, Math.min(DIGEST, content.length), content.length);
      if (!MessageDigest.isEqual(digest(records), Arrays.copyOf(content, DIGEST))) {
        throw new IOException("it is damaged");
      }
      return switch (ReceivedZone.check(origin, records(records))) {
        case ReceivedZone.Accepted(Zone zone) ->
            new Kept(zone, Files.getLastModifiedTime(file).toInstant());
        case ReceivedZone.Refused(var problems) -> throw new IOException("" + problems.getFirst());
      };
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException | RuntimeException e) { // whatever a foreign file makes of itself
      log.warn("{} is of no use, the zone is fetched anew: {}", file, Primary.reason(e));
      return null;
    }
  }

  private static List<Record> records(byte[] content) throws IOException {
    List<Record> records = new ArrayList<>();
    for (int at = 0; at < content.length; ) {
      int end = Glance.afterRecord(content, content.length, at);
      if (end < 0) {
        throw new IOException("it ends within a record");
      }
      records.add(Record.fromWire(Arrays.copyOfRange(content, at, end), Section.ANSWER));
      at = end;
    }
    return records;
  }

  /** Keeps the zone; a disk that is full costs the memory of it and nothing else. */
  void keep(Zone zone, Instant since) {
    List<byte[]> records = new ArrayList<>();
    zone.rrsets()
        .forEach(rrset ->
            rrset.rrs(false).forEach(record -> records.add(record.toWire(Section.ANSWER))));
    int size = records.stream().mapToInt(record -> record.length).sum();
    ByteBuffer content = ByteBuffer.allocate(DIGEST + size).position(DIGEST);
    records.forEach(content::put);
    byte[] digest = digest(Arrays.copyOfRange(content.array(), DIGEST, DIGEST + size));
    try {
      StateFile.replace(file(zone.origin()), content.put(0, digest).rewind());
    } catch (IOException e) {
      log.warn("{} is not kept over a restart: {}", zone.origin(), e.toString());
      return;
    }
    confirm(zone.origin(), since);
  }

  /** The zone that is kept has been confirmed. */
  void confirm(Name origin, Instant since) {
    try {
      Files.setLastModifiedTime(file(origin), FileTime.from(since));
    } catch (IOException e) {
      log.warn("{}: a restart will take it for older than it is: {}", origin, e.toString());
    }
  }

  /** Named like the zone, where a file system can be trusted with its name. */
  private Path file(Name origin) {
    String name = origin.toString(true);
    return folder.resolve(
        PLAIN.matcher(name).matches()
            ? name + ".zone"
            : HexFormat.of().formatHex(digest(name.getBytes(StandardCharsets.UTF_8))) + ".hash");
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has SHA-256
    }
  }
}
