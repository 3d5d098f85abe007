package gslb.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a log as a table that has no end: a column is as wide as its widest word so far, so what
 * comes may push columns to the right, but not to and fro.
 */
final class TailText {
  private static final String GAP = "  ";
  private static final List<String> QUERY =
      List.of(
          "TIME", "CLIENT", "VIA", "RCODE", "TYPE", "NAME", "FLAGS", "ECS", "BYTES", "TOOK", "OF");
  private static final List<String> DECISION =
      List.of(
          "TIME", "CLIENT", "BY", "TYPE", "NAME", "POOL", "MEMBERS", "RULE", "TTL", "SCOPE", "OF");

  /** What usually fits, so that the first lines do not dance. */
  private static final int[] QUERY_WIDTHS = {12, 15, 5, 8, 5, 24, 5, 18, 5, 5, 2};

  private static final int[] DECISION_WIDTHS = {12, 15, 6, 5, 24, 12, 16, 4, 4, 5, 2};

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean decisions;
  private final int[] widths;
  private boolean begun;

  TailText(PrintWriter out, PrintWriter err, boolean decisions) {
    this.out = out;
    this.err = err;
    this.decisions = decisions;
    this.widths = (decisions ? DECISION_WIDTHS : QUERY_WIDTHS).clone();
  }

  void print(Document line) {
    if (!begun) {
      begun = true;
      row(decisions ? DECISION : QUERY);
    }
    row(decisions ? decision(line) : query(line));
  }

  void leftOut(Document line) {
    err.println("gslb: " + line.text("left_out") + " more lines were left out");
  }

  private static List<String> query(Document line) {
    return List.of(
        time(line),
        line.text("client"),
        line.text("transport"),
        line.text("rcode"),
        or(line.text("type")),
        or(line.text("name")),
        or(flags(line)),
        line.has("ecs") ? line.text("ecs") + " /" + line.text("scope") : "-",
        line.text("answer_bytes"),
        line.has("took_seconds") ? "%.0fµs".formatted(line.number("took_seconds") * 1e6) : "-",
        line.text("sample"));
  }

  private static String flags(Document line) {
    List<String> flags = new ArrayList<>(line.texts("flags"));
    if (line.is("truncated")) {
      flags.add("tc");
    }
    return String.join(",", flags);
  }

  private static List<String> decision(Document line) {
    boolean named = line.has("owner");
    return List.of(
        time(line),
        line.text("client"),
        line.text("located_by"),
        line.text("type"),
        line.text("name"),
        named ? or(line.text("pool")) : "route " + line.text("route"),
        or(String.join(",", line.texts(named ? "members" : "picks"))),
        or(line.text("rule")),
        line.text("ttl"),
        line.text("scope"),
        line.text("sample"));
  }

  /** Of the day: who watches knows which. */
  private static String time(Document line) {
    String time = line.text("time");
    int begin = time.indexOf('T') + 1;
    int end = time.endsWith("Z") ? time.length() - 1 : time.length();
    String clock = time.substring(begin, end);
    return clock.indexOf('.') < 0 ? clock + ".000" : clock;
  }

  private static String or(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private void row(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
      line.append(cells.get(i));
      line.append(" ".repeat(widths[i] - cells.get(i).length())).append(GAP);
    }
    out.println(line.toString().stripTrailing());
  }
}
