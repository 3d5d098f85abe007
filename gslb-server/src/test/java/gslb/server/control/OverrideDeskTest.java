package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import gslb.geo.PlaceTable;
import gslb.health.override.TargetOverride;
import gslb.health.status.Endpoint;
import gslb.health.status.LocalStatusMap;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.health.verdict.Verdicts;
import gslb.server.compile.FetchedZones;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.journal.Journal;
import gslb.server.journal.JournalEntry;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.state.StateTroubles;
import gslb.zones.AnswerType;
import gslb.zones.Member;
import gslb.zones.Pool;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' words, members that flap and members that wait, on a clock of its own. */
class OverrideDeskTest {
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir Path folder;
  @TempDir Path state;
  private final LocalStatusMap statuses = new LocalStatusMap();
  private final Map<String, MemberStatus> seen = new HashMap<>();
  private final List<String> journal = new ArrayList<>();
  private final List<TargetOverride> cluster = new ArrayList<>();
  private final List<Journal> journals = new ArrayList<>();
  private long nanos;
  private long sequence;
  private Host host;

  /** One server: what it would publish, and where operators speak to it. */
  private final class Host {
    final SnapshotRef snapshots = new SnapshotRef();
    final OverrideFeed overrides;
    final HoldStore holds;
    final VerdictFeed feed;
    final Reloader reloader;
    final OverrideDesk desk;

    Host(String name, Path state, Collection<TargetOverride> received) {
      this.overrides =
          new OverrideFeed(
              name,
              () -> List.copyOf(received),
              cluster::addAll,
              new OverrideStore(state, new StateTroubles()),
              () -> NOON.plusNanos(nanos),
              () -> nanos);
      this.holds = new HoldStore(state, new StateTroubles());
      this.feed =
          new VerdictFeed(
              statuses,
              () -> nanos,
              Verdicts.EMPTY,
              overrides,
              holds.read(),
              () -> NOON.plusNanos(nanos),
              entry -> journal.add(words(entry)));
      this.reloader =
          new Reloader(
              folder,
              List.of(),
              new SnapshotCompiler(PlaceTable.empty()),
              snapshots,
              feed,
              () -> NOON,
              () -> FetchedZones.NONE,
              NothingKept.generations(),
              declarations -> {});
      this.desk =
          new OverrideDesk(
              Supplier::get,
              feed,
              reloader,
              snapshots,
              journal(state),
              () -> NOON.plusNanos(nanos));
      assertThat(reloader.reload().outcome()).isEqualTo(ReloadReport.Outcome.PUBLISHED);
    }

    /** Who would be answered for A, by pool, with what an operator has made of it. */
    String usable() {
      StringBuilder text = new StringBuilder();
      for (Pool pool : feed.declarations().pools().values()) {
        text.append(text.isEmpty() ? "" : " | ").append(pool.name()).append(':');
        for (Member member : pool.members()) {
          Standing standing = feed.standing();
          if (member.enabled() && standing.usable(pool, member, AnswerType.A)) {
            int ramp = standing.ramp(pool, member, AnswerType.A);
            int weight = standing.weight(pool, member);
            text.append(' ')
                .append(member.name())
                .append(ramp < 256 ? "@" + ramp : "")
                .append(weight != 100 ? "*" + weight : "");
          }
        }
      }
      return text.toString();
    }
  }

  private static String words(JournalEntry entry) {
    return entry.event() + " " + entry.target() + " " + entry.word();
  }

  private Journal journal(Path state) {
    Journal journal = new Journal(state);
    journals.add(journal);
    return journal;
  }

  @AfterEach
  void close() {
    journals.forEach(Journal::close);
  }

