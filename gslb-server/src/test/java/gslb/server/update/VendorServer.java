package gslb.server.update;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands in for the vendor: the two protocols, over HTTPS with a certificate of its own, for one
 * account; the archives lie on another host, as the vendor's do. And for anybody's HTTPS server,
 * under {@code /plain/}.
 */
public final class VendorServer implements AutoCloseable {
  /** What the account must show. */
  public static final String ACCOUNT = "123456";

  public static final String KEY = "s3cret_Key";
  private static final Path TLS =
      Path.of(System.getProperty("gslb.root"), "gslb-server/src/test/resources/tls");

  private final HttpsServer vendor = server();
  private final HttpsServer storage = server();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Deque<Integer> failures = new ConcurrentLinkedDeque<>();

  /** What there is to fetch. */
  volatile byte[] archive = new byte[0];

  /** What it is said to be. */
  volatile String announced = "";

  /** Of the database in it. */
  volatile String md5 = "";

  /** Where the archive is said to lie; empty = where it does. */
  volatile String location = "";

  /** Bytes that are announced and not sent. */
  volatile int withheld;

  public VendorServer() throws IOException, GeneralSecurityException {
    vendor.createContext("/geoip/databases/GeoLite2-City/", this::edition);
    vendor.createContext("/plain/", this::plain);
    storage.createContext("/", this::stored);
    vendor.start();
    storage.start();
  }

  private static HttpsServer server() throws IOException, GeneralSecurityException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    return server;
  }

  private static SSLContext context() throws IOException, GeneralSecurityException {
    String pem = Files.readString(TLS.resolve("first.key"));
    byte[] der =
        Base64.getMimeDecoder()
            .decode(pem.replaceAll("-----[A-Z ]+-----", "").getBytes(StandardCharsets.US_ASCII));
    Certificate certificate;
    try (var in = Files.newInputStream(TLS.resolve("first.pem"))) {
      certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
    PrivateKey key =
        KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(der));
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setKeyEntry("own", key, new char[0], new Certificate[] {certificate});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** What a client must trust. */
  public static Path authorities() {
    return TLS.resolve("first.pem");
  }

  public URI address() {
    return URI.create("https://127.0.0.1:" + vendor.getAddress().getPort());
  }

  /** Every request so far: method, path and whether it carried an account. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** Offers an archive and says the truth of it. */
  public void offer(byte[] archive, byte[] database) {
    this.archive = archive;
    this.announced = digest("SHA-256", archive);
    this.md5 = digest("MD5", database);
  }

  static String digest(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The next requests get these statuses. */
  public void fail(int... statuses) {
    for (int status : statuses) {
      failures.add(status);
    }
  }

  private boolean note(HttpExchange exchange) throws IOException {
    boolean account = exchange.getRequestHeaders().containsKey("Authorization");
    asked.add(
        (exchange.getHttpContext().getServer() == storage ? "storage " : "")
            + exchange.getRequestURI()
            + (account ? " with account" : ""));
    Integer failure = failures.poll();
    if (failure != null) {
      if (failure == 429 && failures.isEmpty()) {
        exchange.getResponseHeaders().add("Retry-After", "7");
      }
      answer(exchange, failure, new byte[0], 0);
      return false;
    }
    return true;
  }

  private void edition(HttpExchange exchange) throws IOException {
    if (!note(exchange)) {
      return;
    }
    String pair = Base64.getEncoder().encodeToString((ACCOUNT + ":" + KEY).getBytes("US-ASCII"));
    if (!("Basic " + pair).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, "Invalid license key".getBytes("US-ASCII"), 0);
      return;
    }
    switch (exchange.getRequestURI().toString().replaceFirst(".*/", "")) {
      case "download?suffix=tar.gz.sha256" ->
          answer(
              exchange,
              200,
              (announced + "  GeoLite2-City_20260601.tar.gz\n").getBytes("US-ASCII"),
              0);
      case "download?suffix=tar.gz" -> {
        exchange
            .getResponseHeaders()
            .add(
                "Location",
                location.isEmpty()
                    ? "https://127.0.0.1:%d/city.tar.gz?signature=x"
                        .formatted(storage.getAddress().getPort())
                    : location);
        answer(exchange, 302, new byte[0], 0);
      }
      default -> {
        exchange.getResponseHeaders().add("X-Database-MD5", md5);
        boolean same = exchange.getRequestURI().getQuery().equals("db_md5=" + md5);
        answer(exchange, same ? 304 : 200, same ? new byte[0] : archive, 0);
      }
    }
  }

  private void stored(HttpExchange exchange) throws IOException {
    if (note(exchange)) {
      answer(exchange, 200, archive, withheld);
    }
  }

  private void plain(HttpExchange exchange) throws IOException {
    if (!note(exchange)) {
      return;
    }
    if (exchange.getRequestURI().getPath().endsWith(".sha256")) {
      answer(exchange, 200, (announced + "\n").getBytes("US-ASCII"), 0);
      return;
    }
    String tag = '"' + digest("MD5", archive) + '"';
    exchange.getResponseHeaders().add("ETag", tag);
    exchange.getResponseHeaders().add("Last-Modified", "Mon, 01 Jun 2026 00:00:00 GMT");
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    answer(exchange, same ? 304 : 200, same ? new byte[0] : archive, 0);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body, int withheld)
      throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body, 0, body.length - withheld);
      }
    } catch (IOException e) {
      if (withheld == 0) {
        throw e;
      }
    }
  }

  /** An archive like the vendor's, made by the system's tar. */
  public static byte[] tarGz(Path folder, Map<String, byte[]> files) throws Exception {
    Path root = Files.createDirectories(folder.resolve("GeoLite2-City_20260601"));
    List<String> command = new ArrayList<>(List.of("tar", "-C", folder.toString(), "-czf", "-"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(root.resolve(file.getKey()), file.getValue());
      command.add(root.getFileName() + "/" + file.getKey());
    }
    Process tar = new ProcessBuilder(command).start();
    byte[] archive = tar.getInputStream().readAllBytes();
    if (tar.waitFor() != 0) {
      throw new IOException(new String(tar.getErrorStream().readAllBytes()));
    }
    return archive;
  }

  @Override
  public void close() {
    vendor.stop(0);
    storage.stop(0);
  }
}
