package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.health.status.Endpoint;
import gslb.health.status.LocalStatusMap;
import gslb.health.status.MemberStatus;
import gslb.health.status.StatusKey;
import gslb.health.status.StatusReport;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.answer.Explanation;
import gslb.server.answer.Rehearsal;
import gslb.server.compile.FetchedZone;
import gslb.server.compile.FetchedZones;
import gslb.server.compile.PresentationFormat;
import gslb.server.compile.SnapshotCompiler;
import gslb.server.control.ReloadReport.Outcome;
import gslb.server.generation.GenerationStore;
import gslb.server.lookup.Lookup;
import gslb.server.snapshot.Finding;
import gslb.server.snapshot.Lifetime;
import gslb.server.snapshot.Provenance;
import gslb.server.snapshot.Snapshot;
import gslb.server.snapshot.SnapshotRef;
import gslb.server.state.StateTroubles;
import gslb.server.wire.ExtendedError;
import gslb.server.wire.SearchName;
import gslb.zones.Declarations;
import gslb.zones.FetchedOrigin;
import gslb.zones.Prefix;
import gslb.zones.Zone;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.TXTRecord;

/**
 * What control does to what is served: reloads (S-35, S-36) and verdicts, without threads or real
 * time.
 */
class ReloadTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-01T12:00:00Z"));

  private final Path folder;
  private final Path state;
  private final StateTroubles troubles = new StateTroubles();
  private final LocalStatusMap statuses = new LocalStatusMap();
  private final SnapshotRef snapshots = new SnapshotRef();
  private final List<Declarations> told = new ArrayList<>();
  private FetchedZones fetched = FetchedZones.NONE;
  private long nanos;
  private long sequence;
  private final VerdictFeed feed = new VerdictFeed(statuses, () -> nanos, Verdicts.EMPTY);
  private Reloader reloader;

  ReloadTest(@TempDir Path folder) {
    this.folder = folder.resolve("definitions");
    this.state = folder.resolve("state");
    this.reloader = started();
  }

  private Reloader started() {
    return new Reloader(
        folder,
        List.of(),
        new SnapshotCompiler(PlaceTable.empty()),
        snapshots,
        feed,
        CLOCK,
        () -> fetched,
        new GenerationStore(state, troubles, Runnable::run),
        told::add);
  }

  /** Another process on the same state folder, which serves nothing yet. */
  private void restart() {
    snapshots.publish(Snapshot.EMPTY);
    reloader = started();
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
        "schema: 1\ndatacenters:\n  fra: {region: eu, latitude: 50.11, longitude: 8.68}\n");
    write("monitors.yaml", "schema: 1\nmonitors:\n  check: {type: tcp, port: 80}\n");
    pool("192.0.2.11");
    write(
        "policies/example.org.yaml",
        """
        schema: 1
        zone: example.org
        policies:
          www: {create: true, types: [A], on_all_down: nodata, rules: [{pools: [web]}]}
        """);
  }

  private void pool(String address) throws IOException {
    write(
        "pools/web.yaml",
        "schema: 1\npools:\n  web:\n    monitor: check\n    members:\n      - {name: m1, datacenter: fra, addresses: [%s]}\n"
            .formatted(address));
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private List<String> answer() throws IOException {
    Prefix client = Prefix.of(InetAddress.getByName("192.0.2.200"), 32);
    byte[] name = PresentationFormat.name("www.example.org");
    Explanation explanation =
        Rehearsal.explain(snapshots.get(), name, 1, client, false, CLOCK.millis());
    return PresentationFormat.answer(HexFormat.of().parseHex(explanation.response()));
  }

  private void report(boolean up, long later) {
    nanos += later;
    Endpoint endpoint = new Endpoint("check", "192.0.2.11");
    statuses.publish(
        new StatusReport(
            new StatusKey("eu-1", "fra"),
            "eu",
            1,
            ++sequence,
            Map.of(endpoint, new MemberStatus(up, up ? "ok" : "refused"))));
    feed.look();
    reloader.replan();
  }

  @Test
  void definitionsArePublishedOnce() throws IOException {
    assertThat(reloader.reload().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(snapshots.get().provenance().generation()).isEqualTo(1);
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.11");
    assertThat(reloader.reload().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(told).hasSize(1);
  }

  @Test
  void anEditIsANewGeneration() throws IOException {
    reloader.reload();
    pool("192.0.2.12");
    ReloadReport report = reloader.reload();
    assertThat(report.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(report.generation()).isEqualTo(2);
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.12");
  }

  @Test
  void aBrokenFileChangesNothingAndSaysWhatIsWrong() throws IOException {
    reloader.reload();
    Snapshot served = snapshots.get();
    pool("192.0.2.300");
    ReloadReport report = reloader.reload();
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.problems())
        .singleElement()
        .extracting(Problem::toString)
        .asString()
        .startsWith("pools/web.yaml:6:")
        .contains("192.0.2.300");
    assertThat(snapshots.get()).isSameAs(served);
    assertThat(told).hasSize(1);
    pool("192.0.2.12");
    assertThat(reloader.reload().generation()).isEqualTo(2);
  }

  @Test
  void noZoneLeftIsRefused() throws IOException {
    reloader.reload();
    Files.delete(folder.resolve("zones/example.org.zone"));
    Files.delete(folder.resolve("policies/example.org.yaml"));
    assertThat(reloader.reload().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(snapshots.get().provenance().generation()).isEqualTo(1);
  }

  /** S-36: what empties the world is refused unless it is meant. */
  @Test
  void noZoneLeftIsServedWhereThatIsMeant() throws IOException {
    reloader.reload();
    Files.delete(folder.resolve("zones/example.org.zone"));
    Files.delete(folder.resolve("policies/example.org.yaml"));
    assertThat(reloader.reload(true).outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(found("ns1.example.org")).isInstanceOf(Finding.NotOurs.class);
  }

  /** The same, where fetched zones are left, which no check of the folder alone would miss. */
  @Test
  void noDeclaredZoneLeftBesideFetchedOnesIsRefused() throws IOException {
    reloader = withFetched();
    reloader.reload();
    Files.delete(folder.resolve("zones/example.org.zone"));
    Files.delete(folder.resolve("policies/example.org.yaml"));
    ReloadReport report = reloader.reload();
    assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(report.problems().getFirst().message()).contains("--allow-empty");
    assertThat(reloader.reload(true).generation()).isEqualTo(2);
  }

  private Reloader withFetched() {
    return new Reloader(
        folder,
        List.of(
            new FetchedOrigin(
                Name.fromConstantString("example.net."), Position.startOf(Path.of("server.yaml")))),
        new SnapshotCompiler(PlaceTable.empty()),
        snapshots,
        feed,
        CLOCK,
        () -> fetched,
        new GenerationStore(state, troubles, Runnable::run),
        told::add);
  }

  /** S-36: numbers only grow, over restarts too, and the same content has the same number. */
  @Test
  void generationsGoOnOverARestart() throws IOException {
    reloader.reload();
    pool("192.0.2.12");
    assertThat(reloader.reload().generation()).isEqualTo(2);
    restart();
    assertThat(reloader.reload().generation()).as("the same definitions").isEqualTo(2);
    restart();
    pool("192.0.2.13");
    assertThat(reloader.reload().generation()).as("others").isEqualTo(3);
  }

  /** S-36: old content under a new number, and not undone by the next reload or restart. */
  @Test
  void aRollbackIsANewGenerationWithOldContent() throws IOException {
    reloader.reload();
    pool("192.0.2.12");
    reloader.reload();
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.12");

    ReloadReport back = reloader.rollback(0);
    assertThat(back.outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(back.generation()).isEqualTo(3);
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.11");

    ReloadReport again = reloader.reload();
    assertThat(again.outcome()).as("the folder has what was left").isEqualTo(Outcome.REFUSED);
    assertThat(again.problems().getFirst().message()).contains("generation 3 was rolled back from");
    restart();
    assertThat(reloader.reload().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reloader.restore()).isTrue();
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.11");

    pool("192.0.2.13");
    assertThat(reloader.reload().generation()).as("mended").isEqualTo(4);
    assertThat(reloader.fromCopy()).isFalse();
    assertThat(reloader.rollback(2).generation()).as("meant after all").isEqualTo(5);
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.12");
  }

  @Test
  void aRollbackToNothingChangesNothing() throws IOException {
    reloader.reload();
    Snapshot served = snapshots.get();
    assertThat(reloader.rollback(0).problems().getFirst().message())
        .contains("no generation to go back to");
    assertThat(reloader.rollback(9).problems().getFirst().message())
        .contains("generation 9 is not kept");
    assertThat(reloader.rollback(1).outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(snapshots.get()).isSameAs(served);
  }

  /** S-35 at a start: better what was right last than nothing. */
  @Test
  void aBrokenFolderAtAStartLeavesTheLastGoodGeneration() throws IOException {
    reloader.reload();
    pool("192.0.2.12");
    reloader.reload();
    pool("192.0.2.300");
    restart();
    assertThat(reloader.reload().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reloader.restore()).isTrue();
    assertThat(reloader.fromCopy()).isTrue();
    assertThat(snapshots.get().provenance().generation()).isEqualTo(2);
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.12");

    Files.writeString(state.resolve("generations/2.state"), "damaged");
    restart();
    reloader.reload();
    assertThat(reloader.restore()).as("the one before").isTrue();
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.11");
    assertThat(troubles.unusable()).isPositive();
  }

  @Test
  void withoutACopyThereIsNothingToServe() throws IOException {
    pool("192.0.2.300");
    assertThat(reloader.reload().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(reloader.restore()).isFalse();
  }

  @Test
  void aVerdictMakesNewPlansAndSharesTheRest() throws IOException {
    reloader.reload();
    report(true, 0);
    report(true, 500_000_000L);
    Snapshot up = snapshots.get();
    report(false, 500_000_000L);
    assertThat(answer()).isEmpty();
    assertThat(snapshots.get().zones()).isSameAs(up.zones());
    assertThat(snapshots.get().steered()).isEqualTo(up.steered());
    assertThat(snapshots.get().provenance().verdictEpoch())
        .isGreaterThan(up.provenance().verdictEpoch());
    report(true, 500_000_000L);
    assertThat(answer()).containsExactly("www.example.org. 15 A 192.0.2.11");
  }

  @Test
  void aVerdictOutlivesAReload() throws IOException {
    reloader.reload();
    report(true, 0);
    report(false, 500_000_000L);
    assertThat(answer()).isEmpty();
    write(
        "zones/example.net.zone",
        Files.readString(folder.resolve("zones/example.org.zone")).replace("org", "net"));
    assertThat(reloader.reload().generation()).isEqualTo(2);
    assertThat(answer()).isEmpty();
  }

  @Test
  void aVerdictFromBeforeTheStartStandsUntilAVantageSpeaks() throws IOException {
    Endpoint endpoint = new Endpoint("check", "192.0.2.11");
    Verdicts before = new Verdicts(0, Map.of(endpoint, Verdict.lastKnown(false)));
    VerdictFeed restarted = new VerdictFeed(statuses, () -> nanos, before);
    new Reloader(
            folder,
            List.of(),
            new SnapshotCompiler(PlaceTable.empty()),
            snapshots,
            restarted,
            CLOCK,
            () -> fetched,
            NothingKept.generations(),
            told::add)
        .reload();
    assertThat(answer()).isEmpty();
    assertThat(restarted.verdicts().undecided()).as("nothing to wait for").isEmpty();
  }

  @Test
  void silenceKeepsTheLastVerdict() throws IOException {
    reloader.reload();
    report(true, 0);
    report(false, 500_000_000L);
    nanos += 3_600_000_000_000L;
    long epoch = feed.verdicts().epoch();
    feed.look();
    assertThat(feed.verdicts().epoch()).isEqualTo(epoch);
    assertThat(answer()).isEmpty();
    assertThat(feed.verdicts().byEndpoint().values()).allMatch(verdict -> verdict.unknown());
  }

  /** A zone that came from a primary is served beside the folder's, and is no new generation. */
  @Test
  void fetchedZonesAreServedBesideTheDeclaredOnes() throws IOException {
    reloader.reload();
    Provenance before = snapshots.get().provenance();
    List<String> steered = answer();
    Name origin = Name.fromConstantString("example.net.");
    reloader.refetch();
    assertThat(found("www.example.net")).isInstanceOf(Finding.NotOurs.class);

    fetch(new FetchedZone.Awaited(origin));
    assertThat(found("www.example.net"))
        .isEqualTo(new Finding.Unavailable(ExtendedError.NOT_READY));
    assertThat(found("example.net")).isEqualTo(found("www.example.net"));
    assertThat(found("net")).isInstanceOf(Finding.NotOurs.class);

    Lifetime lifetime = new Lifetime(() -> 0);
    fetch(new FetchedZone.Held(zone(origin), lifetime, 1));
    assertThat(found("example.net")).isInstanceOf(Finding.Answer.class);
    assertThat(found("nothing.example.net")).isInstanceOf(Finding.NxDomain.class);
    assertThat(answer()).as("steering is untouched").isEqualTo(steered);
    assertThat(told.getLast().zones()).extracting(Zone::origin).contains(origin);

    pool("192.0.2.12");
    reloader.reload();
    assertThat(found("example.net")).as("a reload keeps it").isInstanceOf(Finding.Answer.class);

    fetch(new FetchedZone.Expired(origin));
    assertThat(found("example.net")).isEqualTo(new Finding.Unavailable(ExtendedError.INVALID_DATA));
    assertThat(told.getLast().zones()).extracting(Zone::origin).doesNotContain(origin);
    assertThat(snapshots.get().provenance().generation()).isEqualTo(before.generation() + 1);
  }

  /** No policy reaches into a fetched zone, also not one of the zone around it. */
  @Test
  void aFetchedZoneWithinADeclaredOneIsItsOwn() throws IOException {
    reloader.reload();
    Name origin = Name.fromConstantString("www.example.org.");
    fetch(new FetchedZone.Held(zone(origin), new Lifetime(() -> 0), 1));
    assertThat(found("www.example.org")).isInstanceOf(Finding.NoData.class);
    fetch(new FetchedZone.Expired(origin));
    assertThat(found("a.www.example.org")).isInstanceOf(Finding.Unavailable.class);
    assertThat(found("ns1.example.org")).isInstanceOf(Finding.Answer.class);
  }

  private void fetch(FetchedZone zone) {
    fetched = fetched.next(List.of(zone));
    reloader.refetch();
  }

  private static Zone zone(Name origin) {
    Name ns = Name.fromConstantString("ns.example.com.");
    return new Zone(
        origin,
        List.of(
            new RRset(new SOARecord(origin, DClass.IN, 60, ns, ns, 7, 100, 20, 1000, 60)),
            new RRset(new NSRecord(origin, DClass.IN, 60, ns)),
            new RRset(new TXTRecord(origin, DClass.IN, 60, "x"))));
  }

  private Finding found(String name) throws IOException {
    byte[] wire = PresentationFormat.name(name);
    SearchName search = new SearchName();
    search.read(wire, 0, wire.length);
    int type = name.startsWith("www.example.org") || name.startsWith("ns1") ? 1 : 16;
    return Lookup.find(snapshots.get().zones(), search, type);
  }
}
