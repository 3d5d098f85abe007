package gslb.server.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every override says besides its word. */
final class OverrideOptions {
  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description =
          "POOL/MEMBER, a datacenter or a pool; * stands for any letters: web/*, */fra-*. Where a"
              + " datacenter and a pool share a name: datacenter:NAME or pool:NAME.")
  private String target = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why: shown by status, explain and journal.")
  private String reason = "";

  @Option(
      names = "--owner",
      paramLabel = "NAME",
      description = "Who says so. Without it, USER@HOST.")
  private @Nullable String owner;

  @ArgGroup(multiplicity = "1")
  private Lasting lasting = new Lasting();

  @Option(names = "--force", description = "Even if it leaves a pool below its safety floor.")
  private boolean force;

  private static final class Lasting {
    @Option(
        names = "--for",
        paramLabel = "DURATION",
        description = "How long, such as 90s, 2h or 7d, up to 365d.")
    private @Nullable String duration;

    @Option(names = "--forever", description = "Until somebody restores it.")
    private boolean forever;
  }

  /** As the admin address wants it. */
  Map<String, String> parameters(String word) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("word", word);
    parameters.put("target", target);
    parameters.put("reason", reason);
    parameters.put("owner", owner(owner));
    if (lasting.duration != null) {
      parameters.put("for", lasting.duration);
    }
    parameters.put("forever", String.valueOf(lasting.forever));
    parameters.put("force", String.valueOf(force));
    return parameters;
  }

  /** Whoever was named, or whoever runs this. */
  static String owner(@Nullable String named) {
    return named != null ? named : System.getProperty("user.name") + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a host that does not know its own name
    }
  }
}
