package gslb.server.control;

import gslb.zones.HostPort;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
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
    return post(path, Map.of());
  }

  /**
   * Asks for something to be done.
   *
   * @param parameters of the query, not yet escaped
   * @throws IOException if nothing answers there, or nothing of ours
   */
  public Answer post(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path, parameters)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /**
   * Asks for something to be taken away.
   *
   * @param parameters of the query, not yet escaped
   * @throws IOException if nothing answers there, or nothing of ours
   */
  public Answer delete(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path, parameters)).DELETE());
  }

  /**
   * Reads a path whose answer goes on, line by line, until enough was read or the server ends it.
   *
   * @param parameters of the query, not yet escaped
   * @param enough takes a line, never an empty one; true = no more
   * @return empty if lines were read; else what the server answered instead
   * @throws IOException if nothing answers there, or nothing of ours, or it went away
   */
  public Optional<Answer> follow(
      String path, Map<String, String> parameters, Predicate<String> enough)
      throws IOException, InterruptedException {
    HttpClient client = client();
    try {
      HttpResponse<InputStream> response =
          client.send(
              HttpRequest.newBuilder(uri(path, parameters)).GET().build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader body =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        if (response.statusCode() != 200) {
          return Optional.of(
              answer(response.statusCode(), body.lines().collect(Collectors.joining("\n"))));
        }
        String line = body.readLine();
        while (line != null && (line.isEmpty() || !enough.test(line))) {
          line = body.readLine();
        }
        return Optional.empty();
      }
    } finally {
      client.shutdownNow(); // close would wait for an answer that never ends
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .build();
  }

  private static Answer answer(int code, String body) throws IOException {
    try {
      return new Answer(code, body, new JsonObject(body).getMap());
    } catch (DecodeException e) {
      throw new IOException("what answers there is no gslb server", e);
    }
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    try (HttpClient client = client()) {
      HttpResponse<String> response =
          client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
      return answer(response.statusCode(), response.body());
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
