package gslb.zones;

import gslb.zones.problem.ClosestWord;
import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TTL;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Reads a zone file (RFC 1035 §5, {@code $TTL} of RFC 2308 §4, unknown types of RFC 3597, {@code
 * $GENERATE}). Entries are cut by {@link ZoneScanner} and their data is read by dnsjava, one record
 * at a time: its own reader of whole files stops at the first error, knows no columns, and bounds
 * neither {@code $INCLUDE} nor {@code $GENERATE}.
 */
final class ZoneFile {

  private static final int DEEPEST_INCLUDE = 8;

  private final DefinitionsFiles files;
  private final Problems problems;
  private final RecordData recordData;
  private final List<ZoneRecord> records = new ArrayList<>();
  private final Set<Path> parts = new LinkedHashSet<>();
  private Name origin;
  private @Nullable Name owner;
  private long defaultTtl = -1;
  private long lastTtl = -1;

  private ZoneFile(Name origin, DefinitionsFiles files, Problems problems) {
    this.origin = origin;
    this.files = files;
    this.problems = problems;
    this.recordData = new RecordData(problems);
  }

  /** The file of the root zone, whose own name would leave nothing before the ending. */
  private static final String ROOT = "root";

  /** The origin a file's name stands for; null after a problem was reported. */
  static @Nullable Name originOf(Path file, Problems problems) {
    String name = file.getFileName().toString();
    String written = name.substring(0, name.length() - ".zone".length());
    if (written.equals(ROOT)) {
      return Name.root;
    }
    try {
      if (!written.isEmpty()) {
        return Name.fromString(written, Name.root).canonicalize();
      }
    } catch (TextParseException e) {
      // told below
    }
    problems.error(Position.startOf(file), "the file's name is no ORIGIN.zone");
    return null;
  }

  /**
   * What can be read.
   *
   * @param records in file order
   * @param parts the file and those it includes
   */
  record Content(List<ZoneRecord> records, Set<Path> parts) {}

  /** Every record that can be read; whatever cannot is reported. */
  static Content read(Path file, Name origin, DefinitionsFiles files, Problems problems) {
    ZoneFile reader = new ZoneFile(origin, files, problems);
    String text = files.text(file, Position.startOf(file));
    if (text != null) {
      reader.read(text, file, 0);
    }
    return new Content(reader.records, reader.parts);
  }

  private void read(String text, Path file, int depth) {
    parts.add(file);
    ZoneScanner scanner = new ZoneScanner(text, file, problems);
    for (ZoneLine line = scanner.next(); line != null; line = scanner.next()) {
      ZoneLine.Word first = line.words().getFirst();
      switch (first.text().toUpperCase(Locale.ROOT)) {
        case "$TTL" -> {
          Long ttl = oneArgument(line) ? ttl(line.words().get(1)) : null;
          defaultTtl = ttl == null ? defaultTtl : ttl;
        }
        case "$ORIGIN" -> {
          Name name = oneArgument(line) ? name(line.words().get(1), origin) : null;
          origin = name == null ? origin : name;
        }
        case "$INCLUDE" -> include(line, depth);
        case "$GENERATE" -> generate(line);
        default -> {
          if (first.text().startsWith("$")) {
            error(
                first,
                "unknown directive '"
                    + first.text()
                    + "'"
                    + ClosestWord.hint(
                        first.text(), List.of("$TTL", "$ORIGIN", "$INCLUDE", "$GENERATE")));
          } else {
            record(line);
          }
        }
      }
    }
  }

  /** Relative to the including file; the origin and owner before it hold again after it. */
  private void include(ZoneLine line, int depth) {
    if (line.words().size() < 2 || line.words().size() > 3) {
      error(line.words().getFirst(), "expected a file and perhaps an origin after $INCLUDE");
      return;
    }
    ZoneLine.Word written = line.words().get(1);
    if (depth == DEEPEST_INCLUDE) {
      error(written, "files are included more than " + DEEPEST_INCLUDE + " deep");
      return;
    }
    Path beside = files.named(written.at().file(), unquoted(written.text()), written.at());
    Name outerOrigin = origin;
    Name outerOwner = owner;
    Name inner = line.words().size() == 3 ? name(line.words().get(2), origin) : origin;
    String text = beside == null ? null : files.text(beside, written.at());
    if (beside != null && text != null && inner != null) {
      origin = inner;
      read(text, beside, depth + 1);
    }
    origin = outerOrigin;
    owner = outerOwner;
  }

