package gslb.server.update;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a database comes from, and where it goes. */
public sealed interface Source {
  /** The database's place on this host. */
  Path file();

  /** As messages call it. */
  String name();

  /**
   * One of the vendor of GeoIP2 and GeoLite2, for an account.
   *
   * @param edition such as {@code GeoLite2-City}
   */
  record Edition(String edition, Path file) implements Source {
    @Override
    public String name() {
      return edition;
    }
  }

  /**
   * Anybody's.
   *
   * @param url HTTPS; an MMDB file, or one in gzip, or in a tar in gzip
   * @param sha256 HTTPS; what is there begins with the checksum of what is at {@code url}; null =
   *     nobody tells
   */
  record Address(URI url, @Nullable URI sha256, Path file) implements Source {
    @Override
    public String name() {
      return url.getHost() + url.getPath();
    }
  }
}
