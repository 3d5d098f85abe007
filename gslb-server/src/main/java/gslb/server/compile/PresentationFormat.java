package gslb.server.compile;

import gslb.zones.AddressText;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Names, types and records as people write them (RFC 1035 §5.1), for the rooms that do not know
 * dnsjava.
 */
public final class PresentationFormat {
  private PresentationFormat() {}

  /**
   * A name's wire form.
   *
   * @param text absolute, with or without its final dot
   * @throws IllegalArgumentException if it is no domain name
   */
  public static byte[] name(String text) {
    return WireForm.name(text).toWire();
  }

  /** A type's number, by mnemonic or as {@code TYPE123}; empty if there is none. */
  public static OptionalInt type(String text) {
    int type = Type.value(text, true);
    return type < 0 ? OptionalInt.empty() : OptionalInt.of(type);
  }

  /**
   * A name as text, with its final dot.
   *
   * @param wire its wire form
   * @throws IllegalArgumentException if it is no domain name
   */
  public static String nameText(byte[] wire) {
    try {
      return new Name(wire).toString();
    } catch (IOException e) {
      throw new IllegalArgumentException("no name: " + e.getMessage(), e);
    }
  }

  /** A type's mnemonic, or {@code TYPE123}. */
  public static String typeText(int type) {
    return Type.string(type);
  }

  /** A class's mnemonic, or {@code CLASS123}. */
  public static String classText(int dclass) {
    return DClass.string(dclass);
  }

  /**
   * The answer section of a message, a record a line.
   *
   * @throws IllegalArgumentException if it is no DNS message
   */
  public static List<String> answer(byte[] message) {
    try {
      return new Message(message)
          .getSection(Section.ANSWER).stream().map(PresentationFormat::record).toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("no DNS message: " + e.getMessage(), e);
    }
  }

  private static String record(Record record) {
    return "%s %d %s %s"
        .formatted(
            record.getName(),
            record.getTTL(),
            Type.string(record.getType()),
            record instanceof AAAARecord v6
                ? AddressText.of(v6.getAddress())
                : record.rdataToString());
  }
}
