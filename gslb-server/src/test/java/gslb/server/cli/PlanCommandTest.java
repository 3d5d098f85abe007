package gslb.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gslb.geo.TestDatabase;
import gslb.server.FreePorts;
import gslb.server.OwnServer;
import gslb.server.StartException;
import gslb.zones.HostPort;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code gslb plan} and {@code gslb simulate}: one edit, and what is told of it. A quarter of IPv4
 * is Germany, a quarter France, a half the USA; of IPv6 half Germany, half the USA.
 */
class PlanCommandTest {
  private static final String DATABASE =
      """
      5.0.0.0/9     EU DE . 51 10
      5.128.0.0/9   EU FR . 46 2
      8.0.0.0/8     NA US . 39 -99
      2a00::/12     EU DE . 51 10
      2600::/12     NA US . 39 -99
      """;

  private static final Map<String, String> FILES =
      Map.of(
          "datacenters.yaml",
          """
          schema: 1
          datacenters:
            fra: {region: eu, latitude: 50.11, longitude: 8.68, capacity: 400}
            iad: {region: na, latitude: 38.95, longitude: -77.45, capacity: 600}
          """,
          "monitors.yaml",
          "schema: 1\nmonitors: {none: {type: none}}\n",
          "maps/maps.yaml",
          """
          schema: 1
          maps:
            world:
              default: [fra, iad]
              geo: {NA: [iad, fra]}
          """,
          "pools/pools.yaml",
          """
          schema: 1
          pools:
            web:
              monitor: none
              members:
                - {name: fra-1, datacenter: fra, addresses: [192.0.2.1, "2001:db8::1"], weight: 10}
                - {name: fra-2, datacenter: fra, addresses: [192.0.2.2, "2001:db8::2"], weight: 10}
                - {name: iad-1, datacenter: iad, addresses: [192.0.2.3, "2001:db8::3"], weight: 10}
            new: {monitor: none, members: [{name: n, datacenter: iad, addresses: [192.0.2.9]}]}
            ten:
              monitor: none
              selection: hash
              members:
                - {name: m0, datacenter: fra, addresses: [192.0.2.10]}
                - {name: m1, datacenter: fra, addresses: [192.0.2.11]}
                - {name: m2, datacenter: fra, addresses: [192.0.2.12]}
                - {name: m3, datacenter: fra, addresses: [192.0.2.13]}
                - {name: m4, datacenter: fra, addresses: [192.0.2.14]}
                - {name: m5, datacenter: fra, addresses: [192.0.2.15]}
                - {name: m6, datacenter: fra, addresses: [192.0.2.16]}
                - {name: m7, datacenter: fra, addresses: [192.0.2.17]}
                - {name: m8, datacenter: fra, addresses: [192.0.2.18]}
                - {name: m9, datacenter: iad, addresses: [192.0.2.19]}
          """,
          "policies/example.org.yaml",
          """
          schema: 1
          zone: example.org
          policies:
            www: {create: true, types: [A, AAAA], rules: [{pools: [web], prefer: {map: world}}]}
            ten: {create: true, types: [A], rules: [{pools: [ten]}]}
            app:
              create: true
              types: [A]
              rules: [{split: [{percent: 10, pools: [new]}, {percent: 90, pools: [ten]}]}]
            old: {types: [A], rules: [{pools: [web]}]}
          """,
          "zones/example.org.zone",
          """
          $TTL 300
          @    SOA ns1 hostmaster 1 7200 900 1209600 300
               NS  ns1
          ns1  A   192.0.2.53
          old  A   192.0.2.54
          docs A   192.0.2.55
          """);

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.write(folder.resolve("test.mmdb"), TestDatabase.city(DATABASE));
    Files.writeString(
        folder.resolve("server.yaml"),
        "schema: 1\ndefinitions: old\ngeo: {databases: [test.mmdb]}\n");
    write("old", FILES);
  }

  private void write(String side, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(side).resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Old with one text in place of another, in whatever file has it. */
  private void edit(String from, String to) throws IOException {
    Map<String, String> edited = new HashMap<>();
    int hits = 0;
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      String text = file.getValue();
      hits += from != null && text.contains(from) ? 1 : 0;
      edited.put(file.getKey(), from == null ? text : text.replace(from, to == null ? "" : to));
    }
    assertThat(hits).as("files with %s", from).isEqualTo(from == null ? 0 : 1);
    write("new", edited);
  }

  private Ran run(String... arguments) {
    List<String> words = new ArrayList<>();
    for (String argument : arguments) {
      boolean isFolder = argument.equals("old") || argument.equals("new");
      words.add(isFolder ? folder.resolve(argument).toString() : argument);
    }
    words.addAll(List.of("--config", folder.resolve("server.yaml").toString()));
    return Ran.of(words.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nothing         | | | nothing moves: every client and every record is answered as before",
        "order           | NA: [iad, fra] | NA: [fra, iad]"
            + " | www.example.org. A AAAA: 50.00 % of IPv4, 50.00 % of IPv6 moves,"
            + " 50.00 % of IPv4, 50.00 % of IPv6 to another datacenter & iad   fra  50.00 %"
            + "  50.00 %  US 50.00 % & 8.0.0.0/8  100.00 %  iad   fra"
            + " & fra         40.00 %   50.00 % → 100.00 %  50.00 % → 100.00 %  1.25 → 2.50"
            + " & nothing moves under ten.example.org. A, app.example.org. A, old.example.org. A",
        "country         | types: [A], rules: [{pools: [ten]}]} | types: [A], rules: [{when: {geo:"
            + " [EU-DE]}, pools: [new]}, {pools: [ten]}]} | ten.example.org. A: 25.00 % of IPv4,"
            + " 50.00 % of IPv6 moves & fra   iad  22.50 %  45.00 %  DE 22.50 % & 5.0.0.0/9  100.00"
            + " %  fra   iad",
        "member goes     |       - {name: m9, datacenter: iad, addresses: [192.0.2.19]} |"
            + " | ten.example.org. A: 10.00 % of IPv4, 10.00 % of IPv6 moves"
            + " & iad   fra  10.00 % & ten/m9  iad         10.00 % → 0.00 %"
            + " & app.example.org. A: 9.00 % of IPv4",
        "split grows     | percent: 10, pools: [new]}, {percent: 90"
            + " | percent: 30, pools: [new]}, {percent: 70"
            + " | app.example.org. A: 20.00 % of IPv4, 20.00 % of IPv6 moves"
            + " & new/n   iad         10.00 % → 30.00 %",
        "weight          | 2001:db8::1\"], weight: 10 | 2001:db8::1\"], weight: 30"
            + " | www.example.org. A AAAA: 12.50 % of IPv4, 12.50 % of IPv6 moves, 0.00 % of IPv4"
            + " & fra   fra  12.50 % & old.example.org. A: 26.67 % of IPv4",
        "address         | 192.0.2.9] | 192.0.2.8]"
            + " | app.example.org. A: 10.00 % of IPv4, 10.00 % of IPv6 moves, 0.00 % of IPv4",
        "pool's new name |   new: {monitor |   other: {monitor: none, members: [{name: n,"
            + " datacenter: iad, addresses: [192.0.2.9]}]}\\n"
            + "  new: {monitor | nothing moves: every client",
        "policy added    |   ten: {create |   more: {create: true, types: [A], rules: [{pools:"
            + " [new]}]}\\n  ten: {create | more.example.org. A (new): 0.00 % of IPv4",
        "policy gone     |   old: {types: [A], rules: [{pools: [web]}]} |"
            + " | old.example.org. A (no longer steered): 100.00 % of IPv4"
            + " & fra   (zone file)  66.67 %",
        "records         | docs A   192.0.2.55 | docs A   192.0.2.56\\nwiki A 192.0.2.57"
            + " | new         wiki.example.org. A & changed     docs.example.org. A",
        "record gone     | docs A   192.0.2.55 | | gone        docs.example.org. A",
        "private network | types: [A], rules: [{pools: [ten]}]} | types: [A], rules: [{when: {nets:"
            + " [10.0.0.0/8]}, pools: [new]}, {pools: [ten]}]} | ten.example.org. A: 0.00 % of IPv4"
            + " & 10.0.0.0/8  100.00 %  fra   iad  not located",
      })
  void anEditIsToldByWhomItMoves(String what, String from, String to, String expected)
      throws IOException {
    edit(from, to == null ? null : to.replace("\\n", "\n"));
    Ran ran = run("plan", "old", "new");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    for (String text : expected.split(" & ")) {
      assertThat(ran.out()).contains(text);
    }
  }

  @ParameterizedTest(name = "{0} over {1}")
  @CsvSource({
    "plan old new,                             5%,    3",
    "plan old new,                             49.9%, 3",
    "plan old new,                             50 %,  0",
    "plan old new --policy ten.example.org,    0%,    0",
    "plan new new,                             0%,    0",
    "simulate old --down fra,                  66%,   3",
    "simulate old --down ten/m0,               10.5%, 0",
    "simulate old --down ten/m0,               9%,    3",
  })
  void moreThanTheThresholdIsStatusThree(String command, String threshold, int status)
      throws IOException {
    edit("NA: [iad, fra]", "NA: [fra, iad]");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.addAll(List.of("--threshold", threshold));
    Ran ran = run(words.toArray(String[]::new));
    assertThat(ran.status()).as(ran.out() + ran.err()).isEqualTo(status);
    assertThat(ran.out()).contains(status == 0 ? "no more than that" : "TOO MUCH");
  }

  @Test
  void machinesReadADocument() throws IOException {
    edit("NA: [iad, fra]", "NA: [fra, iad]");
    Ran ran = run("plan", "old", "new", "--json", "--threshold", "1%");
    assertThat(ran.status()).isEqualTo(3);
    JsonObject document = new JsonObject(ran.out());
    assertThat(document.getInteger("schema")).isEqualTo(1);
    assertThat(document.getString("command")).isEqualTo("plan");
    assertThat(document.getBoolean("changed")).isTrue();
    assertThat(document.getBoolean("exceeded")).isTrue();
    assertThat(document.getDouble("threshold")).isEqualTo(0.01);
    assertThat(document.getJsonObject("moved").getDouble("share")).isCloseTo(0.5, within(1e-9));
    assertThat(document.getJsonObject("moved").getString("policy")).isEqualTo("www.example.org.");
    assertThat(document.getJsonObject("old").getString("digest")).hasSize(64);
    assertThat(document.getJsonObject("spaces").getJsonObject("ipv4").getDouble("size"))
        .isEqualTo(2.0 * (1 << 24));
    JsonObject www = document.getJsonArray("policies").getJsonObject(0);
    assertThat(www.getString("change")).isEqualTo("changed");
    assertThat(www.getJsonArray("types")).containsExactly("A", "AAAA");
    JsonObject move = www.getJsonArray("moves").getJsonObject(0);
    assertThat(move.getString("from")).isEqualTo("iad");
    assertThat(move.getString("to")).isEqualTo("fra");
    assertThat(move.getJsonArray("countries").getJsonObject(0).getString("country"))
        .isEqualTo("US");
    assertThat(www.getJsonArray("countries").getJsonObject(0).getJsonObject("moved"))
        .isEqualTo(new JsonObject("{\"ipv4\": 1.0, \"ipv6\": 1.0}"));
    JsonObject fra = www.getJsonArray("datacenters").getJsonObject(0);
    assertThat(fra.getDouble("capacity_share")).isEqualTo(0.4);
    assertThat(fra.getJsonObject("load_after").getDouble("ipv4")).isCloseTo(2.5, within(1e-9));
    assertThat(document.getJsonArray("datacenters")).hasSize(2);
  }

  /** What the reference shows is what the command prints. */
  @Test
  void theReferenceIsTrue() throws IOException {
    Path home = Path.of(System.getProperty("gslb.root"));
    String reference = Files.readString(home.resolve("docs/ref-cli.md"));
    String from = "```console\n$ ./gslb ";
    int start = reference.indexOf(from) + from.length();
    List<String> block =
        reference.substring(start, reference.indexOf("```", start)).lines().toList();
    Ran ran =
        Ran.of(
            block
                .getFirst()
                .replace("zones/example", home.resolve("zones/example").toString())
                .split(" "));
    assertThat(ran.status()).isZero();
    assertThat(ran.out().stripTrailing().lines())
        .containsExactlyElementsOf(block.subList(1, block.size()));
  }

  @Test
  void anOutageMovesWhoeverWasThere() {
    Ran ran = run("simulate", "old", "--down", "fra", "--policy", "www.example.org");
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("www.example.org. A AAAA: 50.00 % of IPv4, 50.00 % of IPv6 moves")
        .contains("fra   iad  50.00 %  50.00 %  DE 25.00 %, FR 25.00 %")
        .contains("iad         60.00 %   50.00 % → 100.00 %");
    assertThat(run("simulate", "old", "--down", "fra,iad", "--json").out())
        .contains("\"down\" : [ \"fra\", \"iad\" ]", "(last resort)");
  }

  /** A query of two stands for two; who asks through which resolver is told by the policy. */
  @Test
  void aSampleWeighsByQueries() throws IOException {
    edit("NA: [iad, fra]", "NA: [fra, iad]");
    Path log =
        Files.writeString(
            folder.resolve("queries.jsonl"),
            """
            {"time":"2026-11-01T12:00:00Z","client":"8.1.2.3","name":"WWW.example.org.","class":"IN","type":"A","sample":2}
            {"time":"2026-11-01T12:00:01Z","client":"5.1.2.3","name":"www.example.org.","class":"IN","type":"A","sample":1}
            {"time":"2026-11-01T12:00:02Z","client":"5.1.2.3","ecs":"8.9.0.0/24","name":"www.example.org.","class":"IN","type":"AAAA","sample":3}
            {"time":"2026-11-01T12:00:03Z","client":"5.1.2.3","name":"docs.example.org.","class":"IN","type":"A","sample":4}
            {"time":"2026-11-01T12:00:03Z","client":"5.1.2.3","rcode":"FORMERR","flags":[]}
            """);
    Ran ran = run("plan", "old", "new", "--sample", log.toString(), "--threshold", "50%");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.status()).isZero();
    assertThat(ran.out())
        .contains("of 10 queries of the sample:")
        .contains("www.example.org. A: 66.67 % of its queries moves")
        .contains("www.example.org. AAAA: 100.00 % of its queries moves")
        .contains("50.00 % of the sample moves, the threshold is 50.00 %: no more than that");
    Files.writeString(log, "{\"name\": \"www.example.org.\", \"type\": \"A\"}\n");
    assertThat(run("plan", "old", "new", "--sample", log.toString()).err())
        .startsWith("gslb: " + log + ":1: expected a line of a query log, found");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "plan                               | Missing required parameter: 'FOLDER'",
        "plan old nowhere                   | nowhere cannot be used; 'gslb check' tells more",
        "plan old old --threshold 5         | expected --threshold such as 5% or 0.5%",
        "plan old old --threshold 500%      | expected --threshold such as 5% or 0.5%",
        "plan old old --policy web.example. | no policy steers 'web.example.'; there are app.exa",
        "plan old old --sample nowhere      | cannot read nowhere",
        "plan old --admin 127.0.0.1:1       | no server answers on 127.0.0.1:1",
        "simulate old                       | Missing required option: '--down=TARGET'",
        "simulate old --down far            | there is no datacenter and no pool/member 'far' in",
        "simulate old --down web/fra-9      | did you mean 'web/fra-1'?",
      })
  void aMistakeIsToldWithWhatWasExpected(String arguments, String expected) {
    Ran ran = run(arguments.split(" "));
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains(expected);
  }

  @Test
  void againstARunningServer() throws IOException, StartException {
    FreePorts ports = new FreePorts();
    write("definitions-one", FILES);
    edit("percent: 10, pools: [new]}, {percent: 90", "percent: 30, pools: [new]}, {percent: 70");
    String geo = "geo: {databases: [test.mmdb]}";
    try (OwnServer server = OwnServer.start(folder, "one", ports.next(), ports.next(), geo)) {
      String admin = HostPort.of(server.admin()).toString();
      Ran ran = run("plan", "new", "--admin", admin, "--json");
      assertThat(ran.err()).isEmpty();
      assertThat(ran.status()).isZero();
      JsonObject document = new JsonObject(ran.out());
      assertThat(document.getJsonObject("old").getInteger("generation")).isEqualTo(1);
      assertThat(document.getJsonObject("old").getString("definitions"))
          .endsWith("definitions-one");
      assertThat(document.getJsonObject("moved").getDouble("share")).isCloseTo(0.2, within(1e-9));
      assertThat(run("simulate", "--down", "fra", "--admin", admin).status()).isZero();
      assertThat(run("plan", "old", "new", "--admin", admin).status()).isZero();
      assertThat(Ran.of("plan", folder.resolve("new").toString(), "--admin", admin).err())
          .contains(
              "the server locates clients by test.mmdb of 2026", "name the server's --config");
      Files.writeString(
          folder.resolve("definitions-one/monitors.yaml"),
          "schema: 1\nmonitors: {none: {type: none}} # other\n");
      Ran late = run("plan", "new", "--admin", admin);
      assertThat(late.status()).isEqualTo(2);
      assertThat(late.err())
          .contains("definitions-one is no longer what the server serves as generation 1");
    }
  }
}
