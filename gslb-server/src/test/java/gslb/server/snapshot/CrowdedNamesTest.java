package gslb.server.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.wire.SearchName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Names chosen to meet in one place of the table. What a probe costs is counted in slots, which do
 * not depend on the machine.
 */
class CrowdedNamesTest {
  /** What even well spread names come to now and then, at half full at most. */
  private static final int BEARABLE = 64;

  private static final Findings NOTHING = Findings.always(new Finding.NotOurs());

  /** 2000 names whose hashes end in the same 12 bits, were the hash the one anybody can compute. */
  @Test
  void namesThatMeetUnderAnUnkeyedHashAreSpread() {
    List<WireName> names = new ArrayList<>();
    for (int i = 0; names.size() < 2000; i++) {
      byte[] name = name("n" + i);
      if ((unkeyed(name, 0) & 0xFFF) == 0) {
        names.add(new WireName(name));
      }
    }
    assertThat(table(names).longestRun()).isLessThan(BEARABLE);
  }

  @Test
  void namesThatDifferInOneLetterAreSpread() {
    List<WireName> names = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      names.add(new WireName(name("host" + i)));
    }
    assertThat(table(names).longestRun()).isLessThan(BEARABLE);
  }

  /** A query of the most labels there can be probes for each of its suffixes, and never more. */
  @Test
  void aDeepNameEndsInNoRun() {
    ZoneTable table = table(List.of(new WireName(name("www")), new WireName(new byte[] {0})));
    byte[] deep = new byte[255];
    for (int i = 0; i < 254; i += 2) {
      deep[i] = 1;
      deep[i + 1] = (byte) ('a' + new Random(i).nextInt(26));
    }
    SearchName search = new SearchName();
    assertThat(search.read(deep, 0, deep.length)).isEqualTo(deep.length);
    assertThat(search.labels()).isEqualTo(127);
    for (int skipped = 0; skipped < search.labels(); skipped++) {
      assertThat(table.get(search, skipped)).isNull();
    }
    assertThat(table.get(search, search.labels())).as("the root").isNotNull();
    assertThat(table.longestRun()).isLessThanOrEqualTo(2);
  }

  private static ZoneTable table(List<WireName> names) {
    return new ZoneTable(
        names.stream().map(name -> new ZoneNode(name, NOTHING, null, NOTHING)).toList());
  }

  private static byte[] name(String label) {
    byte[] bytes = (" " + label + "\7example\0").getBytes(StandardCharsets.US_ASCII);
    bytes[0] = (byte) label.length();
    return bytes;
  }

  /** The hash as it would be without secrets: FNV's way, and constants that stand in the source. */
  private static long unkeyed(byte[] name, int start) {
    if (name[start] == 0) {
      return 0x9E3779B97F4A7C15L;
    }
    int end = start + 1 + name[start];
    long hash = unkeyed(name, end);
    for (int i = start; i < end; i++) {
      hash = (hash ^ (name[i] & 0xFF)) * 0xD6E8FEB86659FD93L;
    }
    return hash ^ (hash >>> 32);
  }
}
