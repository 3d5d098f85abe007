package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PfxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Certificates for www.example.com by an authority that is trusted or not, in time or not, and what
 * each probe that shakes hands makes of them.
 */
class CertificateProbeTest {

  private static final Vertx vertx = Vertx.vertx();
  private static final Map<String, PfxOptions> certificates = new HashMap<>();
  private static Path authority;
  private static final Map<String, Integer> ports = new HashMap<>();

  @BeforeAll
  static void serve(@TempDir Path folder) throws Exception {
    authority = folder.resolve("authority.p12");
    keytool(authority, "ca", "-0d", "90", "-dname", "CN=authority", "-ext", "bc:c");
    make(folder, "good", "-0d", "90");
    make(folder, "expiring", "-80d", "85");
    make(folder, "expired", "-90d", "80");
    make(folder, "early", "+2d", "90");
    for (Map.Entry<String, PfxOptions> each : certificates.entrySet()) {
      // Without the right server name in the handshake there is no certificate at all.
      ports.put(
          each.getKey(),
          listen(
              new HttpServerOptions()
                  .setSsl(true)
                  .setSni(true)
                  .setUseAlpn(true)
                  .setKeyCertOptions(each.getValue())));
    }
    ports.put("none", listen(new HttpServerOptions()));
    ports.put(
        "http/1.1 only",
        listen(
            new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_1_1))
                .setKeyCertOptions(certificates.get("good"))));
  }

  /** A certificate in a store of its own, beside the authority's that signs it. */
  private static void make(Path folder, String name, String start, String days) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Files.copy(authority, store);
    keytool(
        store,
        "server",
        start,
        days,
        "-dname",
        "CN=www.example.com",
        "-ext",
        "SAN=dns:www.example.com,ip:127.0.0.1",
        "-signer",
        "ca");
    certificates.put(name, pfx(store).setAlias("server"));
  }

  private static void keytool(Path store, String alias, String start, String days, String... more)
      throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-startdate",
                start,
                "-validity",
                days));
    words.addAll(List.of(more));
    Process keytool = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private static PfxOptions pfx(Path store) {
    return new PfxOptions().setPath(store.toString()).setPassword("secret");
  }

  private static int listen(HttpServerOptions options) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(CertificateProbeTest::answer)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private static void answer(HttpServerRequest request) {
    if (request.path().startsWith("/grpc")) {
      request.response().putTrailer("grpc-status", "0");
      request.response().end(Buffer.buffer(HexFormat.of().parseHex("00000000020801")));
    } else {
      request.response().end("over " + request.version());
    }
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "{0}, trusted {1}, verify {2}, host {3}: {4}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          good,     false, true,  www.example.com, certificate
          good,     false, false, www.example.com, ok in
          good,     false, false, elsewhere.example.com, ok in
          good,     true,  true,  www.example.com, ok in
          good,     true,  true,  elsewhere.example.com, certificate
          good,     true,  true,  -, ok in
          expired,  true,  true,  www.example.com, certificate
          expired,  true,  false, www.example.com, ok in
          early,    true,  true,  www.example.com, certificate
          expiring, true,  true,  www.example.com, ok in
          none,     true,  true,  www.example.com, protocol error
          """)
  void chainDatesAndNameAreVerifiedWhenAskedTo(
      String certificate, boolean trusted, boolean verify, String host, String finding)
      throws Exception {
    int port = ports.get(certificate);
    Check.Certificate wanted = new Check.Certificate(verify, Duration.ofDays(14));
    boolean warned = certificate.startsWith("expir") && finding.startsWith("ok");
    PfxOptions trust = trusted ? pfx(authority) : null;
    List<Check> checks =
        List.of(
            Checks.https(port, host, wanted),
            new Check.Tls(port, host, wanted),
            new Check.Grpc(true, port, host, "", wanted));
    try (Probes probes = new Probes(vertx, HostTools.NONE, trust)) {
      for (Check check : checks) {
        assertThat(run(probes, check))
            .as(check.toString())
            .startsWith(finding)
            .matches(said -> said.contains("; the certificate ends on ") == warned, "warned");
      }
    }
  }

  @ParameterizedTest(name = "{0} to {1}: {2}")
  @CsvSource({
    "HTTP_2,   good,          ok in",
    "HTTP_1_1, good,          ok in",
    "HTTP_2,   http/1.1 only, protocol error",
  })
  void theProtocolThatIsAskedForIsSpoken(Check.Protocol protocol, String server, String finding)
      throws Exception {
    Check check =
        new Check.Http(
            true,
            protocol,
            ports.get(server),
            Check.Method.GET,
            "/",
            "www.example.com",
            Map.of(),
            List.of(new Check.StatusRange(200, 200)),
            "^over " + protocol + "$",
            Checks.UNVERIFIED,
            null,
            false);
    try (Probes probes = new Probes(vertx, HostTools.NONE)) {
      assertThat(run(probes, check)).startsWith(finding);
    }
  }

  private static String run(Probes probes, Check check) throws Exception {
    Monitor monitor = Definitions.monitor("m", Definitions.cadence(40_000, 20_000, 1, 1), check);
    return Runs.once(vertx, probes, monitor, "127.0.0.1").describe();
  }
}
