package gslb.zones;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The configured check of a pool's members. */
public sealed interface Monitor {

  /** Unique over the definitions. */
  String name();

  /** How often, how patiently, how damped. */
  Cadence cadence();

  /** How the vantages' statuses become one verdict. */
  Quorum quorum();

  /** The regions whose vantages look; empty = all. */
  List<String> vantages();

  /**
   * The pace of a monitor and the damping of its results (S-16).
   *
   * @param interval between two probes of one endpoint, 100 ms or more
   * @param timeout of one probe, shorter than the interval
   * @param rise successes in a row that turn a status up, 1..100
   * @param fall failures in a row that turn a status down, 1..100
   */
  record Cadence(Duration interval, Duration timeout, int rise, int fall) {}

  /**
   * What a certificate check wants.
   *
   * @param verify whether chain and name must be valid
   * @param warnBefore how long before its end a certificate is reported
   */
  record Certificate(boolean verify, Duration warnBefore) {}

  /**
   * An HTTP or HTTPS request.
   *
   * @param tls https or http
   * @param port 1..65535
   * @param path request target, starts with a slash
   * @param host Host header, SNI and certificate name; null = the member's address
   * @param status accepted status classes and codes; see {@link StatusRange}
   * @param body RE2 expression that must be found in the first 64 KiB of the body; null = any body
   * @param certificate only looked at with tls
   */
  record Http(
      String name,
      Cadence cadence,
      Quorum quorum,
      List<String> vantages,
      boolean tls,
      int port,
      String path,
      @Nullable String host,
      List<StatusRange> status,
      @Nullable String body,
      Certificate certificate)
      implements Monitor {
    public Http {
      vantages = List.copyOf(vantages);
      status = List.copyOf(status);
    }
  }

  /** A TCP connection that is accepted. */
  record Tcp(String name, Cadence cadence, Quorum quorum, List<String> vantages, int port)
      implements Monitor {
    public Tcp {
      vantages = List.copyOf(vantages);
    }
  }

  /** No check: the members are always up. */
  record None(String name) implements Monitor {
    @Override
    public Cadence cadence() {
      return new Cadence(Duration.ofSeconds(5), Duration.ofSeconds(2), 1, 1);
    }

    @Override
    public Quorum quorum() {
      return new Quorum.Any();
    }

    @Override
    public List<String> vantages() {
      return List.of();
    }
  }

  /** HTTP status codes {@code from..to}, both included: 200..200 for "200", 200..299 for "2xx". */
  record StatusRange(int from, int to) {
    /** Whether the code is one of them. */
    public boolean contains(int status) {
      return from <= status && status <= to;
    }
  }
}
