package gslb.zones;

import gslb.zones.problem.Position;
import java.util.List;

/**
 * One entry of a zone file (RFC 1035 §5.1): a line, or several held together by parentheses.
 *
 * @param indented whether it starts with a blank, so that its owner is the one before
 * @param words at least one
 */
record ZoneLine(boolean indented, List<Word> words) {

  ZoneLine {
    words = List.copyOf(words);
  }

  /**
   * A word as written.
   *
   * @param text quotes and escapes included
   */
  record Word(String text, Position at) {}
}
