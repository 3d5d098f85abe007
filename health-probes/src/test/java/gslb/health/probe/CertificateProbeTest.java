package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.health.Definitions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A self-signed certificate for www.example.com, trusted or not, under its name or another. */
class CertificateProbeTest {

  private static final Vertx vertx = Vertx.vertx();
  private static Probes jdkTrust;
  private static Probes ownTrust;
  private static int tlsPort;
  private static int plainPort;

  @BeforeAll
  static void serve(@TempDir Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
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
                "server",
                "-dname",
                "CN=www.example.com",
                "-ext",
                "SAN=dns:www.example.com")
            .start();
    assertThat(keytool.waitFor()).isZero();
    PfxOptions certificate = new PfxOptions().setPath(store.toString()).setPassword("secret");
    // Without the right server name in the handshake there is no certificate at all.
    tlsPort =
        listen(new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate));
    plainPort = listen(new HttpServerOptions());
    jdkTrust = new Probes(vertx);
    ownTrust = new Probes(vertx, certificate);
  }

  private static int listen(HttpServerOptions options) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(request -> {
              String name = request.connection().indicatedServerName();
              request.response().end("asked for " + name);
            })
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    return server.actualPort();
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest(name = "trusted {0}, verify {1}, host {2}: {3}")
  @CsvSource({
    "false, true,  www.example.com, certificate",
    "false, false, www.example.com, ok in",
    "false, false, elsewhere.example.com, ok in",
    "true,  true,  www.example.com, ok in",
    "true,  true,  elsewhere.example.com, certificate",
  })
  void chainAndNameAreVerifiedWhenAskedTo(
      boolean trusted, boolean verify, String host, String finding) throws Exception {
    ProbeResult result = probe(trusted ? ownTrust : jdkTrust, tlsPort, host, verify);
    assertThat(result.describe()).startsWith(finding);
  }

  @Test
  void plainTextWhereTlsIsExpectedIsAProtocolError() throws Exception {
    ProbeResult result = probe(jdkTrust, plainPort, "www.example.com", true);
    assertThat(result.describe()).startsWith("protocol error");
  }

  private static ProbeResult probe(Probes probes, int port, String host, boolean verify)
      throws Exception {
    return Runs.once(
        vertx,
        probes,
        Runs.http(
            true,
            port,
            "/",
            host,
            "asked for " + host,
            verify,
            Definitions.cadence(40_000, 20_000, 1, 1)),
        "127.0.0.1");
  }
}
