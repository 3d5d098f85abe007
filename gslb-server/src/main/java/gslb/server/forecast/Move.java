package gslb.server.forecast;

/**
 * From a place to a place, which may be the same.
 *
 * @param from a datacenter, or a word in brackets
 * @param to likewise
 */
public record Move(String from, String to) {
  /** Whether it is to another place. */
  boolean isFar() {
    return !from.equals(to);
  }
}
