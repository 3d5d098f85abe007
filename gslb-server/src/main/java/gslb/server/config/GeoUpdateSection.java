package gslb.server.config;

import gslb.server.update.Source;
import gslb.server.update.UpdateRule;
import gslb.server.update.UpdateRule.Protocol;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The key {@code geo.update}: where geo databases are fetched from. */
final class GeoUpdateSection {
  private static final Map<String, Protocol> PROTOCOLS =
      Map.of("download", Protocol.DOWNLOAD, "update", Protocol.UPDATE);

  private GeoUpdateSection() {}

  /**
   * Reads it.
   *
   * @param databases that are served
   */
  static UpdateRule read(YamlMapping geo, Expected<Path> path, List<Path> databases) {
    if (!geo.has("update")) {
      return UpdateRule.NONE;
    }
    YamlMapping update = geo.mapping("update");
    UpdateRule.Account account = account(update, path);
    URI vendor = update.optional("vendor", url(), UpdateRule.VENDOR);
    Protocol protocol = update.optional("protocol", Expected.word(PROTOCOLS), Protocol.DOWNLOAD);
    Path authorities = update.optional("ca_file", path);
    List<Source> sources =
        update.optional("sources", Expected.listOf(source(path, databases)), List.of());
    if (account == null && sources.stream().anyMatch(Source.Edition.class::isInstance)) {
      update.error("an edition needs 'account_id' and 'licence_key_file'");
    }
    update.refuseOtherKeys();
    return new UpdateRule(sources, account, vendor, protocol, authorities);
  }

  private static UpdateRule.@Nullable Account account(YamlMapping update, Expected<Path> path) {
    if (!update.has("account_id") && !update.has("licence_key_file")) {
      return null;
    }
    Integer id = update.required("account_id", Expected.integer(1, Integer.MAX_VALUE));
    Path keyFile = update.required("licence_key_file", path);
    return id == null || keyFile == null
        ? null
        : new UpdateRule.Account(String.valueOf(id), keyFile);
  }

  private static Expected<Source> source(Expected<Path> path, List<Path> databases) {
    return node -> {
      YamlMapping source = Expected.mapping().read(node);
      if (source == null) {
        return null;
      }
      Path file = source.required("file", path);
      boolean edition = source.has("edition");
      if (edition == source.has("url")) {
        source.error("expected one of 'edition' and 'url'");
        return null;
      }
      Source read =
          edition
              ? edition(file, source.required("edition", Expected.name()))
              : address(file, source.required("url", url()), source.optional("sha256_url", url()));
      source.refuseOtherKeys();
      if (file != null && !databases.contains(file)) {
        source
            .problems()
            .warning(
                source.positionOf("file"),
                file + " is fetched but not served: it is not among geo.databases");
      }
      return read;
    };
  }

  private static @Nullable Source edition(@Nullable Path file, @Nullable String edition) {
    return file == null || edition == null ? null : new Source.Edition(edition, file);
  }

  private static @Nullable Source address(
      @Nullable Path file, @Nullable URI url, @Nullable URI sha256) {
    return file == null || url == null ? null : new Source.Address(url, sha256, file);
  }

  private static Expected<URI> url() {
    return Expected.text("an https:// address", GeoUpdateSection::https);
  }

  private static @Nullable URI https(String text) {
    try {
      URI url = new URI(text);
      return "https".equals(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null
          ? url
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
