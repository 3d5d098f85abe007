package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a zone file into entries of words, each with its position (RFC 1035 §5.1: blanks, {@code ;}
 * comments, quotes, {@code \} escapes, parentheses that hold lines together). It reads on after an
 * error, so that every bad entry of a file can be told.
 */
final class ZoneScanner {

  private final String text;
  private final Path file;
  private final Problems problems;
  private int at;
  private int line = 1;
  private int lineStart;

  ZoneScanner(String text, Path file, Problems problems) {
    this.text = text;
    this.file = file;
    this.problems = problems;
  }

  /** The next entry, or null at the end of the file. */
  @Nullable ZoneLine next() {
    while (at < text.length()) {
      int before = at;
      int beforeLine = line;
      List<ZoneLine.Word> words = new ArrayList<>();
      boolean indented = isBlank(text.charAt(at));
      if (!entry(words)) {
        // An open parenthesis would swallow the rest of the file: go on after its first line.
        at = before;
        line = beforeLine;
        lineStart = before;
        skipLine();
        continue;
      }
      if (!words.isEmpty()) {
        return new ZoneLine(indented, words);
      }
    }
    return null;
  }

  /** Reads to the end of the entry; false if a parenthesis stays open, which is reported. */
  private boolean entry(List<ZoneLine.Word> words) {
    Position open = null;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        newLine();
        if (open == null) {
          return true;
        }
      } else if (isBlank(c) || c == '\r') {
        at++;
      } else if (c == ';') {
        skipComment();
      } else if (c == '(') {
        if (open != null) {
          problems.error(position(), "a parenthesis within a parenthesis");
        } else {
          open = position();
        }
        at++;
      } else if (c == ')') {
        if (open == null) {
          problems.error(position(), "a closing parenthesis without an opening one");
        }
        open = null;
        at++;
      } else {
        words.add(c == '"' ? quoted() : word());
      }
    }
    if (open != null) {
      problems.error(open, "this parenthesis is never closed");
    }
    return open == null;
  }

  private ZoneLine.Word quoted() {
    Position start = position();
    int from = at++;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
    }
    if (at >= text.length() || text.charAt(at) == '\n') {
      at = Math.min(at, text.length());
      problems.error(start, "this quote is not closed on its line");
      return new ZoneLine.Word(text.substring(from, at) + '"', start);
    }
    at++;
    return new ZoneLine.Word(text.substring(from, at), start);
  }

  private ZoneLine.Word word() {
    Position start = position();
    int from = at;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      at +=
          text.charAt(at) == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n' ? 2 : 1;
    }
    return new ZoneLine.Word(text.substring(from, at), start);
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void skipLine() {
    skipComment();
    if (at < text.length()) {
      newLine();
    }
  }

  private void newLine() {
    at++;
    line++;
    lineStart = at;
  }

  private Position position() {
    return new Position(file, line, at - lineStart + 1);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean endsWord(char c) {
    return isBlank(c) || c == '\n' || c == '\r' || c == ';' || c == '(' || c == ')' || c == '"';
  }
}
