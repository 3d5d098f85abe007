package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.TestDatabase;
import gslb.server.update.VendorServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gslb geo update} as a timer runs it: what it prints, and with which status it ends. */
class GeoUpdateCommandTest {
  @TempDir private Path folder;

  @Test
  void newUnchangedFailed() throws Exception {
    byte[] database = TestDatabase.city("5.0.0.0/8 EU DE BY 48.1 11.6");
    Path key = Files.writeString(folder.resolve("licence.key"), VendorServer.KEY);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    try (VendorServer vendor = new VendorServer()) {
      vendor.offer(
          VendorServer.tarGz(folder.resolve("made"), Map.of("GeoLite2-City.mmdb", database)),
          database);
      Path config =
          Files.writeString(
              folder.resolve("server.yaml"),
              """
              schema: 1
              geo:
                databases: [geo/city.mmdb]
                update:
                  account_id: %s
                  licence_key_file: licence.key
                  vendor: %s
                  ca_file: %s
                  sources:
                    - {edition: GeoLite2-City, file: geo/city.mmdb}
              """
                  .formatted(VendorServer.ACCOUNT, vendor.address(), VendorServer.authorities()));

      Ran ran = Ran.of("geo", "update", "--config", config.toString());
      assertThat(ran.err()).matches("GeoLite2-City: [\\d.]+ of [\\d.]+ MiB\n");
      assertThat(ran)
          .isEqualTo(
              new Ran(
                  0,
                  "GeoLite2-City: GeoLite2-City of 2026-06-01T00:00:00Z, 1 networks, in %s\n"
                      .formatted(folder.resolve("geo/city.mmdb")),
                  ran.err()));
      assertThat(folder.resolve("geo/city.mmdb")).hasBinaryContent(database);

      assertThat(Ran.of("geo", "update", "-c", config.toString()))
          .isEqualTo(new Ran(0, "GeoLite2-City: nothing new\n", ""));
      assertThat(Ran.of("geo", "update", "-c", config.toString(), "--quiet"))
          .isEqualTo(new Ran(0, "", ""));

      Files.writeString(key, "another");
      ran = Ran.of("geo", "update", "-c", config.toString(), "--quiet");
      assertThat(ran.status()).isEqualTo(2);
      assertThat(ran.err())
          .matches(
              "gslb: GeoLite2-City: 127.0.0.1:\\d+: account id or licence key is wrong"
                  + " \\(HTTP 401\\)\n");
    }
  }
}
