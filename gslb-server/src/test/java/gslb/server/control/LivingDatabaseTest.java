package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import gslb.geo.Acceptance;
import gslb.geo.GeoDatabaseException;
import gslb.geo.PlaceTable;
import gslb.geo.TestDatabase;
import gslb.health.status.LocalStatusMap;
import gslb.health.verdict.Verdicts;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.FetchedZones;
import gslb.server.compile.PresentationFormat;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * The database file is replaced under a running server: a good one is served from then on, a bad
 * one changes nothing and is told once. Without threads or real time.
 */
class LivingDatabaseTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(GeoFile.class);

  @TempDir Path folder;

  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private SnapshotRef snapshots;
  private Path file;
  private Path state;
  private GeoFeed geo;
  private Reloader reloader;

  @BeforeEach
  void served() throws Exception {
    logged.start();
    LOG.addAppender(logged);
    file = folder.resolve("city.mmdb");
    state = folder.resolve("state");
    definitions();
    Files.write(file, world(400, "EU DE BY", "NA US CA"));
    start();
    assertThat(answer("5.1.2.3")).isEqualTo("192.0.2.1");
    assertThat(answer("6.1.2.3")).isEqualTo("192.0.2.2");
  }

  @AfterEach
  void close() {
    LOG.detachAppender(logged);
    geo.close();
  }

  private void start() throws GeoDatabaseException {
    snapshots = new SnapshotRef();
    GeoFiles files =
        new GeoFiles(List.of(file), state, Acceptance.DEFAULT, UnaryOperator.identity());
    PlaceTable places = files.open();
    geo = new GeoFeed(files, places, () -> snapshots.get().declarations());
    reloader =
        new Reloader(
            folder.resolve("definitions"),
            List.of(),
            new SnapshotCompiler(places),
            snapshots,
            new VerdictFeed(new LocalStatusMap(), () -> 0, Verdicts.EMPTY),
            CLOCK,
            () -> FetchedZones.NONE,
            NothingKept.generations(),
            _ -> {});
    reloader.reload();
  }

  /** Half of the networks in 5.0.0.0/8, half in 6.0.0.0/8. */
  private static byte[] world(int networks, String five, String six) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < networks; i++) {
      lines.append(
          "%d.%d.%d.0/24 %s %d.5 8.6%n"
              .formatted(i % 2 == 0 ? 5 : 6, i / 2, 2, i % 2 == 0 ? five : six, i % 60));
      lines.append(
          "%d.%d.%d.0/25 %s %d.5 9.6%n"
              .formatted(i % 2 == 0 ? 5 : 6, i / 2, 3, i % 2 == 0 ? five : six, i % 60));
    }
    return TestDatabase.city(lines.toString());
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      geo.look(false);
      reloader.relocate(geo.ground());
    }
  }

  private String answer(String client) throws IOException {
    Prefix network = Prefix.of(InetAddress.ofLiteral(client), 32);
    byte[] name = PresentationFormat.name("www.example.org");
    String response =
        Rehearsal.explain(snapshots.get(), name, 1, network, true, CLOCK.millis()).response();
    String record = PresentationFormat.answer(HexFormat.of().parseHex(response)).getFirst();
    return record.substring(record.lastIndexOf(' ') + 1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"renamed over", "written in place", "link turned", "kept time"})
  void aGoodOneIsServed(String how) throws Exception {
    byte[] swapped = world(400, "NA US CA", "EU DE BY");
    geo.close();
    Acceptance any = new Acceptance(70, 100);
    Path old = folder.resolve("releases/1");
    Files.createDirectories(old);
    Files.createDirectories(folder.resolve("releases/2"));
    if (how.equals("link turned")) {
      Files.move(file, old.resolve("city.mmdb"));
      Files.createSymbolicLink(folder.resolve("now"), old);
      file = folder.resolve("now/city.mmdb");
    }
    GeoFiles files = new GeoFiles(List.of(file), state, any, UnaryOperator.identity());
    geo = new GeoFeed(files, files.open(), () -> snapshots.get().declarations());
    Snapshot before = snapshots.get();

    FileTime time = Files.getLastModifiedTime(file);
    switch (how) {
      case "renamed over" -> rename(swapped);
      case "written in place" -> Files.write(file, swapped);
      case "kept time" -> {
        rename(swapped);
        Files.setLastModifiedTime(file, time);
      }
      default -> {
        Files.write(folder.resolve("releases/2/city.mmdb"), swapped);
        Path turned =
            Files.createSymbolicLink(folder.resolve("turned"), folder.resolve("releases/2"));
        Files.move(turned, folder.resolve("now"), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    look(1);
    assertThat(snapshots.get()).as("it may still be written").isSameAs(before);
    look(1);

    assertThat(answer("5.1.2.3")).isEqualTo("192.0.2.2");
    assertThat(answer("6.1.2.3")).isEqualTo("192.0.2.1");
    assertThat(snapshots.get().provenance().generation()).isEqualTo(1);
    assertThat(snapshots.get().zones()).as("what steers names anew").isNotSameAs(before.zones());
    assertThat(geo.lines()).allMatch(line -> line.state().equals("current"));
    Snapshot now = snapshots.get();
    look(3);
    assertThat(snapshots.get()).as("once").isSameAs(now);
  }

  private void rename(byte[] content) throws IOException {
    Path written = Files.write(folder.resolve("new"), content);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // what           | one message
        "corrupt          | corrupt: ",
        "truncated        | not a MaxMind DB file, or damaged: ",
        "empty            | empty file",
        "zeros            | not a MaxMind DB file, or damaged: ",
        "half-written     | corrupt: its tree does not end where it should",
        "wrong type       | of another type: a 'GeoLite2-ASN' has countries for 0 % of its"
            + " networks",
        "less precise     | of another type: a 'GeoLite2-City' has subdivisions for 0 % of its",
        "places of nobody | a 'GeoLite2-City' locates nobody: no network has a country",
        "shrunken         | shrunken: 400 networks, less than 70 % of the 800 of the served one",
        "another world    | another world: of 800 addresses that the served one knows, 0 are"
            + " unknown and 800",
        "elsewhere        | another world: of 800 addresses that the served one knows, 800 are"
            + " unknown",
        "missing          | no such file",
        "a folder         | cannot be read: ",
        "a link to itself | cannot be read: ",
      })
  void aBadOneIsToldOnceAndChangesNothing(String what, String message) throws Exception {
    Snapshot before = snapshots.get();
    damage(what);
    look(6);

    assertThat(snapshots.get()).isSameAs(before);
    assertThat(answer("5.1.2.3")).isEqualTo("192.0.2.1");
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith(file + ": " + message)
        .endsWith("; GeoLite2-City of 2026-06-01T00:00:00Z, 800 networks is served on")
        .doesNotContain("\n", "Exception");
    assertThat(geo.lines())
        .singleElement()
        .satisfies(line -> {
          assertThat(line.state()).isEqualTo("former");
          assertThat(line.trouble()).startsWith(message);
        });

    geo.close();
    logged.list.clear();
    start();
    assertThat(answer("5.1.2.3")).as("a restart serves the copy").isEqualTo("192.0.2.1");
    assertThat(errors()).singleElement().asString().contains(message, "its last good copy");
    assertThat(geo.lines()).allMatch(line -> line.state().equals("copy"));

    mend(what);
    look(2);
    assertThat(geo.lines()).allMatch(line -> line.state().equals("current"));
    assertThat(geo.lines()).allMatch(line -> line.trouble().isEmpty());
  }

  private List<String> errors() {
    return logged.list.stream()
        .filter(event -> event.getLevel() == Level.ERROR)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Always in place: what reads a file while it is destroyed must not go down with it. */
  private void damage(String what) throws IOException {
    byte[] good = Files.readAllBytes(file);
    switch (what) {
      case "missing" -> Files.delete(file);
      case "a folder" -> {
        Files.delete(file);
        Files.createDirectory(file);
      }
      case "a link to itself" -> {
        Files.delete(file);
        Files.createSymbolicLink(file, file);
      }
      case "corrupt" -> {
        Arrays.fill(good, 0, 700, (byte) 0);
        Files.write(file, good);
      }
      case "truncated" -> Files.write(file, Arrays.copyOf(good, good.length / 2));
      case "empty" -> Files.write(file, new byte[0]);
      case "zeros" -> Files.write(file, new byte[good.length]);
      case "half-written" -> {
        byte[] next = world(500, "EU FR IDF", "NA US CA");
        System.arraycopy(next, 0, good, 0, good.length * 7 / 8);
        Files.write(file, good);
      }
      case "wrong type" -> Files.write(file, TestDatabase.asn("5.0.0.0/8 64500\n6.0.0.0/8 64501"));
      case "less precise" -> Files.write(file, world(400, "EU DE .", "NA US ."));
      case "places of nobody" -> Files.write(file, TestDatabase.city("5.0.0.0/8 . . . . ."));
      case "shrunken" -> Files.write(file, world(200, "EU DE BY", "NA US CA"));
      case "another world" -> Files.write(file, world(400, "EU FR IDF", "NA CA ON"));
      case "elsewhere" -> Files.write(file, TestDatabase.city(lines(400)));
      default -> throw new IllegalArgumentException(what);
    }
  }

  private static String lines(int networks) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < networks; i++) {
      lines.append("77.%d.%d.0/24 EU DE BY %d.5 8.6%n".formatted(i / 2, i % 2 * 2, i % 60));
      lines.append("78.%d.%d.0/25 EU DE BY %d.5 9.6%n".formatted(i / 2, i % 2 * 2, i % 60));
    }
    return lines.toString();
  }

  private void mend(String what) throws IOException {
    if (what.startsWith("a ")) {
      Files.delete(file);
    }
    Files.write(file, world(400, "EU DE BY", "NA US CA"));
  }

  @Test
  void atTheFirstStartABadOneIsAnError() throws Exception {
    geo.close();
    Path other = folder.resolve("other.mmdb");
    file = other;
    assertThatThrownBy(this::start)
        .isInstanceOf(GeoDatabaseException.class)
        .hasMessage(other + ": no such file");
    Files.write(other, TestDatabase.city("5.0.0.0/8 . . . . ."));
    assertThatThrownBy(this::start)
        .isInstanceOf(GeoDatabaseException.class)
        .hasMessageStartingWith(other + ": a 'GeoLite2-City' locates nobody");
  }

  /** The one that was renewed while the server was stopped is compared with the copy too. */
  @Test
  void aShrunkenOneIsRefusedAtTheNextStart() throws Exception {
    geo.close();
    Files.write(file, world(200, "EU DE BY", "NA US CA"));
    start();
    assertThat(geo.lines().getFirst().trouble()).startsWith("shrunken: ");
    assertThat(geo.lines().getFirst().networks()).isEqualTo(800);
  }

  /** Two files: while one is bad the other one is still renewed. */
  @Test
  void eachStandsForItself() throws Exception {
    geo.close();
    Path systems = Files.write(folder.resolve("asn.mmdb"), TestDatabase.asn("5.0.0.0/8 64500"));
    GeoFiles files =
        new GeoFiles(List.of(file, systems), state, Acceptance.DEFAULT, UnaryOperator.identity());
    geo = new GeoFeed(files, files.open(), () -> snapshots.get().declarations());
    Files.write(file, new byte[0]);
    Files.write(systems, TestDatabase.asn("5.0.0.0/8 64500\n6.0.0.0/8 64501"));
    look(2);
    assertThat(geo.lines()).extracting(GeoLine::state).containsExactly("former", "current");
    assertThat(geo.places().place(InetAddress.ofLiteral("6.1.2.3")).place().asn())
        .isEqualTo(64501L);
    assertThat(geo.places().place(InetAddress.ofLiteral("5.1.2.3")).place().country())
        .isEqualTo("DE");
    assertThat(snapshots.get().provenance().geo()).contains("city.mmdb of ", "asn.mmdb of ");
  }

  private void definitions() throws IOException {
    write(
        "zones/example.org.zone",
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1 hostmaster 1 7200 900 1209600 300
            NS  ns1
        ns1 A   192.0.2.53
        """);
    write(
        "datacenters.yaml",
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50.11, longitude: 8.68}
          iad: {region: na, latitude: 38.95, longitude: -77.45}
        """);
    write("monitors.yaml", "schema: 1\nmonitors:\n  none: {type: none}\n");
    write(
        "maps/world.yaml",
        """
        schema: 1
        maps:
          world: {default: [fra, iad], geo: {EU: [fra, iad], NA: [iad, fra]}}
        """);
    write(
        "pools/web.yaml",
        """
        schema: 1
        pools:
          web:
            monitor: none
            members:
              - {name: m1, datacenter: fra, addresses: [192.0.2.1]}
              - {name: m2, datacenter: iad, addresses: [192.0.2.2]}
        """);
    write(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], on_all_down: nodata, rules: [{pools: [web], prefer: {map: world}}]}
        """);
  }

  private void write(String name, String content) throws IOException {
    Path written = folder.resolve("definitions").resolve(name);
    Files.createDirectories(written.getParent());
    Files.writeString(written, content);
  }
}
