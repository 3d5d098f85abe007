package gslb.server.tools;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.StartException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Knot's {@code kdig} as a proxy: what it says with PROXY protocol version 2 is believed from
 * 127.0.0.9 and steers; near.example.org is 192.0.2.21 for 203.0.113.0/25 and .22 for others.
 * Before TLS it says nothing; see {@code ProxyProtocolTest}.
 */
@Tag("peers")
class ProxyTest {
  private static final String CLIENT = " +proxy=203.0.113.7#1234-192.0.2.1#53";
  private static final String ASK = " near.example.org A";

  @TempDir private static Path folder;
  private static WholeServer server;

  @BeforeAll
  static void start() throws IOException, StartException {
    server = WholeServer.start(folder);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+notcp", "+tcp"})
  void steersTheClientItNames(String transport) throws IOException {
    Printed printed = kdig(transport + " -b " + WholeServer.PROXY + CLIENT + ASK);
    assertThat(printed.records())
        .as(printed.text())
        .singleElement()
        .asString()
        .endsWith("A 192.0.2.21");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+notcp", "+tcp"})
  void isNotBelievedFromElsewhere(String transport) throws IOException {
    Printed printed = kdig(transport + CLIENT + ASK);
    assertThat(printed.records()).as(printed.text()).isEmpty();
  }

  private static Printed kdig(String arguments) throws IOException {
    return Tool.KDIG.ask(server.port(arguments), arguments);
  }
}
