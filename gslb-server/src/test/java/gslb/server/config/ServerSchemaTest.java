package gslb.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gslb.zones.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The published schema and the reader say the same. */
class ServerSchemaTest {
  private static final Path HOME = Path.of(System.getProperty("gslb.root"));
  private static final Set<String> SECTIONS =
      Set.of(
          "node",
          "listen",
          "tls",
          "udp",
          "geo",
          "cluster",
          "probe",
          "identity",
          "cookies",
          "rate_limit",
          "transfer",
          "connections",
          "proxy",
          "log");

  /** Sections of the section {@code log}. */
  private static final Set<String> LOGS = Set.of("queries", "decisions");

  @TempDir private Path folder;

  @Test
  void bothAcceptTheTemplateAndEveryKey() throws IOException {
    Files.writeString(folder.resolve("cluster.key"), "MDEyMzQ1Njc4OWFiY2RlZg==");
    Files.writeString(folder.resolve("cookie.secrets"), "e5e973e5a6b2a43f48e7dc849e37bfcf");
    Files.writeString(folder.resolve("own.txt"), "192.0.2.0/24 EU-DE\n");
    Files.createFile(folder.resolve("chain.pem"));
    Files.createFile(folder.resolve("chain.key"));
    for (String text :
        new String[] {Files.readString(HOME.resolve("docs/server.yaml")), Yaml.EVERY_KEY}) {
      assertThat(schema().validate(text, InputFormat.YAML)).isEmpty();
      assertThat(ServerConfigFile.read(Yaml.parse(text), folder, HOME))
          .isInstanceOf(ConfigReading.Accepted.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodes: {name: a}",
        "node: {nam: a}",
        "node: {name: 5}",
        "node: {name: 'a b'}",
        "listen: {dns: '127.0.0.1:53'}",
        "listen: {dns: []}",
        "listen: {dns: ['localhost:53']}",
        "listen: {dns: ['::1:53']}",
        "listen: {admin: 8053}",
        "listen: {tls: '127.0.0.1:853'}",
        "tls: {certificate: a}",
        "tls: {certificate: a, key: ''}",
        "workers: 0",
        "workers: 257",
        "workers: '4'",
        "udp: {calls: fast}",
        "udp: {receive_buffer: 65535}",
        "udp: {receive_buffer: 4m}",
        "udp: {pin: 1}",
        "start_wait: 5",
        "start_wait: 5 s",
        "definitions: ''",
        "state: [a]",
        "geo: {databases: x}",
        "geo: {overlay: x}",
        "geo: {accept: {min_size_percent: 101}}",
        "geo: {accept: {moved: 5}}",
        "geo: {update: {account_id: 5}}",
        "geo: {update: {account_id: '5', licence_key_file: a}}",
        "geo: {update: {vendor: 'http://geo.example'}}",
        "geo: {update: {vendor: 'https://user:word@geo.example'}}",
        "geo: {update: {protocol: ftp}}",
        "geo: {update: {licence_key: secret}}",
        "geo: {update: {sources: [{edition: GeoLite2-City, file: a}]}}",
        "geo: {update: {sources: [{url: 'http://geo.example/a', file: a}]}}",
        "geo: {update: {sources: [{url: 'https://geo.example/a'}]}}",
        "geo: {update: {sources: [{file: a}]}}",
        "cluster: {members: []}",
        "cluster: {regions: {'a b': ['h:1']}}",
        "cluster: {regions: {eu: 'h:1'}}",
        "cluster: {force_public: 1}",
        "keys: {a: {}}",
        "keys: {'a b': {secret_file: cluster.key}}",
        "transfer: {allow: {zones: all}}",
        "transfer: {allow: [{zones: all}]}",
        "transfer: {allow: [{zones: none, addresses: ['192.0.2.0/24']}]}",
        "transfer: {allow: [{zones: all, addresses: ['192.0.2.1']}]}",
        "transfer: {allow: [{zones: all, addresses: []}]}",
        "transfer: {allow: [{addresses: ['192.0.2.0/24']}]}",
        "transfer: {notify: [{zones: all}]}",
        "transfer: {notify: [{zones: all, addresses: ['ns2.example:53']}]}",
        "secondary: {zones: [a], primaries: ['192.0.2.1:53']}",
        "secondary: [{zones: [a]}]",
        "secondary: [{primaries: ['192.0.2.1:53']}]",
        "secondary: [{zones: [], primaries: ['192.0.2.1:53']}]",
        "secondary: [{zones: all, primaries: ['192.0.2.1:53']}]",
        "secondary: [{zones: [a], primaries: []}]",
        "secondary: [{zones: [a], primaries: ['ns1.example:53']}]",
        "secondary: [{zones: [a], primaries: ['192.0.2.1']}]",
        "secondary: [{zones: [a], primaries: ['192.0.2.1:53'], max_mib: 0}]",
        "secondary: [{zones: [a], primaries: ['192.0.2.1:53'], max_time: 5}]",
        "secondary: [{zones: [a], primaries: ['192.0.2.1:53'], refresh: 5m}]",
        "connections: {total: 0}",
        "connections: {idle: 10}",
        "connections: {memory_mib: 64MiB}",
        "proxy: {trust: '192.0.2.0/28'}",
        "proxy: {trust: ['192.0.2.1']}",
        "log: {queries: 100}",
        "log: {queries: {sample: -1}}",
        "log: {queries: {errors: 1000001}}",
        "log: {decisions: {errors: 1}}",
        "log: {decisions: {sample: '1/100'}}",
        "log: {max_mib: 0}",
        "log: {folder: ''}",
        "probe: {embedded: 'yes'}",
        "probe: {vantage: ''}",
        "identity: {nsid: 5}",
        "identity: {nsid: Zürich}",
        "identity: {id: a}",
        "cookies: {require: 1}",
        "cookies: {secret_file: ''}",
        "rate_limit: {mode: some}",
        "rate_limit: {responses_per_second: 0}",
        "rate_limit: {slip: 11}",
        "rate_limit: {prefix_v4: 33}",
        "rate_limit: {exempt: ['192.0.2.1']}",
      })
  void bothRefuse(String line) throws IOException {
    String text = "schema: 1\n" + line + "\n";
    assertThat(schema().validate(text, InputFormat.YAML)).isNotEmpty();
    assertThat(ServerConfigFile.read(Yaml.parse(text), folder, HOME))
        .isInstanceOf(ConfigReading.Refused.class);
  }

  @Test
  void bothKnowTheSameKeys() throws IOException {
    YamlMapping root = Yaml.parse(Yaml.EVERY_KEY);
    ServerConfigFile.read(root, folder, HOME);
    JsonNode properties = schema().getSchemaNode().get("properties");
    assertThat(keys(properties)).isEqualTo(new TreeSet<>(root.asked()));
    for (String section : SECTIONS) {
      assertThat(keys(properties.get(section).get("properties")))
          .as(section)
          .isEqualTo(new TreeSet<>(root.mapping(section).asked()));
    }
    for (String log : LOGS) {
      assertThat(keys(properties.at("/log/properties/" + log + "/properties")))
          .as(log)
          .isEqualTo(new TreeSet<>(root.mapping("log").mapping(log).asked()));
    }
  }

  @Test
  void everyKeyIsInTheReference() throws IOException {
    String reference = Files.readString(HOME.resolve("docs/ref-server.md"));
    JsonNode properties = schema().getSchemaNode().get("properties");
    for (String key : keys(properties)) {
      if (SECTIONS.contains(key)) {
        for (String inner : keys(properties.get(key).get("properties"))) {
          String name = key + "." + inner;
          JsonNode below = properties.at("/%s/properties/%s/properties".formatted(key, inner));
          for (String told : below.isMissingNode() ? Set.of("") : keys(below)) {
            assertThat(reference)
                .contains("| `" + (told.isEmpty() ? name : name + "." + told) + "` |");
          }
        }
      } else if (!key.equals("schema")) {
        assertThat(reference).contains("| `" + key + "` |");
      }
    }
  }

  private static Set<String> keys(JsonNode properties) {
    return new TreeSet<>(properties.propertyNames());
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(HOME.resolve("zones/schema/server.schema.json")));
  }
}
