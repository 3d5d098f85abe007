package gslb.server.peer;

import java.nio.file.Path;

/** A zone as a peer is to serve it. */
public sealed interface PeerZone {

  /** Where it begins, without the last dot; the root is empty. */
  String origin();

  /** What else its block says, in the peer's own grammar: who may transfer, whom to tell. */
  String lines();

  /** A zone loaded from a file with that text. */
  record Primary(String origin, String text, String lines) implements PeerZone {
    /** Nothing else. */
    public Primary(String origin, String text) {
      this(origin, text, "");
    }
  }

  /** A zone fetched from a primary; {@code lines} says from where. */
  record Secondary(String origin, String lines) implements PeerZone {}

  /** Its file in the peer's folder; a secondary's is written by the peer. */
  default Path file(Path folder) {
    return folder.resolve("zones").resolve(origin().isEmpty() ? "root" : origin());
  }

  /** Its origin with the last dot. */
  default String absolute() {
    return origin() + ".";
  }
}
