package gslb.server.cli;

import gslb.server.forecast.Change;
import gslb.server.forecast.Forecast;
import gslb.server.forecast.LoadLine;
import gslb.server.forecast.MovedNetwork;
import gslb.server.forecast.PolicyForecast;
import gslb.server.forecast.PolicyForecast.CountryLine;
import gslb.server.forecast.PolicyForecast.MemberLine;
import gslb.server.forecast.PolicyForecast.MoveLine;
import gslb.server.forecast.Shares;
import gslb.zones.AnswerType;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What would move, for people. */
final class ForecastText {
  private static final int TOP_COUNTRIES = 6;
  private static final int TOP_NETWORKS = 5;
  private static final int TOP_RECORDS = 20;
  private static final int NAMED = 8;

  private final PrintWriter out;
  private final Forecast forecast;
  private final List<String> spaces;

  ForecastText(PrintWriter out, Forecast forecast) {
    this.out = out;
    this.forecast = forecast;
    this.spaces = forecast.spaces().keySet().stream().sorted().toList();
  }

  void print() {
    out.println("of " + sizes() + ":");
    List<String> same = new ArrayList<>();
    for (PolicyForecast policy : forecast.policies()) {
      if (policy.change() == Change.NONE) {
        same.add(policy.owner() + " " + types(policy));
      } else {
        out.println();
        policy(policy);
      }
    }
    if (forecast.policies().size() > 1) {
      out.println();
      out.println(
          spaces.contains("sample")
              ? "all steered names together:"
              : "all steered names together, each counting the same:");
      loads(forecast.datacenters());
    }
    records();
    out.println();
    if (!forecast.changed()) {
      out.println("nothing moves: every client and every record is answered as before");
    } else if (same.size() > NAMED) {
      out.println("nothing moves under %,d other names".formatted(same.size()));
    } else if (!same.isEmpty()) {
      out.println("nothing moves under " + String.join(", ", same));
    }
  }

  private String sizes() {
    return spaces.stream()
        .map(space -> {
          Forecast.Space counted = forecast.spaces().get(space);
          return counted == null ? space : size(space, counted.size());
        })
        .collect(Collectors.joining(" and "));
  }

  private static String size(String space, double size) {
    String unit =
        switch (space) {
          case "ipv4" -> "located IPv4 addresses";
          case "ipv6" -> "located IPv6 /48s";
          default -> "queries of the sample";
        };
    return String.format(Locale.ROOT, "%,.0f %s", size, unit);
  }

  private void policy(PolicyForecast policy) {
    String word =
        switch (policy.change()) {
          case ADDED -> " (new)";
          case REMOVED -> " (no longer steered)";
          case CHANGED, NONE -> "";
        };
    out.println(
        "%s %s%s: %s moves, %s to another datacenter"
            .formatted(
                policy.owner(),
                types(policy),
                word,
                all(policy.moved()),
                all(policy.movedDatacenter())));
    moves(policy.moves());
    networks(policy);
    members(policy.members());
    loads(policy.datacenters());
  }

  private static String types(PolicyForecast policy) {
    return policy.types().stream().map(AnswerType::name).collect(Collectors.joining(" "));
  }

  private void moves(List<MoveLine> moves) {
    if (moves.isEmpty()) {
      return;
    }
    Table table = new Table();
    table.row(row("FROM", "TO", titles(""), "MOST OF IT"));
    for (MoveLine move : moves) {
      table.row(row(move.from(), move.to(), cells(move.shares()), countries(move)));
    }
    table.print(out, "  ");
  }

  /** Of the first space in which anybody moves. */
  private String countries(MoveLine move) {
    String space =
        spaces.stream()
            .filter(each -> move.shares().of(each) > 0)
            .findFirst()
            .orElse(spaces.getFirst());
    return move.countries().stream()
        .filter(line -> line.shares().of(space) > 0)
        .sorted(
            Comparator.comparingDouble((CountryLine line) -> line.shares().of(space)).reversed())
        .limit(TOP_COUNTRIES)
        .map(line -> line.country() + " " + percent(line.shares().of(space)))
        .collect(Collectors.joining(", "));
  }

