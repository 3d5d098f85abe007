package gslb.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.answer.Exchange;
import gslb.server.answer.Responder;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a datagram with a forged sender can have sent to its victim, over every zone of the
 * scenarios: no more than docs/ref-protocol.md says.
 */
class AmplificationTest {
  private static final int NO_EDNS = 0;

  /** Each with what it costs the sender: none, the bare record, and what makes answers longer. */
  private static final List<List<EDNSOption>> OPTIONS =
      List.of(
          List.of(),
          List.of(),
          List.of(
              new GenericEDNSOption(3, new byte[0]),
              new GenericEDNSOption(10, new byte[8]),
              new GenericEDNSOption(19, new byte[0])));

  private static final int[] TYPES = {
    Type.A,
    Type.AAAA,
    Type.NS,
    Type.SOA,
    Type.MX,
    Type.TXT,
    Type.CNAME,
    Type.SRV,
    Type.HTTPS,
    Type.DS,
    Type.ANY,
    Type.AXFR,
    Type.TSIG,
    65_280
  };

  /**
   * The most there is of a kind of answer.
   *
   * @param plain bytes without EDNS
   * @param edns bytes with it
   * @param factor bytes for each byte of the query
   */
  private record Worst(int plain, int edns, double factor) {
    Worst and(int query, int response, boolean speaksEdns) {
      return new Worst(
          speaksEdns ? plain : Math.max(plain, response),
          speaksEdns ? Math.max(edns, response) : edns,
          Math.max(factor, (double) response / query));
    }
  }

  @TempDir Path temporary;
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(Subject.IDENTITY, new QueryCounters());
  private final Map<String, Worst> worst = new HashMap<>();

  @Test
  void noAnswerIsLongerThanItIsSaid() throws IOException {
    for (Path path : ScenarioFile.all().toList()) {
      Path folder = Files.createTempDirectory(temporary, "definitions");
      World world = World.of(ScenarioFile.read(path), folder);
      for (Name name : names(world.snapshot())) {
        for (int type : TYPES) {
          askEveryWay(world, Record.newRecord(name, type, DClass.IN));
        }
        askEveryWay(world, Record.newRecord(name, Type.TXT, DClass.CH));
      }
    }
    Map<String, Worst> said = said();
    assertThat(worst.keySet()).isEqualTo(said.keySet());
    worst.forEach((kind, measured) -> {
      Worst bound = said.get(kind);
      assertThat(measured.plain()).as("%s: %s", kind, worst).isLessThanOrEqualTo(bound.plain());
      assertThat(measured.edns()).as("%s: %s", kind, worst).isLessThanOrEqualTo(bound.edns());
      assertThat(measured.factor()).as("%s: %s", kind, worst).isLessThanOrEqualTo(bound.factor());
    });
  }

  /** Names that exist, their parents, names beside and below them, and others'. */
  private static Set<Name> names(Snapshot snapshot) throws IOException {
    List<Name> owners = new ArrayList<>();
    snapshot.declarations().zones().stream()
        .flatMap(zone -> zone.rrsets().stream())
        .forEach(rrset -> owners.add(rrset.getName()));
    for (var steered : snapshot.steered()) {
      owners.add(Name.fromString(steered.policy().owner(), Name.root));
    }
    Set<Name> names = new LinkedHashSet<>(List.of(Name.root, Name.fromString("elsewhere.test.")));
    for (Name owner : owners) {
      names.add(owner);
      names.add(owner.equals(Name.root) ? owner : new Name(owner, 1));
      try {
        names.add(Name.concatenate(Name.fromString("n"), owner));
      } catch (NameTooLongException e) {
        assertThat((int) owner.length()).isGreaterThan(253); // nothing is below it
      }
    }
    return names;
  }

  private void askEveryWay(World world, Record question) throws IOException {
    for (int way = 0; way < OPTIONS.size(); way++) {
      Message query = Message.newQuery(question);
      if (way > NO_EDNS) {
        query.addRecord(new OPTRecord(4096, 0, 0, 0, OPTIONS.get(way)), Section.ADDITIONAL);
      }
      ask(world, query.toWire(), way > NO_EDNS);
    }
  }

  private void ask(World world, byte[] query, boolean edns) throws IOException {
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    exchange.nowMillis = world.nowMillis();
    int length = responder.respond(world.snapshot(), exchange);
    Message response = new Message(Arrays.copyOf(exchange.response, length));
    worst.merge(
        kind(response),
        new Worst(0, 0, 0).and(query.length, length, edns),
        (before, _) -> before.and(query.length, length, edns));
  }

  private static String kind(Message response) {
    int rcode = response.getRcode();
    boolean answered = !response.getSection(Section.ANSWER).isEmpty();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN && rcode != Rcode.YXDOMAIN) {
      return "refusal or error";
    }
    if (response.getHeader().getFlag(Flags.TC)) {
      return "truncated";
    }
    if (answered) {
      boolean minimal = response.getSection(Section.ANSWER).getFirst().getType() == Type.HINFO;
      return minimal ? "ANY of a name that exists" : "data";
    }
    boolean negative =
        response.getSection(Section.AUTHORITY).stream()
            .anyMatch(record -> record.getType() == Type.SOA);
    return negative ? "no data or no such name" : "referral";
  }

  /** The table of docs/ref-protocol.md: {@code | an answer's kind | 512 / 1232 | 40 | `test` |}. */
  private static Map<String, Worst> said() throws IOException {
    Pattern row = Pattern.compile("\\| (.+) \\| (\\d+) / (\\d+) \\| ([0-9.]+) \\| .*");
    Path reference = Path.of(System.getProperty("gslb.root"), "docs/ref-protocol.md");
    Map<String, Worst> said = new HashMap<>();
    for (String line : Files.readAllLines(reference)) {
      Matcher cells = row.matcher(line);
      if (cells.matches()) {
        said.put(
            cells.group(1),
            new Worst(
                Integer.parseInt(cells.group(2)),
                Integer.parseInt(cells.group(3)),
                Double.parseDouble(cells.group(4))));
      }
    }
    return said;
  }
}
