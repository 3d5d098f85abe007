package gslb.server.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks hosts over HTTPS. Redirects are followed here and not by the JDK, which would take an
 * account's secret along to whoever it is sent to.
 */
final class Hosts {
  private static final int REDIRECTS = 5;
  private static final int TEXT_LIMIT = 4096;

  /** A database of every city is 130 MB; what is larger than an array can hold cannot be read. */
  static final long FILE_LIMIT = Integer.MAX_VALUE - 64L;

  private final SSLSocketFactory trusted;
  private final int patienceMillis;

  /**
   * Hosts that show a certificate of someone trusted.
   *
   * @param patience how long to wait for a connection, and for each next byte
   */
  Hosts(SSLSocketFactory trusted, Duration patience) {
    this.trusted = trusted;
    this.patienceMillis = Math.toIntExact(patience.toMillis());
  }

  /** Told how far a download is: bytes so far, bytes in all or -1. */
  interface Progress {
    void at(long bytes, long all);
  }

  /**
   * What was downloaded.
   *
   * @param sha256 of it, hexadecimal
   * @param etag as the host sent it; empty = it sent none
   * @param modified the header Last-Modified, likewise
   * @param md5 the header X-Database-MD5, likewise
   */
  record Downloaded(String sha256, String etag, String modified, String md5) {}

  /** A short text. */
  String text(Request request) throws UpdateException {
    return ask(
        request,
        connection -> {
          try (InputStream in = connection.getInputStream()) {
            return new String(in.readNBytes(TEXT_LIMIT), StandardCharsets.US_ASCII);
          }
        });
  }

  /**
   * Downloads to a file, which is made anew.
   *
   * @return nothing where it is not modified
   */
  Optional<Downloaded> download(Request request, Path file, Progress progress)
      throws UpdateException {
    return ask(
        request,
        connection -> {
          if (connection.getResponseCode() == HttpURLConnection.HTTP_NOT_MODIFIED) {
            return Optional.empty();
          }
          return Optional.of(
              new Downloaded(
                  save(connection, file, progress),
                  header(connection, "ETag"),
                  header(connection, "Last-Modified"),
                  header(connection, "X-Database-MD5")));
        });
  }

  private static String header(HttpsURLConnection connection, String name) {
    String value = connection.getHeaderField(name);
    return value == null ? "" : value.strip();
  }

  private static String save(HttpsURLConnection connection, Path file, Progress progress)
      throws IOException, UpdateException {
    long all = connection.getContentLengthLong();
    MessageDigest digest = sha256();
    long bytes = 0;
    try (InputStream in = connection.getInputStream();
        Written out = new Written(file)) {
      byte[] chunk = new byte[1 << 16];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        bytes += read;
        if (bytes > FILE_LIMIT) {
          throw UpdateException.lasting(Request.host(uri(connection)) + " sends more than 2 GiB");
        }
        digest.update(chunk, 0, read);
        out.write(chunk, read);
        progress.at(bytes, all);
      }
    }
    if (all >= 0 && bytes != all) {
      throw UpdateException.passing(
          "the download broke off after %d of %d bytes".formatted(bytes, all), Duration.ZERO);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What cannot be written is this host's fault, not the other one's: nothing to try again. */
  private static final class Written implements AutoCloseable {
    private final Path file;
    private final OutputStream out;

    Written(Path file) throws UpdateException {
      this.file = file;
      try {
        out =
            Channels.newOutputStream(
                FileChannel.open(
                    file,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE));
      } catch (IOException e) {
        throw failed(file, e);
      }
    }

    void write(byte[] bytes, int length) throws UpdateException {
      try {
        out.write(bytes, 0, length);
      } catch (IOException e) {
        throw failed(file, e);
      }
    }

    @Override
    public void close() throws UpdateException {
      try {
        out.close();
      } catch (IOException e) {
        throw failed(file, e);
      }
    }

    private static UpdateException failed(Path file, IOException e) {
      return UpdateException.lasting("cannot write " + file + ": " + e.getMessage());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }

  /** What is done with an answer that is 200 or 304. */
  private interface Reading<T> {
    T read(HttpsURLConnection connection) throws IOException, UpdateException;
  }

  private <T> T ask(Request first, Reading<T> reading) throws UpdateException {
    Request request = first;
    for (int i = 0; i <= REDIRECTS; i++) {
      URI url = request.url();
      try {
        HttpsURLConnection connection = open(request);
        try {
          int status = connection.getResponseCode();
          if (status == 200 || status == 304) {
            return reading.read(connection);
          }
          if (status / 100 != 3) {
            throw refused(status, connection);
          }
          request = request.to(url.resolve(header(connection, "Location")));
        } finally {
          connection.disconnect();
        }
      } catch (SSLException e) {
        String why = String.valueOf(e.getMessage());
        throw UpdateException.lasting(
            Request.host(url)
                + " does not prove who it is: "
                + (why.contains("PKIX") ? "nobody trusted signed its certificate" : why));
      } catch (IllegalArgumentException e) {
        throw UpdateException.lasting(Request.host(url) + " leads to no address");
      } catch (IOException e) {
        throw UpdateException.passing(Request.host(url) + ": " + said(e), Duration.ZERO);
      }
    }
    throw UpdateException.lasting(Request.host(first.url()) + " leads from one host to the next");
  }

  private static String said(IOException e) {
    return switch (e) {
      case UnknownHostException _ -> "no such host";
      case SocketTimeoutException _ -> "does not answer";
      case ConnectException _ -> "cannot be reached";
      default -> String.valueOf(e.getMessage());
    };
  }

  private HttpsURLConnection open(Request request) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) request.url().toURL().openConnection();
    connection.setSSLSocketFactory(trusted);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout(patienceMillis);
    connection.setReadTimeout(patienceMillis);
    connection.setRequestProperty("User-Agent", "gslb");
    connection.setRequestProperty("Accept", "*/*");
    if (request.authorization() != null) {
      connection.setRequestProperty("Authorization", request.authorization());
    }
    for (Map.Entry<String, String> header : request.conditions().entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    return connection;
  }

  private static URI uri(HttpURLConnection connection) {
    return URI.create(connection.getURL().toString());
  }

  private static UpdateException refused(int status, HttpsURLConnection connection) {
    String host = Request.host(uri(connection));
    Duration after = retryAfter(header(connection, "Retry-After"));
    Function<String, UpdateException> lasting =
        why -> UpdateException.lasting(host + ": " + why + " (HTTP " + status + ")");
    return switch (status) {
      case 401 -> lasting.apply("account id or licence key is wrong");
      case 403 -> lasting.apply("this account may not download that");
      case 404, 410 -> lasting.apply("there is no such database");
      case 429 ->
          after.isZero()
              ? lasting.apply("too many downloads; try again tomorrow")
              : UpdateException.passing(host + ": too many downloads (HTTP 429)", after);
      default ->
          status >= 500
              ? UpdateException.passing(host + ": out of order (HTTP " + status + ")", after)
              : lasting.apply("an answer nobody expected");
    };
  }

  /** Seconds; a date is not understood, as nobody sends one. */
  private static Duration retryAfter(String header) {
    try {
      return Duration.ofSeconds(Math.clamp(Long.parseLong(header), 0, 1 << 20));
    } catch (NumberFormatException e) {
      return Duration.ZERO;
    }
  }
}