  private void networks(PolicyForecast policy) {
    List<MovedNetwork> networks = policy.networks();
    if (networks.isEmpty()) {
      return;
    }
    Table table = new Table();
    table.row("NETWORK", "OF IT", "FROM", "TO", "");
    for (MovedNetwork moved : networks.subList(0, Math.min(TOP_NETWORKS, networks.size()))) {
      table.row(
          moved.network(),
          percent(moved.share()),
          moved.move().from(),
          moved.move().to(),
          moved.located() ? "" : "not located: not counted");
    }
    int more = policy.moreNetworks() + Math.max(0, networks.size() - TOP_NETWORKS);
    if (more > 0) {
      table.row("and %,d more".formatted(more), "", "", "", "");
    }
    table.print(out, "  ");
  }

  private void members(List<MemberLine> members) {
    if (members.isEmpty()) {
      return;
    }
    Table table = new Table();
    table.row(row("MEMBER", "DATACENTER", titles("")));
    for (MemberLine member : members) {
      table.row(
          row(
              member.pool() + "/" + member.member(),
              member.datacenter(),
              cells(member.before(), member.after())));
    }
    table.print(out, "  ");
  }

  private void loads(List<LoadLine> lines) {
    Table table = new Table();
    table.row(row("DATACENTER", "CAPACITY", titles(""), titles("LOAD ")));
    for (LoadLine line : lines) {
      table.row(
          row(
              line.datacenter(),
              line.capacity() == 0 ? "-" : percent(line.capacityShare()),
              cells(line.before(), line.after()),
              loads(line.loadBefore(), line.loadAfter())));
    }
    table.print(out, "  ");
  }

  private List<String> titles(String before) {
    return spaces.stream().map(space -> before + label(space)).toList();
  }

  private List<String> cells(Shares shares) {
    return spaces.stream().map(space -> percent(shares.of(space))).toList();
  }

  private List<String> cells(Shares before, Shares after) {
    return spaces.stream()
        .map(space -> change(percent(before.of(space)), percent(after.of(space))))
        .toList();
  }

  private List<String> loads(@Nullable Shares before, @Nullable Shares after) {
    return spaces.stream().map(space -> change(load(before, space), load(after, space))).toList();
  }

  private static String change(String before, String after) {
    return before.equals(after) ? after : before + " → " + after;
  }

  private static String load(@Nullable Shares loads, String space) {
    return loads == null ? "-" : String.format(Locale.ROOT, "%.2f", loads.of(space));
  }

  private static Object[] row(Object... parts) {
    List<Object> cells = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof List<?> several) {
        cells.addAll(several);
      } else {
        cells.add(part);
      }
    }
    return cells.toArray();
  }

  private void records() {
    if (forecast.records().isEmpty()) {
      return;
    }
    out.println();
    out.println("zone files:");
    names("new zone    ", forecast.records().zonesAdded());
    names("zone gone   ", forecast.records().zonesRemoved());
    names("new         ", forecast.records().added());
    names("gone        ", forecast.records().removed());
    names("changed     ", forecast.records().changed());
  }

  private void names(String what, List<String> names) {
    names.stream().limit(TOP_RECORDS).forEach(name -> out.println("  " + what + name));
    if (names.size() > TOP_RECORDS) {
      out.println("  " + what + "and %,d more".formatted(names.size() - TOP_RECORDS));
    }
  }

  private String all(Shares shares) {
    return spaces.stream()
        .map(space -> percent(shares.of(space)) + " of " + of(space))
        .collect(Collectors.joining(", "));
  }

  private static String of(String space) {
    return space.equals("sample") ? "its queries" : label(space);
  }

  private static String label(String space) {
    return switch (space) {
      case "ipv4" -> "IPv4";
      case "ipv6" -> "IPv6";
      default -> "QUERIES";
    };
  }

  /** What the threshold looks at. */
  static String most(Forecast forecast) {
    Forecast.Most most = forecast.most();
    String of = most.space().equals("sample") ? "the sample" : label(most.space());
    return percent(most.share())
        + " of "
        + of
        + (most.policy() == null ? "" : " under " + most.policy());
  }

  /** With two digits, so that a tenth of a percent can be told from nothing. */
  static String percent(double share) {
    return share > 0 && share < 0.00005
        ? "<0.01 %"
        : String.format(Locale.ROOT, "%.2f %%", share * 100);
  }
}
