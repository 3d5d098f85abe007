package gslb.server.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A server's status for people: what needs somebody first, and the worst first of its kind. */
final class StatusText {
  /** Tables are cut to it; what a file or an exception says is not. */
  private static final int WIDTH = 100;

  private StatusText() {}

  static void print(PrintWriter out, Document status) {
    String uptime = Duration.ofSeconds((long) status.number("uptime_seconds")).toString();
    out.println(
        "%s in %s%s, gslb %s, up %s, %s"
            .formatted(
                status.text("node"),
                status.text("region"),
                status.has("datacenter") ? " (" + status.text("datacenter") + ")" : "",
                status.text("version"),
                uptime.substring(2).toLowerCase(Locale.ROOT),
                status.is("serving") ? "serving" : "NOT SERVING"));
    out.println(
        "asked on "
            + status.documents("listeners").stream()
                .map(StatusText::listener)
                .collect(Collectors.joining(", ")));
    attention(out, status.texts("attention"));
    served(out, status.document("served"));
    lastReload(out, status.document("last_reload"));
    databases(out, status);
    secondaries(out, status);
    datacenters(out, status);
    pools(out, status);
    members(out, status);
    OverrideText.table(out, status.documents("overrides"));
    vantages(out, status);
    servers(out, status);
    clusters(out, status);
    counters(out, status.document("counters"));
  }

  private static String listener(Document listener) {
    return listener.text("transport")
        + " "
        + listener.text("address")
        + (listener.has("calls") ? " (" + listener.text("calls") + " calls)" : "");
  }

  private static void served(PrintWriter out, Document served) {
    out.println(
        "generation %s of %s: %s zones, %s steered names, published %s"
            .formatted(
                served.text("generation"),
                served.text("definitions"),
                served.text("zones"),
                served.text("steered_names"),
                served.text("published")));
    if (served.has("geo")) {
      out.println("clients located by " + served.text("geo"));
    }
  }

  private static void lastReload(PrintWriter out, Document reload) {
    if (reload.text("outcome").equals("refused")) {
      out.println("THE LAST RELOAD WAS REFUSED, at " + reload.text("at") + ":");
      reload.documents("problems").forEach(problem -> out.println("  " + problem.text("text")));
    }
  }

  private static void databases(PrintWriter out, Document status) {
    for (Document database : status.documents("databases")) {
      if (database.has("trouble")) {
        out.println(
            "%s CANNOT BE SERVED: %s; %s of %s is, %s"
                .formatted(
                    database.text("file"),
                    database.text("trouble"),
                    database.text("type"),
                    database.text("built"),
                    database.text("state").equals("copy") ? "from the state folder" : "as before"));
      }
    }
  }

  private static void secondaries(PrintWriter out, Document status) {
    List<Document> zones = status.documents("secondaries");
    if (zones.isEmpty()) {
      return;
    }
    Table table = new Table();
    table.row("SECONDARY OF", "SERIAL", "STATE", "REFRESHED", "FROM", "EXPIRES IN", "WHY");
    for (Document zone : zones) {
      table.row(
          zone.text("zone"),
          zone.number("serial") < 0 ? "none" : zone.text("serial"),
          zone.text("state"),
          zone.has("refreshed") ? zone.text("refreshed") : "not yet",
          zone.text("primary"),
          Duration.ofSeconds((long) zone.number("expires_seconds"))
              .toString()
              .substring(2)
              .toLowerCase(Locale.ROOT),
          zone.text("trouble"));
    }
    out.println();
    table.print(out, "");
  }

  private static void attention(PrintWriter out, List<String> attention) {
    if (!attention.isEmpty()) {
      out.println("NEEDS ATTENTION:");
      attention.forEach(line -> out.println("  " + line));
    }
  }