  private void generate(ZoneLine line) {
    List<ZoneLine.Word> words = line.words();
    if (words.size() < 4) {
      error(words.getFirst(), "expected a range, an owner, a type and data after $GENERATE");
      return;
    }
    Generate range = Generate.range(words.get(1).text());
    if (range == null) {
      error(
          words.get(1),
          "'"
              + words.get(1).text()
              + "' is no range START-STOP[/STEP] of at most "
              + Generate.MOST
              + " records");
      return;
    }
    List<ZoneLine.Word> templates = words.subList(2, words.size());
    for (long number = range.start(); number <= range.stop(); number += range.step()) {
      List<ZoneLine.Word> made = new ArrayList<>();
      for (ZoneLine.Word template : templates) {
        String text = Generate.expand(template.text(), number);
        if (text == null) {
          error(template, "'" + template.text() + "' is no template such as host-${0,3,d}");
          return;
        }
        made.add(new ZoneLine.Word(text, template.at()));
      }
      if (!record(new ZoneLine(false, made))) {
        return; // the others would only say the same again
      }
    }
  }

  /** {@code [owner] [ttl] [class] type data...}, ttl and class in either order. */
  private boolean record(ZoneLine line) {
    List<ZoneLine.Word> words = line.words();
    int next = 0;
    if (!line.indented()) {
      owner = name(words.get(next++), origin);
    } else if (owner == null) {
      error(words.getFirst(), "there is no owner name before that this entry could take over");
    }
    long written = -1;
    while (next < words.size()) {
      ZoneLine.Word word = words.get(next);
      if (written < 0 && word.text().charAt(0) >= '0' && word.text().charAt(0) <= '9') {
        Long ttl = ttl(word);
        if (ttl == null) {
          return false;
        }
        written = ttl;
      } else if (word.text().equalsIgnoreCase("CH") || word.text().equalsIgnoreCase("HS")) {
        error(word, "the class " + word.text() + " is not served, expected IN");
        return false;
      } else if (!word.text().equalsIgnoreCase("IN")) {
        break;
      }
      next++;
    }
    if (next == words.size()) {
      error(words.getLast(), "expected a record type after '" + words.getLast().text() + "'");
      return false;
    }
    ZoneLine.Word type = words.get(next);
    int number = type(type);
    if (number < 0 || owner == null) {
      return false;
    }
    List<ZoneLine.Word> data = words.subList(next + 1, words.size());
    Record record = recordData.read(owner, number, ttl(written), type, data, origin);
    if (record == null) {
      return false;
    }
    Position dataAt = data.isEmpty() ? type.at() : data.getFirst().at();
    records.add(new ZoneRecord(record, words.getFirst().at(), dataAt));
    lastTtl = record.getTTL();
    return true;
  }

  /** What holds where an entry has no TTL: $TTL (RFC 2308 §4), else the one before (RFC 1035). */
  private long ttl(long written) {
    return written >= 0 ? written : defaultTtl >= 0 ? defaultTtl : lastTtl;
  }

  private int type(ZoneLine.Word word) {
    int type = Type.value(word.text());
    if (type <= 0 || !Type.isRR(type)) {
      error(word, "there is no record type '" + word.text() + "'");
      return -1;
    }
    if (ZoneChecks.isOfSignedZone(type)) {
      error(word, Type.string(type) + " records are of a signed zone, expected the unsigned one");
      return -1;
    }
    return type;
  }

  private @Nullable Long ttl(ZoneLine.Word word) {
    try {
      long ttl = TTL.parseTTL(word.text());
      if (ttl <= TTL.MAX_VALUE) {
        return ttl;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    error(word, "'" + word.text() + "' is no TTL, expected seconds up to " + TTL.MAX_VALUE);
    return null;
  }

  private @Nullable Name name(ZoneLine.Word word, Name under) {
    try {
      return Name.fromString(unquoted(word.text()), under);
    } catch (TextParseException e) {
      error(word, "'" + word.text() + "' is no name: " + e.getMessage());
      return null;
    }
  }

  private boolean oneArgument(ZoneLine line) {
    ZoneLine.Word directive = line.words().getFirst();
    if (line.words().size() != 2) {
      error(directive, "expected one word after " + directive.text());
    }
    return line.words().size() == 2;
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private void error(ZoneLine.Word at, String message) {
    problems.error(at.at(), message);
  }
}