  @BeforeEach
  void definitions() throws IOException {
    write(
        "zones/example.org.zone",
        """
        $ORIGIN example.org.
        $TTL 60
        @   SOA ns1 hostmaster 1 7200 900 1209600 300
            NS  ns1
        ns1 A   192.0.2.1
        """);
    write(
        "datacenters.yaml",
        """
        schema: 1
        datacenters:
          fra: {region: eu, latitude: 50, longitude: 8}
          iad: {region: na, latitude: 39, longitude: -77}
        """);
    write("monitors.yaml", "schema: 1\nmonitors: {check: {type: tcp, port: 80}}\n");
    write(
        "pools/all.yaml",
        """
        schema: 1
        pools:
          web:
            monitor: check
            ramp: 160s
            flap: {falls: 3, window: 10m, hold: 1m}
            members:
              - {name: fra-1, datacenter: fra, addresses: [192.0.2.11]}
              - {name: fra-2, datacenter: fra, addresses: [192.0.2.12]}
              - {name: iad-1, datacenter: iad, addresses: [192.0.2.13]}
              - {name: off, datacenter: iad, addresses: [192.0.2.14], enabled: false}
          api:
            monitor: check
            safety_floor: 2
            members:
              - {name: fra-1, datacenter: fra, addresses: [192.0.2.11]}
              - {name: iad-1, datacenter: iad, addresses: [192.0.2.13]}
              - {name: iad-2, datacenter: iad, addresses: [192.0.2.15]}
          db:
            monitor: check
            resume: manual
            members:
              - {name: fra-2, datacenter: fra, addresses: [192.0.2.12]}
              - {name: iad-1, datacenter: iad, addresses: [192.0.2.13]}
        """);
    write(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, ttl: {max: 40s}, rules: [{pools: [web, api, db]}]}
        """);
    for (int last = 11; last <= 15; last++) {
      seen.put("192.0.2." + last, new MemberStatus(true, "connected"));
    }
    host = new Host("ns1", state.resolve("one"), List.of());
    look(0);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Lets time pass, and every vantage report twice: a first report is not fresh. */
  private void look(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    for (int i = 0; i < 2; i++) {
      Map<Endpoint, MemberStatus> report = new HashMap<>();
      seen.forEach((target, status) -> report.put(new Endpoint("check", target), status));
      statuses.publish(new StatusReport(new StatusKey("eu-1", "fra"), "eu", 1, ++sequence, report));
      host.feed.look();
    }
  }

  private void see(String target, boolean up) {
    seen.put(target, new MemberStatus(up, up ? "connected" : "refused"));
    look(5);
  }

  private Map<String, Object> say(Host at, String... parameters) {
    return at.desk.say(OverrideRequest.of(params(parameters)));
  }

  private Map<String, Object> restore(String target) {
    return host.desk.restore(RestoreRequest.of(params("target", target)));
  }

  private static MultiMap params(String... parameters) {
    MultiMap params = MultiMap.caseInsensitiveMultiMap().add("owner", "ops");
    for (int i = 0; i < parameters.length; i += 2) {
      params.add(parameters[i], parameters[i + 1]);
    }
    return params;
  }

  private Map<String, Object> drain(String target, String lifetime) {
    return say(host, "word", "drain", "target", target, "reason", "test", "for", lifetime);
  }

  @Test
  void aDrainedDatacenterLosesItsClientsStepByStepAndGetsThemBackSo() {
    Map<String, Object> said =
        say(host, "word", "drain", "target", "fra", "reason", "test", "for", "1h", "force", "true");
    assertThat(host.usable())
        .isEqualTo("web: fra-1@240 fra-2@240 iad-1 | api: iad-1 iad-2 | db: iad-1");
    assertThat(said)
        .containsEntry("members", List.of("web/fra-1", "web/fra-2", "api/fra-1", "db/fra-2"))
        .containsEntry("settles_seconds", 190L) // 15/16 of the ramp, and the longest TTL
        .containsEntry("kept", true);
    look(80);
    assertThat(host.usable()).startsWith("web: fra-1@112 fra-2@112 iad-1 |");
    restore("fra");
    assertThat(host.usable()).startsWith("web: fra-1@128 fra-2@128 iad-1 |");
    look(160);
    assertThat(host.usable())
        .isEqualTo("web: fra-1 fra-2 iad-1 | api: fra-1 iad-1 iad-2 | db: fra-2 iad-1");
    drain("web/fra-1", "1h");
    look(150);
    assertThat(host.usable()).startsWith("web: fra-2 iad-1 |");
    assertThat(host.desk.lines().getFirst()).containsEntry("settles_seconds", 40L);
    look(41);
    assertThat(host.desk.lines().getFirst()).containsEntry("settles_seconds", 0L);
  }

  @Test
  void anOverrideEndsByItself() {
    drain("web/iad-1", "10m");
    look(599);
    assertThat(host.usable()).startsWith("web: fra-1 fra-2 |");
    look(1);
    assertThat(host.usable()).startsWith("web: fra-1 fra-2 iad-1@16 |");
    assertThat(host.feed.standingWords()).isZero();
    assertThat(journal).contains("OVERRIDE web/iad-1 drain", "ENDED web/iad-1 drain");
  }

  @Test
  void downAndUpBeatVerdictsAndTheFileBeatsBoth() {
    say(host, "word", "down", "target", "web/fra-*", "reason", "x", "forever", "true");
    assertThat(host.usable()).startsWith("web: iad-1 |");
    see("192.0.2.11", false);
    Map<String, Object> up =
        say(host, "word", "up", "target", "web/*", "reason", "x", "forever", "true");
    assertThat(host.usable()).startsWith("web: fra-1@");
    assertThat(up).containsEntry("disabled", List.of("web/off"));
    assertThat(host.usable()).contains("fra-2").doesNotContain("off");
  }

  @Test
  void aWeightLeavesADrainStandingAndTheLatestWordCounts() {
    say(host, "word", "down", "target", "web/fra-1", "reason", "x", "for", "1h");
    say(host, "word", "weight", "weight", "20", "target", "web/*", "reason", "x", "for", "2h");
    assertThat(host.usable()).startsWith("web: fra-2*20 iad-1*20 |");
    say(host, "word", "up", "target", "datacenter:fra", "reason", "x", "for", "3h");
    assertThat(host.usable()).startsWith("web: fra-1@16*20 fra-2*20 iad-1*20 |");
    restore("datacenter:fra");
    assertThat(host.usable())
        .as("the word before it stands again")
        .startsWith("web: fra-2*20 iad-1*20");
    assertThat(restore("web/*").get("restored")).asInstanceOf(LIST).hasSize(2);
    assertThat(host.feed.standingWords()).isZero();
  }

  @Test
  void belowTheSafetyFloorItIsRefusedUnlessForced() {
    drain("api/fra-1", "1h");
    assertThatThrownBy(() -> drain("api/iad-1", "1h"))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "pool api would have 1 of 3 members up for A, its safety floor is 2; --force does it"
                + " all the same");
    assertThat(host.usable()).contains("api: iad-1 iad-2");
    Map<String, Object> forced =
        say(
            host,
            "word",
            "drain",
            "target",
            "api/iad-1",
            "reason",
            "x",
            "for",
            "1h",
            "force",
            "true");
    assertThat(forced.get("breaches")).asInstanceOf(LIST).hasSize(1);
    assertThat(host.usable()).contains("api: iad-2");
    assertThatThrownBy(() -> drain("*/*", "1h"))
        .hasMessageContaining("pool web would have 0 of 3 members up for A, its safety floor is 1")
        .hasMessageContaining("pool db would have 0 of 2");
  }

  @Test
  void whatIsMeantByNobodyIsRefused() {
    assertThatThrownBy(() -> drain("far", "1h"))
        .isInstanceOf(BadRequestException.class)
        .hasMessage("no member is meant by 'far'; did you mean 'fra'?");
    assertThatThrownBy(() -> drain("web/fra-9", "1h"))
        .hasMessageContaining("did you mean 'web/fra-1'?");
    assertThatThrownBy(() -> restore("web/x-*")).isInstanceOf(BadRequestException.class);
    assertThat(restore("web/fra-1").get("restored")).asInstanceOf(LIST).isEmpty();
  }

  @Test
  void aRestartKeepsWhatWasSaidAndWhatWasTakenBack() {
    drain("web/fra-1", "1h");
    drain("web/fra-2", "1h");
    look(300);
    restore("web/fra-2");
    host = new Host("ns1", state.resolve("one"), List.of());
    look(0);
    assertThat(host.usable()).startsWith("web: fra-2 iad-1 |");
    assertThat(host.desk.lines().getFirst()).containsEntry("left_seconds", 3300L);
    look(3300);
    assertThat(host.usable()).startsWith("web: fra-1@16 fra-2 iad-1 |");
  }

  @Test
  void anotherServerHearsItAndWhoWasAwayBringsNothingBack() {
    drain("web/fra-1", "1h");
    Host other = new Host("ns2", state.resolve("two"), cluster);
    other.feed.look();
    other.reloader.replan();
    assertThat(other.usable()).startsWith("web: fra-1@240");
    other.desk.restore(RestoreRequest.of(params("target", "web/fra-1")));
    assertThat(other.feed.standingWords()).isZero();
    assertThat(new OverrideStore(state.resolve("one"), new StateTroubles()).read())
        .as("what the other one kept")
        .singleElement()
        .satisfies(word -> assertThat(word.word()).hasToString("drain"));
    host = new Host("ns1", state.resolve("one"), cluster);
    assertThat(host.feed.standingWords()).isZero();
    assertThat(journal).endsWith("OVERRIDE web/fra-1 restored");
  }

  @Test
  void whoFlapsIsHeldDownButNotIfThatTakesThePoolDown() {
    for (int fall = 0; fall < 3; fall++) {
      see("192.0.2.11", false);
      see("192.0.2.11", true);
    }
    assertThat(host.usable()).as("up, and held down").startsWith("web: fra-2 iad-1 |");
    assertThat(host.usable()).as("a pool with the usual patience").contains("api: fra-1");
    assertThat(journal).contains("HOLD 192.0.2.11 (check) held down");
    see("192.0.2.12", false);
    see("192.0.2.13", false);
    assertThat(host.usable()).as("nobody else is left").startsWith("web: fra-1");
    see("192.0.2.13", true);
    assertThat(host.usable()).startsWith("web: iad-1");
    look(60);
    assertThat(host.usable()).startsWith("web: fra-1");
  }

  @Test
  void whoWaitsForAnOperatorWaitsOverARestartToo() {
    see("192.0.2.12", false);
    see("192.0.2.12", true);
    assertThat(host.usable()).endsWith("db: iad-1");
    assertThat(MemberLines.of(host.feed.declarations(), host.feed))
        .filteredOn(line -> line.verdict().equals("held down"))
        .singleElement()
        .satisfies(
            line -> assertThat(line.reason()).isEqualTo("fell, and stays down until gslb restore"));
    host.holds.keep(host.feed.holds().stopped());
    host = new Host("ns1", state.resolve("one"), List.of());
    look(0);
    assertThat(host.usable()).endsWith("db: iad-1");
    assertThat(restore("db/fra-2")).containsEntry("released", 1L);
    assertThat(host.usable()).endsWith("db: fra-2 iad-1");
    look(1);
    assertThat(host.usable()).endsWith("db: fra-2 iad-1");
  }
}
