package gslb.zones;

import gslb.zones.problem.Problems;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/** Reads what stands after the type in an entry of a zone file; dnsjava knows how, type by type. */
final class RecordData {

  private final Problems problems;

  RecordData(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads the data of one record.
   *
   * @param ttl seconds; negative = none is known
   * @param typeWord where a problem of data without words is told
   * @param data the words after the type
   * @param origin for relative names in the data
   * @return null after a problem was reported
   */
  @Nullable Record read(
      Name name,
      int type,
      long ttl,
      ZoneLine.Word typeWord,
      List<ZoneLine.Word> data,
      Name origin) {
    Record address = ttl < 0 ? null : address(name, type, ttl, data);
    if (address != null) {
      return address;
    }
    StringBuilder text = new StringBuilder();
    for (ZoneLine.Word word : data) {
      text.append(text.isEmpty() ? "" : " ").append(word.text());
    }
    CountingTokenizer words = new CountingTokenizer(text.toString());
    try {
      Record record = Record.fromString(name, type, DClass.IN, Math.max(ttl, 0), words, origin);
      if (ttl >= 0) {
        // Some data only fails when it is written, such as a HIP record without a key.
        record.toWire(Section.ANSWER);
        return record;
      }
      if (record instanceof SOARecord soa) { // as other servers do where nothing else is said
        return read(name, type, soa.getMinimum(), typeWord, data, origin);
      }
      problems.error(typeWord.at(), "no TTL: write one, or a $TTL line before");
    } catch (IOException | IllegalArgumentException e) {
      badData(typeWord, data, String.valueOf(e.getMessage()), words.taken());
    } catch (RuntimeException e) {
      badData(typeWord, data, "there is something missing", words.taken());
    }
    return null;
  }

  /**
   * Addresses, most of what large zones hold, without dnsjava's tokenizer, which takes a buffer of
   * 8 KB a record.
   *
   * @return null for everything that is no plain address record
   */
  private static @Nullable Record address(Name name, int type, long ttl, List<ZoneLine.Word> data) {
    if (data.size() != 1 || (type != Type.A && type != Type.AAAA)) {
      return null;
    }
    return switch (AddressText.parse(data.getFirst().text())) {
      case Inet4Address v4 when type == Type.A -> new ARecord(name, DClass.IN, ttl, v4);
      case Inet6Address v6 when type == Type.AAAA -> new AAAARecord(name, DClass.IN, ttl, v6);
      case null, default -> null;
    };
  }

  /** Tells what dnsjava says at the last word it took. */
  private void badData(ZoneLine.Word type, List<ZoneLine.Word> data, String said, int taken) {
    String reason = said.replace("<none>:1: ", ""); // dnsjava's position in the data alone
    ZoneLine.Word at = data.isEmpty() ? type : data.get(Math.clamp(taken - 1, 0, data.size() - 1));
    problems.error(at.at(), type.text().toUpperCase(Locale.ROOT) + " data: " + reason);
  }

  /** Counts the words dnsjava has taken, so that its complaint gets a column. */
  private static final class CountingTokenizer extends Tokenizer {

    private int taken;

    CountingTokenizer(String text) {
      super(text);
    }

    @Override
    public Token get(boolean wantWhitespace, boolean wantComment) throws IOException {
      Token token = super.get(wantWhitespace, wantComment);
      taken++;
      return token;
    }

    @Override
    public void unget() {
      super.unget();
      taken--;
    }

    /** Words taken so far; one more than there are at the end of the data. */
    int taken() {
      return taken;
    }
  }
}
