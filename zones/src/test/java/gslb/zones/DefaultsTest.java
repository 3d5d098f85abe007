package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The table of defaults in zones/README.md: writing a default is the same as leaving it out. */
class DefaultsTest {

  private static final Path ZONES = Path.of(System.getProperty("gslb.root"), "zones");

  /** A file in which {@code @} is where the key goes, for each place of the table. */
  private static final Map<String, Map.Entry<String, String>> PLACES =
      Map.ofEntries(
          place(
              "datacenter", "datacenters.yaml", "{fra: {region: eu, latitude: 50, longitude: 8@}}"),
          place("monitor", "monitors.yaml", "{up: {type: tcp, port: 80@}}"),
          place("monitor of type http", "monitors.yaml", "{up: {type: http@}}"),
          place("monitor of type https", "monitors.yaml", "{up: {type: https@}}"),
          place("monitor of type tls", "monitors.yaml", "{up: {type: tls@}}"),
          place("monitor of type dns", "monitors.yaml", "{up: {type: dns, query: {name: a.}@}}"),
          place(
              "monitor of type dns: query",
              "monitors.yaml",
              "{up: {type: dns, query: {name: a.@}}}"),
          place(
              "monitor of type dns: expect",
              "monitors.yaml",
              "{up: {type: dns, query: {name: a.}, expect: {@}}}"),
          place("monitor of type grpc", "monitors.yaml", "{up: {type: grpc, port: 80@}}"),
          place("monitor: expect", "monitors.yaml", "{up: {type: http, expect: {body: x@}}}"),
          place("monitor: load", "monitors.yaml", "{up: {type: http, load: {header: x@}}}"),
          place("monitor: certificate", "monitors.yaml", "{up: {type: https, certificate: {@}}}"),
          place("pool", "pools/web.yaml", "{web: {monitor: up, members: [*m]@}}"),
          place("pool: flap", "pools/web.yaml", "{web: {monitor: up, members: [*m], flap: {@}}}"),
          place(
              "pool with selection all",
              "pools/web.yaml",
              "{web: {monitor: up, selection: all, members: [*m]@}}"),
          place(
              "member",
              "pools/web.yaml",
              "{web: {monitor: up, members: [{name: a, datacenter: fra, addresses:"
                  + " [192.0.2.1]@}]}}"),
          place("map", "maps/world.yaml", "{world: {default: [fra]@}}"),
          place("policy", "policies/example.com.yaml", "{www: {rules: [{pools: [web]}]@}}"),
          place(
              "policy: ttl",
              "policies/example.com.yaml",
              "{www: {ttl: {@}, rules: [{pools: [web]}]}}"),
          place(
              "policy: client",
              "policies/example.com.yaml",
              "{www: {client: {@}, rules: [{pools: [web]}]}}"),
          place("rule", "policies/example.com.yaml", "{www: {rules: [{pools: [web]@}]}}"));

  private static Map.Entry<String, Map.Entry<String, String>> place(
      String where, String file, String template) {
    String key = file.replaceAll("[/.].*", "");
    String member = "{name: a, datacenter: fra, addresses: [192.0.2.1]}";
    String zone = key.equals("policies") ? "zone: example.com\n" : "";
    String text = "schema: 1\n" + zone + key + ": " + template.replace("*m", member) + "\n";
    return Map.entry(where, Map.entry(file, text));
  }

  record Row(String where, String key, String value) {}

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(ZONES.resolve("README.md"))) {
      String[] cells = line.split("\\|");
      if (cells.length == 4 && cells[2].strip().startsWith("`")) {
        rows.add(
            new Row(
                cells[1].strip(),
                cells[2].strip().replace("`", ""),
                cells[3].strip().replace("`", "")));
      }
    }
    return rows;
  }

  private static Declarations read(Path folder, Row row, String written) throws IOException {
    Map<String, String> files = Cases.filesOf("cases/base");
    files.put(
        "datacenters.yaml",
        "schema: 1\ndatacenters: {fra: {region: eu, latitude: 50, longitude: 8}}\n");
    files.put("pools/web.yaml", PLACES.get("pool").getValue().replace("@", ""));
    Map.Entry<String, String> place = PLACES.get(row.where());
    assertThat(place).as("a place called " + row.where()).isNotNull();
    boolean first = place.getValue().contains("{@");
    files.put(
        place.getKey(),
        place.getValue().replace("@", first || written.isEmpty() ? written : ", " + written));
    Cases.write(files, folder);
    Reading reading = DefinitionsFolder.read(folder);
    assertThat(reading).as(reading.problems().toString()).isInstanceOf(Reading.Accepted.class);
    Declarations read = ((Reading.Accepted) reading).declarations();
    return new Declarations(
        List.of(),
        read.datacenters(),
        read.monitors(),
        read.pools(),
        read.maps(),
        read.policies(),
        List.of(),
        "");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void writingTheDefaultIsLeavingItOut(Row row, @TempDir Path left, @TempDir Path wrote)
      throws IOException {
    assertThat(read(wrote, row, row.key() + ": " + row.value())).isEqualTo(read(left, row, ""));
  }

  @Test
  void theSchemasHaveTheSameDefaults() throws IOException {
    TreeSet<String> inSchemas = new TreeSet<>();
    for (FileKind kind : FileKind.values()) {
      Path file = ZONES.resolve("schema/" + kind.word() + ".schema.json");
      JsonNode schema = new ObjectMapper().readTree(Files.readString(file));
      collect(schema, schema, inSchemas);
    }
    TreeSet<String> inTable = new TreeSet<>();
    for (Row row : rows()) {
      if (!row.where().equals("pool with selection all")) { // a schema has one default a key
        inTable.add(row.key() + " " + row.value());
      }
    }
    assertThat(inTable).isEqualTo(inSchemas);
  }

  private static void collect(JsonNode node, JsonNode root, TreeSet<String> defaults) {
    for (Map.Entry<String, JsonNode> each : node.path("properties").properties()) {
      JsonNode value = each.getValue();
      JsonNode target =
          value.has("$ref") ? root.at(value.get("$ref").asString().substring(1)) : value;
      JsonNode written = value.has("default") ? value.get("default") : target.get("default");
      if (written != null && !written.isObject()) {
        defaults.add(each.getKey() + " " + yaml(written));
      }
    }
    for (JsonNode child : node) {
      if (child.isContainer()) {
        collect(child, root, defaults);
      }
    }
  }

  private static String yaml(JsonNode value) {
    return value.isString()
        ? value.asString()
        : value.toString().replace("\"", "").replace(",", ", ");
  }

  @Test
  void theFolderOfTheReadmeIsAccepted(@TempDir Path folder) throws IOException {
    Map<String, String> files = new HashMap<>();
    String[] blocks = Files.readString(ZONES.resolve("README.md")).split("(?m)^```");
    for (int i = 1; i < blocks.length; i += 2) {
      List<String> lines = blocks[i].lines().toList();
      if (lines.getFirst().equals("yaml") || lines.getFirst().equals("zone")) {
        String name = lines.get(1).substring(2);
        files.put(name, String.join("\n", lines.subList(1, lines.size())) + "\n");
      }
    }
    assertThat(files).hasSize(6);
    Cases.write(files, folder);
    assertThat(DefinitionsFolder.read(folder).problems()).isEmpty();
  }
}
