package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an overlay: {@code NETWORK [PLACE] [LATITUDE,LONGITUDE] [ASnumber]} a line, in any order
 * after the network, {@code #} starts a comment.
 */
public final class OverlayFile {
  private static final String EXPECTED =
      "expected a place such as EU-DE, a point such as 50.11,8.68, or AS64500";

  private final Path name;
  private final Problems problems;
  private final List<Overlay.Entry> entries = new ArrayList<>();

  private OverlayFile(Path name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /** The lines that are right; every one that is not, and a file that cannot be read, is told. */
  public static Overlay read(Path file, Problems problems) {
    try {
      return read(file, Files.readString(file), problems);
    } catch (NoSuchFileException e) {
      problems.error(Position.startOf(file), "no such file");
    } catch (CharacterCodingException e) {
      problems.error(Position.startOf(file), "not text in UTF-8");
    } catch (IOException e) {
      problems.error(Position.startOf(file), "cannot be read: " + e.getMessage());
    }
    return new Overlay(file, List.of());
  }

  /** As above, from text. */
  static Overlay read(Path file, String text, Problems problems) {
    OverlayFile reader = new OverlayFile(file, problems);
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int comment = line.indexOf('#');
      reader.line(comment < 0 ? line : line.substring(0, comment), number);
    }
    return new Overlay(file, reader.entries);
  }

  private void line(String line, int number) {
    StringTokenizer words = new StringTokenizer(line);
    if (!words.hasMoreTokens()) {
      return;
    }
    String cidr = words.nextToken();
    int column = line.indexOf(cidr) + 1;
    Prefix network = AddressText.prefix(cidr);
    if (network == null) {
      problems.error(
          new Position(name, number, column),
          "'" + cidr + "' is no network such as 192.0.2.0/24, no bits set after its length");
      return;
    }
    if (!words.hasMoreTokens()) {
      problems.error(
          new Position(name, number, column),
          "the network " + cidr + " has nothing after it, " + EXPECTED);
      return;
    }
    Words said = new Words(number);
    int from = column - 1 + cidr.length();
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      int at = line.indexOf(word, from);
      said.word(word, at + 1);
      from = at + word.length();
    }
    if (said.right) {
      entries.add(new Overlay.Entry(network, said.place, said.point, said.asn));
    }
  }

  /** What one line says of its network. */
  private final class Words {
    private final int line;
    private @Nullable PlaceCode place;
    private Overlay.@Nullable Point point;
    private @Nullable Long asn;
    private boolean right = true;

    Words(int line) {
      this.line = line;
    }

    void word(String word, int column) {
      if (word.indexOf(',') >= 0) {
        point = once(point, point(word, column), "point", column);
      } else if (word.startsWith("AS") && word.length() > 2 && isDigit(word.charAt(2))) {
        asn = once(asn, asn(word, column), "autonomous system", column);
      } else if (isPlace(word)) {
        place =
            once(place, PlaceWord.parse(word, problem -> wrong(column, problem)), "place", column);
      } else {
        wrong(column, "unexpected '" + word + "', " + EXPECTED);
      }
    }

    private <T> @Nullable T once(@Nullable T before, @Nullable T read, String what, int column) {
      if (before != null) {
        wrong(column, "a second " + what + " for one network");
      }
      return read;
    }

    /** Words of capitals and hyphens: what is wrong in them is better told by who knows places. */
    private static boolean isPlace(String word) {
      return word.chars().allMatch(c -> c == '-' || isDigit(c) || Character.isLetter(c));
    }

    private static boolean isDigit(int c) {
      return c >= '0' && c <= '9';
    }

    private @Nullable Long asn(String word, int column) {
      Long number = AsnText.parse(word.substring(2));
      if (number == null) {
        wrong(column, "'" + word + "' is not AS and " + AsnText.EXPECTED);
      }
      return number;
    }

    private Overlay.@Nullable Point point(String word, int column) {
      int comma = word.indexOf(',');
      Double latitude = degrees(word.substring(0, comma), 90);
      Double longitude = degrees(word.substring(comma + 1), 180);
      if (latitude == null || longitude == null) {
        wrong(
            column,
            "'" + word + "' is no point, expected latitude -90..90, a comma, longitude -180..180");
        return null;
      }
      return new Overlay.Point(latitude, longitude);
    }

    private @Nullable Double degrees(String text, int most) {
      if (text.isEmpty() || !text.chars().allMatch(c -> isDigit(c) || c == '.' || c == '-')) {
        return null;
      }
      try {
        double degrees = Double.parseDouble(text);
        return Math.abs(degrees) <= most ? degrees : null;
      } catch (NumberFormatException e) {
        return null;
      }
    }

    private void wrong(int column, String problem) {
      right = false;
      problems.error(new Position(name, line, column), problem);
    }
  }
}
