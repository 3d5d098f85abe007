package gslb.zones;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a monitor looks at. */
public sealed interface Check {

  /** Where the load of what is checked is told; null = nowhere. */
  default @Nullable Load load() {
    return null;
  }

  /**
   * An HTTP or HTTPS request.
   *
   * @param tls https or http
   * @param protocol which HTTP is spoken; no other is accepted instead
   * @param port 1..65535
   * @param method of the request
   * @param path request target, starts with a slash
   * @param host Host header, SNI and certificate name; null = the member's address
   * @param headers more of the request's headers, in file order
   * @param status accepted status classes and codes; see {@link StatusRange}
   * @param body RE2 expression that must be found in the first 64 KiB of the body; null = any body
   * @param certificate only looked at with tls
   * @param load where the response tells the load; null = it does not
   * @param keepAlive whether a connection serves more than one probe
   */
  record Http(
      boolean tls,
      Protocol protocol,
      int port,
      Method method,
      String path,
      @Nullable String host,
      Map<String, String> headers,
      List<StatusRange> status,
      @Nullable String body,
      Certificate certificate,
      @Nullable Load load,
      boolean keepAlive)
      implements Check {
    public Http {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
      status = List.copyOf(status);
    }
  }

  /** A TCP connection that is accepted. */
  record Tcp(int port) implements Check {}

  /**
   * A TLS handshake.
   *
   * @param port 1..65535
   * @param host SNI and certificate name; null = the member's address
   */
  record Tls(int port, @Nullable String host, Certificate certificate) implements Check {}

  /**
   * A DNS question, over UDP, and over TCP where the answer is truncated.
   *
   * @param port 1..65535
   * @param name absolute, with its final dot
   * @param type mnemonic of the asked type
   * @param recursion whether recursion is desired
   * @param rcodes mnemonics of the accepted response codes, at least one
   * @param value data that one of the answer's records of the type must have, in presentation form,
   *     names absolute; null = any answer
   */
  record Dns(
      int port,
      String name,
      String type,
      boolean recursion,
      List<String> rcodes,
      @Nullable String value)
      implements Check {
    public Dns {
      rcodes = List.copyOf(rcodes);
    }
  }

  /**
   * A {@code Check} of the standard service {@code grpc.health.v1.Health}.
   *
   * @param tls whether HTTP/2 is spoken over TLS, or in the clear with prior knowledge
   * @param port 1..65535
   * @param host authority, SNI and certificate name; null = the member's address
   * @param service whose health is asked for; empty = the whole server's
   * @param certificate only looked at with tls
   */
  record Grpc(boolean tls, int port, @Nullable String host, String service, Certificate certificate)
      implements Check {}

  /** An echo request of ICMP, by the system's {@code ping}. */
  record Icmp() implements Check {}

  /**
   * A command that exits with status 0.
   *
   * @param words a file in the folder the host configuration names, and its arguments; {@code
   *     {target}} in an argument is what is checked
   */
  record Command(List<String> words) implements Check {
    public Command {
      words = List.copyOf(words);
    }
  }

  /**
   * So many of several monitors at least, each of which looks at the same member.
   *
   * @param needed 1 to the number of parts
   * @param parts two or more, none of which checks nothing
   */
  record Composite(int needed, List<Monitor> parts) implements Check {
    public Composite {
      parts = List.copyOf(parts);
    }

    /** That of the first part that is told one. */
    @Override
    public @Nullable Load load() {
      return parts.stream()
          .map(part -> part.check().load())
          .filter(Objects::nonNull)
          .findFirst()
          .orElse(null);
    }
  }

  /** No check. */
  record None() implements Check {}

  /** Versions of HTTP. */
  enum Protocol {
    /** HTTP/1.1. */
    HTTP_1_1,
    /** HTTP/2, over TLS by ALPN, in the clear with prior knowledge. */
    HTTP_2
  }

  /** Methods of a request; none sends a body. */
  enum Method {
    GET,
    HEAD,
    OPTIONS,
    POST
  }

  /**
   * What a certificate check wants.
   *
   * @param verify whether chain, dates and name must be valid
   * @param warnBefore how long before its end a certificate is reported
   */
  record Certificate(boolean verify, Duration warnBefore) {
    /** Where there is none. */
    public static final Certificate UNUSED = new Certificate(false, Duration.ZERO);
  }

  /** HTTP status codes {@code from..to}, both included: 200..200 for "200", 200..299 for "2xx". */
  record StatusRange(int from, int to) {
    /** Whether the code is one of them. */
    public boolean contains(int status) {
      return from <= status && status <= to;
    }
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
}
