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

  /** For whom the vantages' statuses make a verdict. */
  View view();

  /** Whose clients a verdict is for. */
  enum View {
    /** All vantages make one verdict for every client. */
    GLOBAL,
    /** The vantages of a region make the verdict for the clients near it, where there are some. */
    REGIONAL
  }

  /**
   * Where a response tells the load.
   *
   * @param source of the number
   * @param wholeDatacenter whether it is the datacenter's; else it is the member's, and those of a
   *     datacenter add up
   */
  record Load(Source source, boolean wholeDatacenter) {}

  /** A place in a response. */
  sealed interface Source {

    /** A header whose value is a number. */
    record Header(String name) implements Source {}

    /** A number in a JSON body: the keys that lead to it, at least one. */
    record Json(List<String> path) implements Source {
      public Json {
        path = List.copyOf(path);
      }
    }
  }

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
   * @param load where the response tells the load; null = it does not
   */
  record Http(
      String name,
      Cadence cadence,
      Quorum quorum,
      List<String> vantages,
      View view,
      boolean tls,
      int port,
      String path,
      @Nullable String host,
      List<StatusRange> status,
      @Nullable String body,
      Certificate certificate,
      @Nullable Load load)
      implements Monitor {
    public Http {
      vantages = List.copyOf(vantages);
      status = List.copyOf(status);
    }

    /** A global one that tells no load. */
    public Http(
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
        Certificate certificate) {
      this(
          name,
          cadence,
          quorum,
          vantages,
          View.GLOBAL,
          tls,
          port,
          path,
          host,
          status,
          body,
          certificate,
          null);
    }
  }

  /** A TCP connection that is accepted. */
  record Tcp(
      String name, Cadence cadence, Quorum quorum, List<String> vantages, View view, int port)
      implements Monitor {
    public Tcp {
      vantages = List.copyOf(vantages);
    }

    /** A global one. */
    public Tcp(String name, Cadence cadence, Quorum quorum, List<String> vantages, int port) {
      this(name, cadence, quorum, vantages, View.GLOBAL, port);
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

    @Override
    public View view() {
      return View.GLOBAL;
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
