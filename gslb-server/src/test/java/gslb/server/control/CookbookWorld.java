package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.geo.PlaceTable;
import gslb.health.status.MemberStatus;
import gslb.server.answer.Exchange;
import gslb.server.answer.Rehearsal;
import gslb.server.answer.Responder;
import gslb.server.compile.PresentationFormat;
import gslb.server.stats.QueryCounters;
import gslb.zones.AnswerType;
import gslb.zones.Member;
import gslb.zones.Overlay;
import gslb.zones.OverlayFile;
import gslb.zones.Pool;
import gslb.zones.Prefix;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.DurationText;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ClientSubnetOption;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** The world of a recipe: its files, its clients, and the words it has for what happens. */
final class CookbookWorld {
  private static final String OVERLAY = "overlay.txt";
  private static final String ORIGIN = "example.org";
  private static final MemberStatus DOWN = new MemberStatus(false, "refused");
  private static final Pattern CLIENT = Pattern.compile("(\\S+)\\s.*# (.+)");

  private final MeasuredWorld world;
  private final Map<String, Prefix> clients = new LinkedHashMap<>();
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());

  /**
   * What one client was answered.
   *
   * @param outcome an rcode, or {@code no data}
   * @param data of the answer's records
   * @param scope of the client subnet option, -1 without one
   */
  record Given(String outcome, List<String> data, long ttl, int scope) {}

  CookbookWorld(Map<String, String> files, Path folder) throws IOException {
    String overlay = Objects.requireNonNull(files.get(OVERLAY));
    Path file = folder.resolveSibling(OVERLAY);
    Files.writeString(file, overlay);
    Problems problems = new Problems();
    Overlay read = OverlayFile.read(file, problems);
    assertThat(problems.sorted()).isEmpty();
    world = new MeasuredWorld(folder, PlaceTable.empty().under(List.of(read)));
    for (Map.Entry<String, String> each : files.entrySet()) {
      if (!each.getKey().equals(OVERLAY)) {
        world.write(each.getKey(), each.getValue());
      }
    }
    overlay.lines().map(CLIENT::matcher).filter(Matcher::matches).forEach(this::client);
  }

  private void client(Matcher line) {
    clients.put(line.group(2), prefix(line.group(1)));
  }

  private static Prefix prefix(String text) {
    String[] parts = text.split("/");
    InetAddress address = InetAddress.ofLiteral(parts[0]);
    return Prefix.of(
        address, parts.length > 1 ? Integer.parseInt(parts[1]) : address.getAddress().length * 8);
  }

  /** The places clients may be at, by the names the overlay gives them. */
  Map<String, Prefix> clients() {
    return clients;
  }

  /** A place by its name, or a network as it is written. */
  Prefix client(String name) {
    Prefix known = clients.get(name);
    return known != null ? known : prefix(name);
  }

  ReloadReport reload() {
    return world.reload();
  }

  MeasuredWorld measured() {
    return world;
  }

  /** Makes what is said happen: {@code fra-1 and fra-2 are down, iad carries 500}. */
  void happen(String words) {
    if (words.isEmpty()) {
      return;
    }
    for (String event : words.split(", ")) {
      happens(event);
    }
    world.pass(1);
  }

  private void happens(String event) {
    Matcher said =
        Pattern.compile(
                "(?<who>.+?) (?:is|are) (?<what>down|back|slow)"
                    + "(?: over (?<family>IPv[46]))?"
                    + "(?: as seen from (?<region>\\S+))?(?: since (?<since>\\S+))?"
                    + "|(?<dc>\\S+) carries (?<load>\\d+)"
                    + "|(?<later>\\S+) have passed")
            .matcher(event);
    assertThat(said.matches()).as("what happens: %s", event).isTrue();
    if (said.group("dc") != null) {
      world.feed.load(
          new LoadRequest(
              said.group("dc"), Double.parseDouble(said.group("load")), Duration.ofHours(1)));
    } else if (said.group("later") != null) {
      world.advance(duration(said.group("later")));
    } else {
      String region = said.group("region");
      String family = said.group("family");
      for (String member : members(said.group("who"))) {
        turn(member, said.group("what"), family, region, said.group("since"));
      }
    }
  }

  private void turn(
      String member,
      String what,
      @Nullable String family,
      @Nullable String region,
      @Nullable String since) {
    switch (what) {
      case "down" ->
          world.eachEndpoint(
              member,
              endpoint -> {
                if (family == null || family.equals("IPv6") == endpoint.target().contains(":")) {
                  if (region == null) {
                    world.see(endpoint, DOWN);
                  } else {
                    world.seeFrom(region, endpoint, DOWN);
                  }
                }
              });
      case "back" -> {
        world.eachEndpoint(member, endpoint -> world.see(endpoint, DOWN));
        world.pass(1);
        world.eachEndpoint(member, endpoint -> world.see(endpoint, new MemberStatus(true, "ok")));
        world.pass(1 + (int) duration(since).toSeconds());
      }
      case "slow" -> {
        world.eachEndpoint(
            member, endpoint -> world.see(endpoint, new MemberStatus(true, "ok", 50, -1)));
        world.pass(300);
      }
      default -> throw new AssertionError(what);
    }
  }

  private static Duration duration(@Nullable String text) {
    return Objects.requireNonNull(DurationText.parse(Objects.requireNonNull(text)));
  }

  /** Members by name, by datacenter, or {@code all}. */
  private List<String> members(String words) {
    List<String> found = new ArrayList<>();
    for (String word : words.split(" and ")) {
      int before = found.size();
      for (Pool pool : world.declarations().pools().values()) {
        for (Member member : pool.members()) {
          if (List.of("all", member.name(), member.datacenter()).contains(word)) {
            found.add(member.name());
          }
        }
      }
      assertThat(found.size()).as("members called %s", word).isGreaterThan(before);
    }
    return found.stream().distinct().toList();
  }

  /** The data a member is known by in answers of a type; itself if it is no member's name. */
  List<List<String>> data(String word, String type) {
    List<List<String>> data = new ArrayList<>();
    for (Pool pool : world.declarations().pools().values()) {
      for (Member member : pool.members()) {
        if (member.name().equals(word) || member.datacenter().equals(word)) {
          data(member, type).ifPresent(data::add);
        }
      }
    }
    return data.isEmpty() ? List.of(List.of(word)) : data;
  }

  private static Optional<List<String>> data(Member member, String type) {
    AnswerType asked = AnswerType.valueOf(type);
    List<String> records = member.records().get(asked);
    String target = member.cname() != null ? member.cname() : member.target(asked);
    return Optional.ofNullable(records != null ? records : target == null ? null : List.of(target));
  }

  /**
   * Asks as a resolver does.
   *
   * @param subnet in the client subnet option, or null
   * @param source the resolver
   */
  Given ask(String name, String type, @Nullable Prefix subnet, Prefix source) throws IOException {
    String owner = name.equals("@") ? ORIGIN : name.endsWith(".") ? name : name + "." + ORIGIN;
    Rehearsal.ask(
        exchange,
        PresentationFormat.name(owner),
        PresentationFormat.type(type).orElseThrow(),
        true,
        subnet);
    exchange.v6 = source.v6();
    exchange.sourceHigh = source.high();
    exchange.sourceLow = source.low();
    exchange.nowMillis = world.nowMillis();
    int length = responder.respond(world.snapshots.get(), exchange);
    byte[] bytes = Arrays.copyOf(exchange.response, length);
    Message response = new Message(bytes);
    List<String> data =
        PresentationFormat.answer(bytes).stream().map(record -> record.split(" ", 4)[3]).toList();
    var answer = response.getSection(Section.ANSWER);
    String rcode = Rcode.string(response.getRcode());
    return new Given(
        rcode.equals("NOERROR") ? data.isEmpty() ? "no data" : "" : rcode,
        data,
        answer.isEmpty() ? -1 : answer.getFirst().getTTL(),
        subnet == null ? -1 : scope(response));
  }

  private static int scope(Message response) {
    return ((ClientSubnetOption)
            response.getOPT().getOptions(EDNSOption.Code.CLIENT_SUBNET).getFirst())
        .getScopePrefixLength();
  }
}
