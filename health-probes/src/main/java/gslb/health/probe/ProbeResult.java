package gslb.health.probe;

import gslb.health.status.MemberStatus;
import java.time.Duration;

/** What one run of a monitor found (S-16). */
public sealed interface ProbeResult {

  /**
   * The endpoint did what its monitor expects.
   *
   * @param load what it said of its load, 0 or more; {@link MemberStatus#UNTOLD} if nothing
   * @param warning what an operator should see to before it fails; empty = nothing
   */
  record Success(Duration latency, double load, String warning) implements ProbeResult {
    /** Of an endpoint that says nothing of its load and need not be seen to. */
    public Success(Duration latency) {
      this(latency, MemberStatus.UNTOLD, "");
    }
  }

  /**
   * It did not.
   *
   * @param reason what kind of failure
   * @param detail the particulars, for an operator: {@code got 503, expected 200..299}
   */
  record Failure(Reason reason, String detail) implements ProbeResult {}

  /**
   * The prober could not look: that says nothing of the endpoint.
   *
   * @param detail what was in the way, for an operator: {@code too many open files}
   */
  record Unable(String detail) implements ProbeResult {}

  /** Kinds of failure; the words are an operator's. */
  enum Reason {
    /** Nothing listens there. */
    REFUSED("refused"),
    /** Not done within the monitor's timeout. */
    TIMED_OUT("timed out"),
    /** No way to the host. */
    UNREACHABLE("unreachable"),
    /** The connection ended before the answer did. */
    CLOSED("closed"),
    /** An HTTP status that is not expected. */
    BAD_STATUS("bad status"),
    /** The expected text is not in the body. */
    BODY_MISMATCH("body mismatch"),
    /** A certificate that does not hold. */
    CERTIFICATE("certificate"),
    /** A DNS answer with a response code that is not expected. */
    BAD_RCODE("bad rcode"),
    /** The expected data is not in the DNS answer. */
    VALUE_MISMATCH("value mismatch"),
    /** A gRPC server that says of a service that it does not serve. */
    NOT_SERVING("not serving"),
    /** A command that says no. */
    EXIT_STATUS("exit status"),
    /** A CNAME target without an address. */
    NAME_NOT_FOUND("name not found"),
    /** It does not speak the monitor's protocol. */
    PROTOCOL("protocol error");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** As a status and a log line say it. */
    public String words() {
      return words;
    }
  }

  /** Whether it speaks for the endpoint being up. */
  default boolean succeeded() {
    return this instanceof Success;
  }

  /** The whole finding in an operator's words. */
  default String describe() {
    return switch (this) {
      case Success(Duration latency, double _, String warning) ->
          "ok in " + latency.toMillis() + " ms" + (warning.isEmpty() ? "" : "; " + warning);
      case Failure(Reason reason, String detail) -> reason.words() + ": " + detail;
      case Unable(String detail) -> "cannot look: " + detail;
    };
  }
}
