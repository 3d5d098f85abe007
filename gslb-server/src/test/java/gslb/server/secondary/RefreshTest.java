package gslb.server.secondary;

import static gslb.server.secondary.ScriptedPrimary.records;
import static gslb.server.secondary.SecondaryWorld.zone;
import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * A zone over time: refresh, retry, expire (RFC 1035 §3.3.13), notices (RFC 1996), restarts. The
 * zone's SOA says 100 s, 20 s, 1000 s; refreshes are at least 10 s apart.
 */
@Timeout(60)
class RefreshTest {
  private static final Duration REFRESH = Duration.ofSeconds(100);
  private static final Duration RETRY = Duration.ofSeconds(20);
  private static final Duration NOW = Duration.ZERO;

  @TempDir private Path folder;
  private ScriptedPrimary primary;
  private ScriptedPrimary second;

  @BeforeEach
  void open() throws IOException {
    primary = new ScriptedPrimary();
    second = new ScriptedPrimary();
  }

  @AfterEach
  void close() {
    primary.close();
    second.close();
  }

  @Test
  void aNewSerialIsFoundWhenTheRefreshTimeIsOver() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1, "192.0.2.1")));
    assertThat(world.served()).isEqualTo("awaited");
    world.advance(NOW);
    assertThat(world.served()).isEqualTo("1 192.0.2.1");
    primary.serves(zone(2, "192.0.2.2"));
    world.advance(Duration.ofSeconds(89)); // chance takes at most a tenth off
    assertThat(world.served()).isEqualTo("1 192.0.2.1");
    world.advance(Duration.ofSeconds(11));
    assertThat(world.served()).isEqualTo("2 192.0.2.2");
    assertThat(primary.asked).containsExactly("SOA", "AXFR", "SOA", "IXFR");
  }

  @Test
  void anUnchangedSerialIsAQuestionAndNoTransfer() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1)));
    world.advance(NOW);
    world.advance(REFRESH);
    world.advance(REFRESH);
    assertThat(primary.asked).containsExactly("SOA", "AXFR", "SOA", "SOA");
    assertThat(world.zone.figures().expires()).isEqualTo(1000);
  }

  @Test
  void aFailureIsRetriedSoonerAndExpiresAtLast() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1, "192.0.2.1")));
    world.advance(NOW);
    primary.authoritative = false;
    world.advance(REFRESH);
    assertThat(world.zone.figures().state()).isEqualTo(SecondaryFigures.State.RETRYING);
    int asked = primary.asked.size();
    world.advance(RETRY);
    assertThat(primary.asked).hasSize(asked + 1);
    world.advance(Duration.ofSeconds(879));
    assertThat(world.served()).isEqualTo("1 192.0.2.1");
    world.advance(Duration.ofSeconds(1));
    assertThat(world.served()).isEqualTo("expired");
    assertThat(world.zone.figures().state()).isEqualTo(SecondaryFigures.State.EXPIRED);

    primary.authoritative = true;
    world.advance(RETRY);
    assertThat(world.served()).isEqualTo("1 192.0.2.1");
    assertThat(world.trouble()).isEmpty();
  }

  /** Once it has expired, what we had is no measure any more: the primary began anew. */
  @Test
  void anExpiredZoneTakesAnySerial() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(9)));
    world.advance(NOW);
    primary.serves(zone(1, "192.0.2.1"));
    world.advance(Duration.ofSeconds(500));
    assertThat(world.served()).isEqualTo("9 ");
    world.advance(Duration.ofSeconds(500));
    assertThat(world.served()).isEqualTo("1 192.0.2.1");
  }

  @Test
  void aPrimaryThatIsDownAtTheStartIsTriedAgain() {
    SecondaryWorld world = new SecondaryWorld(folder, primary);
    primary.serves(zone(1)).authoritative = false;
    world.advance(NOW);
    assertThat(world.zone.figures().state()).isEqualTo(SecondaryFigures.State.AWAITED);
    primary.authoritative = true;
    world.advance(SecondaryWorld.LEAST);
    assertThat(world.served()).isEqualTo("1 ");
  }

  /**
   * No answer at all over UDP, then none over TCP: the primary closes the connection. dnsjava may
   * give the last question to that very connection, while it is being closed.
   */
  @Test
  void aLostDatagramIsNotTheEnd() {
    SecondaryWorld world = new SecondaryWorld(folder, primary);
    world.advance(NOW);
    assertThat(world.trouble()).contains("does not answer");
    assertThat(primary.asked).as("UDP twice, then TCP").hasSizeBetween(3, 4).containsOnly("SOA");
  }

  @Test
  void primariesAreAskedInTurnAndTheOneThatHadItFirst() {
    primary.serves(zone(1)).authoritative = false;
    second.serves(zone(1, "192.0.2.2"));
    SecondaryWorld world = new SecondaryWorld(folder, primary, second);
    world.advance(NOW);
    assertThat(world.served()).isEqualTo("1 192.0.2.2");
    assertThat(world.zone.figures().last().primary()).endsWith(":" + second.address().getPort());
    world.advance(REFRESH);
    assertThat(primary.asked).hasSize(1);
    assertThat(second.asked).containsExactly("SOA", "AXFR", "SOA");
  }

  @Test
  void aNoticeIsFollowedAtOnce() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1)));
    world.advance(NOW);
    primary.serves(zone(2, "192.0.2.2"));
    world.advance(Duration.ofSeconds(5));
    assertThat(world.served()).isEqualTo("1 ");
    world.zone.heard();
    world.advance(NOW);
    assertThat(world.served()).isEqualTo("2 192.0.2.2");
  }

  /** The thread that refreshes may wait for the primary's bytes when the notice comes. */
  @Test
  void aNoticeDuringARefreshIsNotForgotten() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1)));
    ScriptedPrimary.Transfer whole = primary.transfer;
    primary.transfer =
        (query, out) -> {
          world.zone.heard();
          whole.answer(query, out);
        };
    assertThat(world.zone.step()).isEqualTo(Duration.ofSeconds(1));
  }

  /** The one that is asked first need not have heard yet. */
  @Test
  void afterANoticeEveryPrimaryIsAskedUntilOneIsNewer() {
    primary.serves(zone(1));
    second.serves(zone(1));
    SecondaryWorld world = new SecondaryWorld(folder, primary, second);
    world.advance(NOW);
    second.serves(zone(2, "192.0.2.2"));
    world.advance(Duration.ofSeconds(5));
    world.zone.heard();
    world.advance(NOW);
    assertThat(world.served()).isEqualTo("2 192.0.2.2");
  }

  @Test
  void aThousandNoticesAreOneQuestionASecond() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1)));
    world.advance(NOW);
    for (int i = 0; i < 1000; i++) {
      world.zone.heard();
      world.advance(Duration.ofMillis(10));
    }
    assertThat(primary.asked).hasSizeBetween(11, 12); // ten seconds, and the first transfer
  }

  /** RFC 1982: after the largest serial comes the smallest, half the circle away is the end. */
  @ParameterizedTest
  @CsvSource({
    "4294967295, 0,          true",
    "4294967295, 2147483646, true",
    "4294967295, 2147483647, false",
    "0,          2147483647, true",
    "0,          2147483648, false",
    "2026110199, 2026110101, false",
  })
  void serialsGoRoundInACircle(long from, long to, boolean newer) {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(from)));
    world.advance(NOW);
    primary.serves(zone(to, "192.0.2.2"));
    world.advance(REFRESH);
    assertThat(world.served()).isEqualTo(newer ? to + " 192.0.2.2" : from + " ");
  }

  @Test
  void aRestartServesAtOnceAndExpiresAsIfNothingHadBeen() {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1, "192.0.2.1")));
    world.advance(NOW);
    world.advance(Duration.ofSeconds(400)); // confirmed
    primary.authoritative = false;
    world.advance(Duration.ofSeconds(600));
    world.restart();
    assertThat(world.served()).isEqualTo("1 192.0.2.1");
    assertThat(world.zone.figures().expires()).isBetween(398L, 400L);
    world.advance(Duration.ofSeconds(400));
    assertThat(world.served()).isEqualTo("expired");
    world.restart();
    assertThat(world.served()).as("nor does another restart revive it").isEqualTo("expired");
  }

  @ParameterizedTest
  @CsvSource({"0", "31", "40", "-1"})
  void aDamagedFileIsAsGoodAsNone(int place) throws IOException {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1)));
    world.advance(NOW);
    Path file = folder.resolve("secondary/example.org.zone");
    byte[] content = Files.readAllBytes(file);
    if (place < 0) {
      Files.write(file, Arrays.copyOf(content, content.length / 2));
    } else {
      content[place] ^= 1;
      Files.write(file, content);
    }
    world.restart();
    assertThat(world.served()).isEqualTo("awaited");
    world.advance(NOW);
    assertThat(world.served()).isEqualTo("1 ");
  }

  /** RFC 7314: a primary that is a secondary itself vouches for no longer than it may. */
  @ParameterizedTest
  @CsvSource({"-1, 1000", "300, 300", "5000, 1000"})
  void aPrimarySaysHowLongItsWordIsGood(long says, long expires) {
    primary.serves(zone(1)).expire = says;
    SecondaryWorld world = new SecondaryWorld(folder, primary);
    world.advance(NOW);
    assertThat(world.zone.figures().expires()).isEqualTo(expires);
    primary.expire = 10;
    world.advance(REFRESH);
    assertThat(world.zone.figures().expires()).as("nothing shortens it").isEqualTo(expires - 100);
  }

  /** Steps of an IXFR from serial 1, www being 192.0.2.1, and what they come to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a change | +2 -1 www:1 +2 www:2 +2 | 2 192.0.2.2 | IXFR",
        "an addition | +2 -1 +2 www:2 +2 | 2 192.0.2.1 192.0.2.2 | IXFR",
        "two steps | +3 -1 www:1 +2 www:2 -2 www:2 +3 www:3 +3 | 3 192.0.2.3 | IXFR",
        "there and back | +3 -1 www:1 +2 -2 +3 www:1 +3 | 3 192.0.2.1 | IXFR",
        "goes what is not there | +2 -1 www:9 +2 www:2 +2 | 7 192.0.2.7 | AXFR",
        "a gap between steps | +4 -1 +2 -3 +4 +4 | 7 192.0.2.7 | AXFR",
        "a step back | +2 -1 +0 -0 +2 +2 | 7 192.0.2.7 | AXFR",
      })
  void whatChangedIsApplied(String what, String steps, String served, String last) {
    SecondaryWorld world = new SecondaryWorld(folder, primary.serves(zone(1, "192.0.2.1")));
    world.advance(NOW);
    primary.serves(zone(7, "192.0.2.7"));
    ScriptedPrimary.Transfer whole = primary.transfer;
    StringBuilder text = new StringBuilder();
    for (String word : steps.split(" ")) {
      text.append(
          word.startsWith("www:")
              ? "www A 192.0.2." + word.substring(4) + "\n"
              : "@ SOA ns1 hostmaster " + word.substring(1) + " 100 20 1000 300\n");
    }
    primary.transfer =
        (query, out) -> {
          if (query.getQuestion().getType() == Type.IXFR) {
            primary.just(query, out, records(text.toString()));
          } else {
            whole.answer(query, out);
          }
        };
    world.advance(REFRESH);
    assertThat(world.served()).as(what).isEqualTo(served);
    assertThat(primary.asked).last().isEqualTo(last);
    assertThat(world.trouble()).isEmpty();
    world.restart();
    assertThat(world.served()).isEqualTo(served);
  }

  @Test
  void aNameNoFileSystemTakesIsKeptToo() {
    assertThat(List.of("a/b.example.", "*.example.", ".", "a\\000b.example.", "x".repeat(63) + "."))
        .allSatisfy(name -> {
          ZoneStore store = new ZoneStore(folder);
          Name origin = Name.fromString(name);
          store.keep(new Zone(origin, rrsets(origin)), Instant.ofEpochSecond(5));
          ZoneStore.Kept kept = store.read(origin);
          assertThat(kept).isNotNull();
          assertThat(kept.since()).isEqualTo(Instant.ofEpochSecond(5));
        });
  }

  private static List<org.xbill.DNS.RRset> rrsets(Name origin) {
    Name ns = Name.fromConstantString("ns.example.net.");
    return List.of(
        new RRset(new SOARecord(origin, 1, 60, ns, ns, 1, 100, 20, 1000, 60)),
        new RRset(new NSRecord(origin, 1, 60, ns)));
  }
}
