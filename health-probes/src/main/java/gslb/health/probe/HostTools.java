package gslb.health.probe;

import gslb.zones.Check;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of the host's a probe may run.
 *
 * @param ping the system's ping; null = there is none
 * @param commands the folder whose files definitions may name; null = they may run nothing
 */
public record HostTools(@Nullable Path ping, @Nullable Path commands) {

  /** Where ping is beside the search path, which a service may lack. */
  private static final List<String> USUAL = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  /** Nothing. */
  public static final HostTools NONE = new HostTools(null, null);

  /** The system's ping, and a folder of commands if the host's configuration names one. */
  public static HostTools find(@Nullable Path commands) {
    List<String> folders = new ArrayList<>();
    folders.addAll(
        List.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator)));
    folders.addAll(USUAL);
    for (String folder : folders) {
      Path ping = folder.isEmpty() ? null : Path.of(folder, "ping");
      if (ping != null && Files.isExecutable(ping)) {
        return new HostTools(ping, commands);
      }
    }
    return new HostTools(null, commands);
  }

  /** Why this host cannot run a check; null if it can. A vantage that cannot has no opinion. */
  public @Nullable String obstacle(Check check) {
    return switch (check) {
      case Check.Icmp() -> ping == null ? "there is no 'ping' on this host" : null;
      case Check.Command(List<String> words) -> obstacle(words.getFirst());
      case Check.Http _,
          Check.Tcp _,
          Check.Tls _,
          Check.Dns _,
          Check.Grpc _,
          Check.Composite _,
          Check.None _ ->
          null;
    };
  }

  private @Nullable String obstacle(String command) {
    if (commands == null) {
      return "it runs a command, and 'probe.commands' of server.yaml names no folder of them";
    }
    Path file = commands.resolve(command);
    return Files.isRegularFile(file) && Files.isExecutable(file)
        ? null
        : "there is no executable file " + file;
  }
}
