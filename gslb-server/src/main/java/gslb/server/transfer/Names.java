package gslb.server.transfer;

import java.io.IOException;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Domain names out of files and messages. */
final class Names {
  private Names() {}

  /** An absolute name, with or without its final dot. */
  static Name of(String text) {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException(text + " is no domain name: " + e.getMessage(), e);
    }
  }

  /** A whole wire name. */
  static Name of(byte[] wire) {
    try {
      return new Name(wire);
    } catch (IOException e) {
      throw new IllegalArgumentException("no domain name: " + e.getMessage(), e);
    }
  }
}
