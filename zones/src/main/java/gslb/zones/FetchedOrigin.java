package gslb.zones;

import gslb.zones.problem.Position;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/**
 * The origin of a zone that is fetched from a primary, so that no file declares it.
 *
 * @param name canonical
 * @param at where an operator wrote that
 */
public record FetchedOrigin(Name name, Position at) {

  /**
   * The origin that is written.
   *
   * @param written with or without its final dot
   * @throws IllegalArgumentException if it is no domain name; the message names it
   */
  public static FetchedOrigin of(String written, Position at) {
    try {
      return new FetchedOrigin(Name.fromString(written, Name.root).canonicalize(), at);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(written + " is no domain name: " + e.getMessage(), e);
    }
  }
}
