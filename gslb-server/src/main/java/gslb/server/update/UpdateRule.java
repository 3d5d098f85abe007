package gslb.server.update;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which databases are fetched, from whom.
 *
 * @param sources in file order
 * @param account at the vendor's; null = none, then no source is an edition
 * @param vendor HTTPS, scheme and host: the vendor, or a mirror that speaks the same protocol
 * @param protocol how the vendor is asked
 * @param authorities PEM: only these are trusted to sign the hosts' certificates; null = those the
 *     JDK trusts
 */
public record UpdateRule(
    List<Source> sources,
    @Nullable Account account,
    URI vendor,
    Protocol protocol,
    @Nullable Path authorities) {

  /** The vendor's own host. */
  public static final URI VENDOR = URI.create("https://download.maxmind.com");

  /** Nothing is fetched. */
  public static final UpdateRule NONE =
      new UpdateRule(List.of(), null, VENDOR, Protocol.DOWNLOAD, null);

  public UpdateRule {
    sources = List.copyOf(sources);
  }

  /**
   * Who pays, or is counted.
   *
   * @param id a number
   * @param keyFile holds the licence key
   */
  public record Account(String id, Path keyFile) {}

  /** The two ways the vendor has had. */
  public enum Protocol {
    /** {@code /geoip/databases/EDITION/download?suffix=tar.gz}, and its SHA-256. */
    DOWNLOAD,
    /** {@code /geoip/databases/EDITION/update?db_md5=}, as mirrors made for geoipupdate speak. */
    UPDATE
  }
}
