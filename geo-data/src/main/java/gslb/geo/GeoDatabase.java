package gslb.geo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One geo database, read to its end. It holds nothing of the file it came from: whatever becomes of
 * the file, also while it is open, this stays as it is.
 */
public final class GeoDatabase {
  private final PlaceTable table;
  private final long bytes;
  private final String digest;

  private GeoDatabase(PlaceTable table, long bytes, String digest) {
    this.table = table;
    this.bytes = bytes;
    this.digest = digest;
  }

  /**
   * Reads one.
   *
   * @param name of its file, for messages and {@code explain}
   * @param file all of it; may be reused afterwards
   * @throws GeoDatabaseException it is no MaxMind DB, or a broken one
   */
  public static GeoDatabase read(String name, byte[] file) throws GeoDatabaseException {
    return new GeoDatabase(MmdbSource.read(name, file), file.length, digest(file));
  }

  private static String digest(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }

  /**
   * Several as one: of each field the first database that knows it wins.
   *
   * @see PlaceTable#open
   */
  public static PlaceTable join(List<GeoDatabase> databases) {
    PlaceTable all = PlaceTable.empty();
    for (GeoDatabase database : databases) {
      all = all.over(database.table);
    }
    return all;
  }

  /** What it says of itself. */
  public DatabaseInfo info() {
    return table.databases().getFirst();
  }

  /** Its places alone. */
  public PlaceTable places() {
    return table;
  }

  /** Size of its file. */
  public long bytes() {
    return bytes;
  }

  /** SHA-256 of its file, in hexadecimal. */
  public String digest() {
    return digest;
  }
}
