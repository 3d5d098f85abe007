package gslb.server.scenario;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One step of a scenario, with the line it stands on. */
sealed interface Step {
  int line();

  /** {@code member POOL/NAME up|down [v4|v6]}. */
  record Health(int line, String member, boolean up) implements Step {}

  /** {@code advance 30s}. */
  record Advance(int line, Duration by) implements Step {}

  /** {@code query NAME TYPE ...} with the lines that follow it. */
  record Ask(
      int line,
      String name,
      String type,
      int qclass,
      InetAddress from,
      @Nullable String subnet,
      List<String> options,
      boolean tcp,
      int payload,
      Expected expected)
      implements Step {}

  /**
   * What a response must be. Sections not mentioned must be empty, save the answer's OPT; its
   * options are looked at only where they are mentioned.
   */
  final class Expected {
    String rcode = "NOERROR";
    final List<String> flags = new ArrayList<>();
    @Nullable Integer scope;
    boolean dropped;
    final Map<String, List<String>> sections = new TreeMap<>();
    final List<String> options = new ArrayList<>();
    final List<String> oneOf = new ArrayList<>();
    final Map<String, Long> counters = new TreeMap<>();

    /** Daemons of other servers that may answer otherwise, and why. */
    final Map<String, String> exceptions = new TreeMap<>();
  }
}
