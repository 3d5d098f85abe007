package gslb.server.tools;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What {@code dig} or {@code kdig} printed of the responses it got. */
record Printed(String text) {
  private static final Pattern STATUS = Pattern.compile("status: (\\w+)");
  private static final Pattern FLAGS = Pattern.compile(";; [Ff]lags: ([a-z ]*);");
  private static final Pattern SIZE = Pattern.compile("MSG SIZE +rcvd: (\\d+)|Received (\\d+) B");
  private static final Pattern OPTIONS =
      Pattern.compile(
          "OPT PSEUDOSECTION:\\n; EDNS:.*\\n((?:; .+\\n)*)"
              + "|EDNS PSEUDOSECTION:\\n;; Version:.*\\n((?:;; .+\\n)*)");

  /** The response codes, one a response. */
  List<String> statuses() {
    return STATUS.matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The last response's code. */
  String status() {
    return statuses().getLast();
  }

  /** Its flags, separated by blanks. */
  String flags() {
    return last(FLAGS).group(1).strip();
  }

  /** Its EDNS options as printed, without the line of the OPT record itself. */
  List<String> options() {
    MatchResult found = last(OPTIONS);
    String lines = found.group(1) == null ? found.group(2) : found.group(1);
    return lines.lines().map(line -> line.replaceFirst("^;;? ", "")).toList();
  }

  /** Its bytes. */
  int size() {
    MatchResult found = last(SIZE);
    return Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1));
  }

  /** The records of all sections of all responses, with single blanks. */
  List<String> records() {
    return text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith(";"))
        .map(line -> line.strip().replaceAll("\\s+", " "))
        .toList();
  }

  private MatchResult last(Pattern pattern) {
    return pattern
        .matcher(text)
        .results()
        .reduce((_, next) -> next)
        .orElseThrow(() -> new AssertionError("no " + pattern + " in\n" + text));
  }
}
