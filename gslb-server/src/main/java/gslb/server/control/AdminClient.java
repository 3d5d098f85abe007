package gslb.server.control;

import gslb.zones.HostPort;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a running server's admin address. */
public final class AdminClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final InetSocketAddress address;

  /** Nothing is connected yet. */
  public AdminClient(InetSocketAddress address) {
    this.address = address;
  }

  /**
   * What it answered.
   *
   * @param code HTTP status
   * @param text the body as it came
   * @param document the body read
   */
  public record Answer(int code, String text, Map<String, Object> document) {}

  /**
   * Reads a path.
   *
   * @param parameters of the query, not yet escaped
   * @throws IOException if nothing answers there, or nothing of ours
   */
  public Answer get(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path, parameters)).GET());
  }

  /**
   * Asks for something to be done.
   *
   * @throws IOException if nothing answers there, or nothing of ours
   */
  public Answer post(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path, Map.of())).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build()) {
      HttpResponse<String> response =
          client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          response.statusCode(), response.body(), new JsonObject(response.body()).getMap());
    } catch (DecodeException e) {
      throw new IOException("what answers there is no gslb server", e);
    }
  }

  private URI uri(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + escape(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return URI.create(
        "http://" + HostPort.of(address) + path + (query.isEmpty() ? "" : "?" + query));
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