  private static void datacenters(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("DATACENTER", "REGION", "UP", "DOWN", "UNKNOWN");
    status.documents("datacenters").stream()
        .sorted(Comparator.comparingDouble(line -> -line.number("down") - line.number("unknown")))
        .forEach(line ->
            table.row(
                line.text("datacenter"),
                line.text("region"),
                line.text("up"),
                line.text("down"),
                line.text("unknown")));
    print(out, table);
  }

  private static void pools(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("POOL", "TYPE", "STATE", "USABLE");
    worstFirst(status.documents("pools"), "state")
        .forEach(line ->
            table.row(
                line.text("pool"),
                line.text("type"),
                line.text("state"),
                line.text("usable") + "/" + line.text("members")));
    print(out, table);
  }

  private static void members(PrintWriter out, Document status) {
    Table table = new Table();
    table.row(
        "POOL", "MEMBER", "DC", "TARGET", "VERDICT", "VOTES", "AGE", "FACTOR", "OVERRIDE", "WHY");
    worstFirst(status.documents("members"), "verdict")
        .forEach(member ->
            table.row(
                member.text("pool"),
                member.text("member"),
                member.text("datacenter"),
                member.text("target"),
                member.text("verdict"),
                member.text("up_votes") + "/" + member.text("fresh_votes"),
                age(member),
                member.text("factor_percent") + "%",
                member.text("override"),
                member.text("reason")));
    print(out, table);
  }

  private static void vantages(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("VANTAGE", "REGION", "STATE", "LAST HEARD", "SEES UP", "SEES DOWN");
    worstFirst(status.documents("vantages"), "state")
        .forEach(line ->
            table.row(
                line.text("vantage"),
                line.text("region"),
                line.text("state"),
                age(line),
                line.text("up"),
                line.text("down")));
    print(out, table);
  }

  private static void servers(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("SERVER", "REGION", "STATE", "LAST HEARD", "GENERATION", "DEFINITIONS", "GSLB");
    worstFirst(status.documents("servers"), "state")
        .forEach(line ->
            table.row(
                line.text("node"),
                line.text("region"),
                line.text("state"),
                age(line),
                line.text("generation"),
                line.text("digest").substring(0, Math.min(8, line.text("digest").length())),
                line.text("version")));
    print(out, table);
  }

  private static void clusters(PrintWriter out, Document status) {
    Table table = new Table();
    table.row("CLUSTER", "ATTACHED AS", "MEMBERS", "REJECTED", "LAST READ");
    for (Document cluster : status.documents("clusters")) {
      table.row(
          cluster.text("region"),
          cluster.text("attached"),
          cluster.text("members"),
          cluster.text("rejected"),
          age(cluster));
    }
    print(out, table);
  }

  private static void print(PrintWriter out, Table table) {
    out.println();
    table.print(out, "", WIDTH);
  }

  /** In file order or by name within each kind. */
  private static List<Document> worstFirst(List<Document> lines, String field) {
    return lines.stream().sorted(Comparator.comparingInt(line -> rank(line.text(field)))).toList();
  }

  private static int rank(String word) {
    return switch (word) {
      case "down", "isolated" -> 0;
      case "unknown (down)", "held down", "forced down", "silent" -> 1;
      case "unknown (up)", "not heard" -> 2;
      case "disabled" -> 4;
      default -> 3;
    };
  }

  private static String age(Document line) {
    double millis = line.number("age_millis");
    if (millis < 0) {
      return "never";
    }
    return millis < 60_000
        ? String.format(Locale.ROOT, "%.1fs", millis / 1000)
        : Duration.ofSeconds((long) (millis / 1000))
            .toString()
            .substring(2)
            .toLowerCase(Locale.ROOT);
  }

  private static void counters(PrintWriter out, Document counters) {
    String moved =
        counters.fields().keySet().stream()
            .map(String::valueOf)
            .filter(counter -> counters.number(counter) > 0)
            .sorted()
            .map(counter -> counter + " " + counters.text(counter))
            .collect(Collectors.joining(", "));
    out.println();
    out.println(moved.isEmpty() ? "not asked anything yet" : moved);
  }
}
