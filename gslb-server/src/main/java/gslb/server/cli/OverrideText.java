package gslb.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Overrides for people. */
final class OverrideText {
  private static final int MOST_NAMED = 8;

  private OverrideText() {}

  /** What was done: a sentence a line. */
  static void said(PrintWriter out, Document said) {
    out.println(
        "%s: %s by %s, %s: %s"
            .formatted(
                said.text("target"),
                said.text("word"),
                said.text("owner"),
                said.is("forever") ? "for ever" : "for " + time(said, "left_seconds"),
                said.text("reason")));
    out.println("members: " + named(said.texts("members")));
    for (String breach : said.texts("breaches")) {
      out.println("forced, although " + breach);
    }
    if (!said.texts("disabled").isEmpty()) {
      out.println("without effect on " + named(said.texts("disabled")) + ": enabled: false");
    }
    out.println(
        said.number("settles_seconds") > 0
            ? "resolvers follow within " + time(said, "settles_seconds")
            : "no policy uses it: no resolver is concerned");
    kept(out, said);
  }

  /** What was taken back. */
  static void restored(PrintWriter out, Document answer) {
    List<Document> restored = answer.documents("restored");
    for (Document word : restored) {
      out.println(
          "%s: no longer %s (by %s: %s)"
              .formatted(
                  word.text("target"), word.text("word"), word.text("owner"), word.text("reason")));
    }
    if (answer.number("released") > 0) {
      out.println(answer.text("target") + ": no longer held down");
    } else if (restored.isEmpty()) {
      out.println(answer.text("target") + ": nothing to restore");
    }
    kept(out, answer);
  }

  private static void kept(PrintWriter out, Document answer) {
    if (!answer.is("kept")) {
      out.println("NOT KEPT over a restart of this server: its state folder cannot be written");
    }
  }

  /** The table of what stands; nothing where nothing does. */
  static void table(PrintWriter out, List<Document> overrides) {
    if (overrides.isEmpty()) {
      return;
    }
    Table table = new Table();
    table.row("OVERRIDE OF", "WORD", "BY", "LEFT", "RESOLVERS FOLLOW", "WHY");
    for (Document override : overrides) {
      table.row(
          override.text("target"),
          override.text("word"),
          override.text("owner"),
          override.is("forever") ? "for ever" : time(override, "left_seconds"),
          override.number("settles_seconds") > 0
              ? "in " + time(override, "settles_seconds")
              : "yes",
          override.text("reason"));
    }
    out.println();
    table.print(out, "");
  }

  private static String named(List<String> members) {
    return members.size() <= MOST_NAMED
        ? String.join(", ", members)
        : String.join(", ", members.subList(0, MOST_NAMED))
            + " and %d more".formatted(members.size() - MOST_NAMED);
  }

  private static String time(Document document, String field) {
    return Duration.ofSeconds((long) document.number(field))
        .toString()
        .substring(2)
        .toLowerCase(Locale.ROOT);
  }
}
