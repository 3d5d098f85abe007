package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import gslb.zones.yaml.YamlScalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The published schemas and the readers say the same, both ways. */
class SchemaTest {

  private static final Path ROOT = Path.of(System.getProperty("gslb.root"));

  @TempDir Path folder;

  private static Schema schema(FileKind kind) throws IOException {
    Path file = ROOT.resolve("zones/schema/" + kind.word() + ".schema.json");
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file));
  }

  private static JsonNode json(String yaml) {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return new ObjectMapper().valueToTree(new Load(settings).loadFromString(yaml));
  }

  static Stream<Map.Entry<String, String>> goodFiles() throws IOException {
    List<Map.Entry<String, String>> files = new ArrayList<>();
    Path example = ROOT.resolve("zones/example");
    try (Stream<Path> all = Files.walk(example)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.add(Map.entry(example.relativize(file).toString(), Files.readString(file)));
      }
    }
    files.addAll(Cases.filesOf("every-key").entrySet());
    files.addAll(Cases.filesOf("cases/base").entrySet());
    return files.stream().filter(file -> FileKind.of(file.getKey()) != null);
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void theSchemaAcceptsWhatTheReaderAccepts(Map.Entry<String, String> file) throws IOException {
    FileKind kind = FileKind.of(file.getKey());
    assertThat(kind).isNotNull();
    assertThat(schema(kind).validate(json(file.getValue()))).isEmpty();
  }

  @Test
  void theReaderAcceptsEveryKey() throws IOException {
    Cases.write(Cases.filesOf("every-key"), folder);
    assertThat(DefinitionsFolder.read(folder).problems()).isEmpty();
  }

  static Stream<Map.Entry<FileKind, String>> mistakes() {
    return Cases.partsOf("schema-mistakes").stream()
        .map(part ->
            Map.entry(FileKind.valueOf(part.getKey().toUpperCase(Locale.ROOT)), part.getValue()));
  }

  @ParameterizedTest
  @MethodSource
  void mistakes(Map.Entry<FileKind, String> mistake) throws IOException {
    FileKind kind = mistake.getKey();
    assertThat(schema(kind).validate(json(mistake.getValue()))).as("schema").isNotEmpty();
    Problems problems = new Problems();
    kind.read(mistake.getValue(), folder, problems);
    assertThat(problems.sorted()).as("reader").isNotEmpty();
  }

  @Test
  void bothKnowTheSameKeys() throws IOException {
    Map<String, String> files = Cases.filesOf("every-key");
    Cases.write(files, folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      FileKind kind = FileKind.of(file.getKey());
      if (kind != null) {
        Problems problems = new Problems();
        YamlMapping root = kind.read(file.getValue(), folder, problems);
        assertThat(problems.sorted()).isEmpty();
        assertThat(root).isNotNull();
        new SameKeys(schema(kind).getSchemaNode()).check(root);
      }
    }
  }

  /** Walks a file that was read and its schema side by side. */
  private record SameKeys(JsonNode root) {

    void check(YamlMapping node) {
      check(node, root);
    }

    private void check(YamlNode node, JsonNode schema) {
      JsonNode resolved = resolve(node, schema);
      if (node instanceof YamlList list) {
        list.items().forEach(item -> check(item, resolved.path("items")));
      } else if (node instanceof YamlMapping mapping) {
        Set<String> known = new TreeSet<>(resolved.path("properties").propertyNames());
        boolean ownNames =
            resolved.has("patternProperties") || resolved.path("additionalProperties").isObject();
        if (!ownNames) {
          assertThat(new TreeSet<>(mapping.asked())).as(mapping.path()).isEqualTo(known);
        }
        for (YamlEntry entry : mapping.entries()) {
          check(entry.value(), under(entry.key(), resolved));
        }
      }
    }

    private static JsonNode under(String key, JsonNode schema) {
      if (schema.path("properties").has(key)) {
        return schema.path("properties").path(key);
      }
      for (Map.Entry<String, JsonNode> pattern : schema.path("patternProperties").properties()) {
        if (key.matches(pattern.getKey())) {
          return pattern.getValue();
        }
      }
      return schema.path("additionalProperties");
    }

    /** Follows references, and of alternatives takes the one of this node's shape and type. */
    private JsonNode resolve(YamlNode node, JsonNode schema) {
      if (schema.has("$ref")) {
        return resolve(node, root.at(schema.get("$ref").asString().substring(1)));
      }
      if (!schema.has("oneOf") || schema.has("properties")) {
        return schema;
      }
      for (JsonNode each : schema.get("oneOf")) {
        JsonNode branch = resolve(node, each);
        if (fits(node, branch)) {
          return branch;
        }
      }
      return schema;
    }

    private static boolean fits(YamlNode node, JsonNode branch) {
      JsonNode type = branch.path("properties").path("type").path("const");
      return switch (node) {
        case YamlScalar scalar -> !branch.has("properties") && !branch.has("items");
        case YamlList list -> branch.has("items");
        case YamlMapping mapping ->
            branch.has("properties")
                && (type.isMissingNode()
                    || (mapping.get("type") instanceof YamlScalar written
                        && written.text().equals(type.asString())));
      };
    }
  }
}
