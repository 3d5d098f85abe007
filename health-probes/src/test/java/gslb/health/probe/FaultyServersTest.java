package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of probe makes of a server that does not serve, within its timeout (S-16). */
class FaultyServersTest {

  private static final int TIMEOUT_MILLIS = 400;

  private static final Vertx vertx = Vertx.vertx();
  private static final Probes probes = new Probes(vertx, HostTools.NONE);

  @AfterAll
  static void stop() throws Exception {
    probes.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "{0} of what {1}: {2}")
  @CsvSource({
    "tcp,      refuses, refused",
    "tcp,      hangs,   ok in", // a connection is all that is asked for
    "http,     refuses, refused",
    "http,     hangs,   timed out",
    "http,     resets,  closed",
    "http,     closes,  closed",
    "http,     floods,  protocol error",
    "http/2,   refuses, refused",
    "http/2,   hangs,   timed out",
    "http/2,   drips,   protocol error",
    "http/2,   resets,  closed",
    "http/2,   closes,  closed",
    "http/2,   floods,  protocol error",
    "https,    refuses, refused",
    "https,    hangs,   timed out",
    "https,    drips,   protocol error",
    "https,    resets,  closed",
    "https,    closes,  closed",
    "https,    floods,  protocol error",
    "tls,      refuses, refused",
    "tls,      hangs,   timed out",
    "tls,      drips,   protocol error",
    "tls,      resets,  closed",
    "tls,      closes,  closed",
    "tls,      floods,  protocol error",
    "grpc,     refuses, refused",
    "grpc,     hangs,   timed out",
    "grpc,     drips,   protocol error",
    "grpc,     resets,  closed",
    "grpc,     closes,  closed",
    "grpc,     floods,  protocol error",
    "grpc tls, refuses, refused",
    "grpc tls, hangs,   timed out",
    "grpc tls, closes,  closed",
    "dns,      refuses, refused", // nothing listens for datagrams on these ports
  })
  void faultsHaveTheirReasons(String type, String fault, String finding) throws Exception {
    int port = Loopback.serving(vertx, fault);
    int timeout = finding.equals("timed out") ? TIMEOUT_MILLIS : 20_000;
    Monitor monitor =
        Definitions.monitor("m", Definitions.cadence(30_000, timeout, 1, 1), Checks.of(type, port));
    assertThat(Runs.once(vertx, probes, monitor, "127.0.0.1").describe()).startsWith(finding);
  }
}
