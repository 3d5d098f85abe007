package gslb.server.cli;

import gslb.server.config.ServerConfig;
import gslb.server.control.AdminClient;
import gslb.zones.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --admin ADDRESS}: which running server a command asks. */
final class AdminOption {
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = "The server's admin address. Without it, the one in --config.")
  private @Nullable String admin;

  /** The host's configuration, whether or not it names the server. */
  ServerConfig config(PrintWriter err) {
    return config.read(err);
  }

  /** Whether a server was named beside the one of the configuration. */
  boolean isNamed() {
    return admin != null;
  }

  /** What a server answers, or the reason why none does. */
  AdminClient.Answer get(PrintWriter err, String path, Map<String, String> parameters) {
    InetSocketAddress address = address(err);
    return answer(address, () -> new AdminClient(address).get(path, parameters));
  }

  /** What a server did, or the reason why none did. */
  AdminClient.Answer post(PrintWriter err, String path, Map<String, String> parameters) {
    InetSocketAddress address = address(err);
    return answer(address, () -> new AdminClient(address).post(path, parameters));
  }

  /** What a server took away, or the reason why none did. */
  AdminClient.Answer delete(PrintWriter err, String path, Map<String, String> parameters) {
    InetSocketAddress address = address(err);
    return answer(address, () -> new AdminClient(address).delete(path, parameters));
  }

  /**
   * Hands over line after line of an answer that goes on, until enough was read or the server ends.
   *
   * @return empty if lines were read; else what the server answered instead
   */
  Optional<AdminClient.Answer> follow(
      PrintWriter err, String path, Map<String, String> parameters, Predicate<String> enough) {
    InetSocketAddress address = address(err);
    return answer(address, () -> new AdminClient(address).follow(path, parameters, enough));
  }

  private InetSocketAddress address(PrintWriter err) {
    if (admin == null) {
      return config.read(err).listen().admin();
    }
    HostPort address = HostPort.parse(admin);
    if (address == null) {
      throw new FailedException("expected --admin HOST:PORT, found '" + admin + "'");
    }
    return new InetSocketAddress(address.host(), address.port());
  }

  private static <T> T answer(InetSocketAddress address, Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new FailedException(
          "no server answers on "
              + HostPort.of(address)
              + " (start one with 'gslb serve' or 'gslb demo', or name its --admin address)",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailedException("interrupted", e);
    }
  }

  private interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }
}
