package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overlapping networks become disjoint runs, up to both ends of the space (S-4). */
class PartitionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // networks                               | runs: first address = smallest network around
        "10.0.0.0/8                               | 0.0.0.0=- 10.0.0.0=/8 11.0.0.0=-",
        "0.0.0.0/0                                | 0.0.0.0=/0",
        "0.0.0.0/1 128.0.0.0/1                    | 0.0.0.0=/1 128.0.0.0=/1",
        "255.255.255.255/32                       | 0.0.0.0=- 255.255.255.255=/32",
        "10.0.0.0/8 10.0.0.0/16 10.255.0.0/16     | 0.0.0.0=- 10.0.0.0=/16 10.1.0.0=/8"
            + " 10.255.0.0=/16 11.0.0.0=-",
        "10.0.0.0/8 10.1.0.0/16 10.1.1.0/24       | 0.0.0.0=- 10.0.0.0=/8 10.1.0.0=/16 10.1.1.0=/24"
            + " 10.1.2.0=/16 10.2.0.0=/8 11.0.0.0=-",
        "255.0.0.0/8 255.255.255.0/24             | 0.0.0.0=- 255.0.0.0=/8 255.255.255.0=/24",
      })
  void ipv4(String networks, String runs) {
    assertThat(runs(networks, false)).isEqualTo(runs);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "2001:db8::/32        | 0:0:0:0:0:0:0:0=- 2001:db8:0:0:0:0:0:0=/32 2001:db9:0:0:0:0:0:0=-",
        "1::ffff:ffff:ffff:ffff/128 | 0:0:0:0:0:0:0:0=- 1:0:0:0:ffff:ffff:ffff:ffff=/128"
            + " 1:0:0:1:0:0:0:0=-",
        "1::/64               | 0:0:0:0:0:0:0:0=- 1:0:0:0:0:0:0:0=/64 1:0:0:1:0:0:0:0=-",
        "1::/65               | 0:0:0:0:0:0:0:0=- 1:0:0:0:0:0:0:0=/65 1:0:0:0:8000:0:0:0=-",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128 | 0:0:0:0:0:0:0:0=-"
            + " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff=/128",
        "::/0                 | 0:0:0:0:0:0:0:0=/0",
      })
  void ipv6(String networks, String runs) {
    assertThat(runs(networks, true)).isEqualTo(runs);
  }

  private static String runs(String networks, boolean v6) {
    List<Prefix> prefixes = new ArrayList<>();
    Text.words(networks).forEach(word -> prefixes.add(Text.prefix(word)));
    NetTree tree = new NetTree(prefixes);
    Partition partition = tree.partition(v6);
    List<String> runs = new ArrayList<>();
    for (int run = 0; run < partition.runs(); run++) {
      NetTree.Net net = tree.net(partition.value(run));
      runs.add(
          new Address(v6, partition.high(run), partition.low(run)).inet().getHostAddress()
              + "="
              + (net == null ? "-" : "/" + net.prefix().length()));
    }
    return String.join(" ", runs);
  }
}
