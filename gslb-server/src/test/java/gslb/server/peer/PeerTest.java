package gslb.server.peer;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.DnsClient;
import gslb.server.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every peer starts, serves what it is given, and is gone afterwards. */
@Tag("peers")
class PeerTest {
  private static final String ZONE =
      """
      $ORIGIN example.org.
      $TTL 60
      @   SOA ns1 hostmaster 1 7200 900 1209600 300
          NS  ns1
      ns1 A   192.0.2.1
      """;

  @TempDir Path folder;

  static Stream<Software> software() {
    return Software.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("software")
  void servesWhatItIsGiven(Software software) throws IOException {
    PeerSetup setup =
        new PeerSetup(new FreePorts().next(), List.of(new PeerZone.Primary("example.org", ZONE)));
    try (Peer peer = Peer.start(software, setup, folder)) {
      assertThat(new DnsClient(peer.port()).ask("ns1.example.org", "A"))
          .containsExactly("192.0.2.1");
    }
  }
}
