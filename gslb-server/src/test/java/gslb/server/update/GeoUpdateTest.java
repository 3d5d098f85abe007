package gslb.server.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.geo.Acceptance;
import gslb.geo.TestDatabase;
import gslb.server.update.GeoUpdate.Outcome;
import gslb.server.update.UpdateRule.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases come from the vendor or from anybody, whole and checked, or not at all. */
class GeoUpdateTest {
  private static final byte[] OLD = world(100, "EU DE BY");
  private static final byte[] NEW = world(110, "EU DE BY");

  @TempDir Path folder;

  private final List<Duration> waits = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private VendorServer vendor;
  private Path file;
  private Path keyFile;

  @BeforeEach
  void start() throws Exception {
    vendor = new VendorServer();
    vendor.offer(archive(NEW), NEW);
    file = folder.resolve("geo/GeoLite2-City.mmdb");
    Files.createDirectories(file.getParent());
    keyFile = key(VendorServer.KEY, "rw-r-----");
  }

  @AfterEach
  void stop() {
    vendor.close();
  }

  private Path key(String key, String mode) throws IOException {
    Path written = folder.resolve("licence.key");
    Files.deleteIfExists(written);
    Files.writeString(written, "# of the account\n" + key + "\n");
    return Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(mode));
  }

  static byte[] world(int networks, String place) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < networks; i++) {
      lines.append("5.%d.1.0/24 %s %d.5 8.6%n".formatted(i, place, i % 60));
    }
    return TestDatabase.city(lines.toString());
  }

  private byte[] archive(byte[] database) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("COPYRIGHT.txt", "Database and Contents Copyright".getBytes("US-ASCII"));
    files.put("GeoLite2-City.mmdb", database);
    files.put("README.txt", new byte[1000]);
    return VendorServer.tarGz(folder.resolve("made"), files);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return zipped.toByteArray();
  }

  private UpdateRule rule(Protocol protocol) {
    return new UpdateRule(
        List.of(),
        new UpdateRule.Account(VendorServer.ACCOUNT, keyFile),
        vendor.address(),
        protocol,
        VendorServer.authorities());
  }

  private Outcome fetch(UpdateRule rule, Source source) throws InterruptedException {
    GeoUpdate.Listener listener =
        new GeoUpdate.Listener() {
          @Override
          public void progress(Source of, long bytes, long all) {
            told.add(of.name() + " " + bytes + "/" + all);
          }

          @Override
          public void retry(Source of, String why, Duration wait) {
            told.add(why);
          }
        };
    return new GeoUpdate(rule, Acceptance.DEFAULT, listener, waits::add, Duration.ofSeconds(20))
        .fetch(source);
  }

  private Outcome fetch() throws InterruptedException {
    return fetch(rule(Protocol.DOWNLOAD), new Source.Edition("GeoLite2-City", file));
  }

  private void assertFailed(Outcome outcome, String why) throws IOException {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).why())
        .contains(why)
        .doesNotContain(VendorServer.KEY, "signature", "Exception", "\n");
    assertThat(told).noneMatch(line -> line.contains(VendorServer.KEY));
    assertThat(Files.exists(file)).isTrue();
    assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
    assertNothingLeftBehind();
  }

  private void assertNothingLeftBehind() throws IOException {
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .isSubsetOf("GeoLite2-City.mmdb", "GeoLite2-City.mmdb.receipt", ".gslb-geo-update.lock");
    }
  }

  @Test
  void anEditionIsFetchedOnce() throws Exception {
    assertThat(fetch())
        .isEqualTo(new Outcome.Updated("GeoLite2-City of 2026-06-01T00:00:00Z, 110 networks"));
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
    String base = "/geoip/databases/GeoLite2-City/download?suffix=tar.gz";
    assertThat(vendor.asked())
        .containsExactly(
            base + ".sha256 with account",
            base + " with account",
            "storage /city.tar.gz?signature=x");
    assertThat(told.getLast())
        .isEqualTo("GeoLite2-City %1$d/%1$d".formatted(vendor.archive.length));
    assertNothingLeftBehind();

    assertThat(fetch()).isEqualTo(new Outcome.Unchanged());
    assertThat(vendor.asked()).hasSize(4).last().isEqualTo(base + ".sha256 with account");

    byte[] next = world(120, "EU DE BY");
    vendor.offer(archive(next), next);
    assertThat(fetch()).isInstanceOf(Outcome.Updated.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(next);
  }

  /** A receipt counts only for the file it was written for. */
  @ParameterizedTest
  @ValueSource(strings = {"deleted", "changed", "receipt damaged"})
  void whatIsNotThereAnyMoreIsFetchedAnew(String what) throws Exception {
    fetch();
    switch (what) {
      case "deleted" -> Files.delete(file);
      case "changed" -> Files.write(file, OLD);
      default -> Files.write(folder.resolve("geo/GeoLite2-City.mmdb.receipt"), new byte[] {-1});
    }
    assertThat(fetch()).isInstanceOf(Outcome.Updated.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | account id or licence key is wrong (HTTP 401)",
        "403 | this account may not download that (HTTP 403)",
        "404 | there is no such database (HTTP 404)",
        "418 | an answer nobody expected (HTTP 418)",
      })
  void aRefusalIsNotTriedAgain(int status, String why) throws Exception {
    Files.write(file, OLD);
    vendor.fail(status);
    assertFailed(fetch(), why);
    assertThat(waits).isEmpty();
  }

  @Test
  void aWrongKeyIsSaidToBeWrong() throws Exception {
    Files.write(file, OLD);
    keyFile = key("another", "rw-------");
    assertFailed(fetch(), "account id or licence key is wrong (HTTP 401)");
    assertThat(vendor.asked()).hasSize(1);
  }

  @Test
  void whatMayPassIsTriedAgainForABoundedTime() throws Exception {
    vendor.fail(503, 500);
    assertThat(fetch()).isInstanceOf(Outcome.Updated.class);
    assertThat(waits).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(6));

    Files.write(file, OLD);
    waits.clear();
    vendor.fail(503, 503, 503, 503, 503);
    assertFailed(fetch(), "out of order (HTTP 503)");
    assertThat(waits).hasSize(3);
  }

  @Test
  void tooManyDownloadsWaitAsLongAsTheVendorSays() throws Exception {
    vendor.fail(429);
    assertThat(fetch()).isInstanceOf(Outcome.Updated.class);
    assertThat(waits).containsExactly(Duration.ofSeconds(7));

    Files.write(file, OLD);
    waits.clear();
    vendor.fail(429, 500); // the first without a word on when
    assertFailed(fetch(), "too many downloads; try again tomorrow (HTTP 429)");
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "another checksum   | what was downloaded has another SHA-256 than announced | 3",
        "no checksum        | sends no SHA-256 where one is expected | 0",
        "broken off         | 127.0.0.1: | 3",
        "no database in it  | there is no .mmdb in the archive that was downloaded | 0",
        "half an archive    | what was downloaded cannot be unpacked: | 0",
        "no database at all | what was downloaded is of no use: GeoLite2-City.mmdb: not a MaxMind"
            + " DB | 0",
        "empty              | sends nothing | 0",
        "half the networks  | what was downloaded is refused: shrunken: 50 networks | 0",
        "another world      | what was downloaded is refused: another world: of 100 addresses | 0",
      })
  void whatIsNotRightChangesNothing(String what, String why, int waited) throws Exception {
    Files.write(file, OLD);
    switch (what) {
      case "another checksum" -> vendor.announced = "0".repeat(64);
      case "no checksum" -> vendor.announced = "<html>";
      case "broken off" -> vendor.withheld = 100;
      case "no database in it" -> {
        byte[] text = "text".getBytes("US-ASCII");
        vendor.offer(VendorServer.tarGz(folder.resolve("other"), Map.of("README.txt", text)), text);
      }
      case "half an archive" ->
          vendor.offer(Arrays.copyOf(vendor.archive, vendor.archive.length / 2), NEW);
      case "no database at all" -> vendor.offer("<html>".getBytes("US-ASCII"), NEW);
      case "empty" -> vendor.offer(gzip(new byte[0]), NEW);
      case "half the networks" -> vendor.offer(archive(world(50, "EU DE BY")), NEW);
      case "another world" -> vendor.offer(archive(world(110, "NA US CA")), NEW);
      default -> throw new IllegalArgumentException(what);
    }
    assertFailed(fetch(), what.equals("empty") ? "what was downloaded is empty" : why);
    assertThat(waits).hasSize(waited);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1/x", "ftp://127.0.0.1/x", "file:///etc/hosts"})
  void aRedirectLeadsNowhereElse(String location) throws Exception {
    Files.write(file, OLD);
    vendor.location = location;
    assertFailed(fetch(), "leads to an address that is not HTTPS");
  }

  @Test
  void aHostThatProvesNothingGetsNoKey() throws Exception {
    Files.write(file, OLD);
    UpdateRule trusting = rule(Protocol.DOWNLOAD);
    UpdateRule rule =
        new UpdateRule(List.of(), trusting.account(), trusting.vendor(), trusting.protocol(), null);
    assertFailed(
        fetch(rule, new Source.Edition("GeoLite2-City", file)), "does not prove who it is: ");
    assertThat(vendor.asked()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--, others may read or change it", "rw-rw----, others may read or change it"})
  void aKeyEverybodyReadsIsNotUsed(String mode, String why) throws Exception {
    Files.write(file, OLD);
    keyFile = key(VendorServer.KEY, mode);
    assertFailed(fetch(), why);
    keyFile = folder.resolve("nowhere.key");
    assertFailed(fetch(), "cannot read the licence key in " + keyFile);
    assertThat(vendor.asked()).isEmpty();
  }

  @Test
  void oneAtATime() throws Exception {
    Path lock = folder.resolve("geo/.gslb-geo-update.lock");
    try (FileChannel other =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = other.lock()) {
      assertThat(held.isValid()).isTrue();
      assertThat(fetch()).isEqualTo(new Outcome.Busy());
    }
    assertThat(vendor.asked()).isEmpty();
    assertThat(fetch()).isInstanceOf(Outcome.Updated.class);
  }

  @Test
  void theFormMirrorsSpeak() throws Exception {
    vendor.offer(gzip(NEW), NEW);
    Source edition = new Source.Edition("GeoLite2-City", file);
    UpdateRule rule = rule(Protocol.UPDATE);
    assertThat(fetch(rule, edition)).isInstanceOf(Outcome.Updated.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
    assertThat(fetch(rule, edition)).isEqualTo(new Outcome.Unchanged());
    assertThat(vendor.asked())
        .containsExactly(
            "/geoip/databases/GeoLite2-City/update?db_md5=" + "0".repeat(32) + " with account",
            "/geoip/databases/GeoLite2-City/update?db_md5=" + vendor.md5 + " with account");
    Files.write(file, OLD);
    vendor.md5 = "0".repeat(31) + "1";
    assertFailed(fetch(rule, edition), "what was downloaded has another MD5 than announced");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mmdb", "gz", "tar.gz"})
  void anybodysAddress(String form) throws Exception {
    byte[] offered =
        switch (form) {
          case "mmdb" -> NEW;
          case "gz" -> gzip(NEW);
          default -> archive(NEW);
        };
    vendor.offer(offered, NEW);
    URI url = vendor.address().resolve("/plain/city." + form);
    Source alone = new Source.Address(url, null, file);
    assertThat(fetch(rule(Protocol.DOWNLOAD), alone)).isInstanceOf(Outcome.Updated.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(NEW);
    assertThat(fetch(rule(Protocol.DOWNLOAD), alone)).isEqualTo(new Outcome.Unchanged());
    assertThat(vendor.asked())
        .as("no account is shown to strangers; the second got 304")
        .containsExactly("/plain/city." + form, "/plain/city." + form);

    Source checked = new Source.Address(url, vendor.address().resolve("/plain/city.sha256"), file);
    assertThat(fetch(rule(Protocol.DOWNLOAD), checked)).isEqualTo(new Outcome.Unchanged());
    Files.write(file, OLD);
    vendor.announced = "0".repeat(64);
    assertFailed(fetch(rule(Protocol.DOWNLOAD), checked), "another SHA-256 than announced");
  }

  @Test
  void aFullDiskIsSaidToBeFull() throws Exception {
    Hosts hosts =
        new Hosts(Authorities.trusted(VendorServer.authorities()), Duration.ofSeconds(20));
    Request request = Request.of(vendor.address().resolve("/plain/city.mmdb"), null);
    assertThatThrownBy(() -> hosts.download(request, Path.of("/dev/full"), (_, _) -> {}))
        .isInstanceOf(UpdateException.class)
        .hasMessage("cannot write /dev/full: No space left on device")
        .satisfies(e -> assertThat(((UpdateException) e).isPassing()).isFalse());
  }

  @Test
  void aVendorThatIsNotThereIsTriedAgain() throws Exception {
    Files.write(file, OLD);
    vendor.close();
    assertFailed(fetch(), "cannot be reached");
    assertThat(waits).hasSize(3);
  }
}
