package gslb.server.cli;

import gslb.server.config.ConfigReading;
import gslb.server.config.ServerConfig;
import gslb.server.config.ServerConfigFile;
import gslb.zones.problem.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config FILE}, and what holds without it. */
final class ConfigOption {
  /** Where the program is installed; the launcher says so. */
  private static final String HOME_PROPERTY = "gslb.home";

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The host's server.yaml. Without it: zones/example on 127.0.0.1:5300.")
  private @Nullable Path file;

  /** The installation's folder: defaults stand in it. */
  static Path home() {
    return Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
  }

  /**
   * Reads it and prints what is suspicious.
   *
   * @throws FailedException after printing what is wrong
   */
  ServerConfig read(PrintWriter err) {
    if (file == null) {
      return ServerConfigFile.defaults(home());
    }
    return switch (ServerConfigFile.read(file, home())) {
      case ConfigReading.Accepted(ServerConfig config, List<Problem> problems) -> {
        problems.forEach(err::println);
        yield config;
      }
      case ConfigReading.Refused(List<Problem> problems) -> {
        problems.forEach(err::println);
        throw new FailedException(file + " cannot be used; docs/server.yaml shows every key");
      }
    };
  }
}
