package gslb.zones.yaml;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a YAML 1.2 file (core schema) into nodes that know their positions. The only class that
 * sees the YAML library.
 */
public final class YamlFile {

  /** What every file's {@code schema:} must say. */
  private static final int SCHEMA = 1;

  /** Characters; far above any sane file, far below what hurts. */
  private static final int LONGEST = 64 << 20;

  private static final int DEEPEST = 32;

  private final Path name;
  private final Problems problems;

  private YamlFile(Path name, Problems problems) {
    this.name = name;
    this.problems = problems;
  }

  /**
   * Reads a file and its {@code schema: 1}.
   *
   * @param folder where {@code name} is looked up
   * @param name relative to the folder, as it is told in problems
   * @return the file's root, or null after a problem was reported
   */
  public static @Nullable YamlMapping read(Path folder, Path name, Problems problems) {
    try {
      return parse(Files.readString(folder.resolve(name)), name, problems);
    } catch (NoSuchFileException e) {
      problems.error(Position.startOf(name), "there is no such file");
    } catch (CharacterCodingException e) {
      problems.error(Position.startOf(name), "the file is not UTF-8");
    } catch (IOException e) {
      problems.error(Position.startOf(name), "the file cannot be read: " + e);
    }
    return null;
  }

  /** Like {@link #read}, from the text itself. */
  public static @Nullable YamlMapping parse(String text, Path name, Problems problems) {
    YamlFile file = new YamlFile(name, problems);
    Node document = file.document(text);
    if (document == null) {
      return null;
    }
    YamlNode root = file.node(document, "", 0);
    if (root instanceof YamlMapping mapping) {
      mapping.required("schema", Expected.integer(SCHEMA, SCHEMA));
      return mapping;
    }
    root.expected("a mapping that starts with 'schema: 1'");
    return null;
  }

  private @Nullable Node document(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name.toString())
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true) // told with its position below
            .setCodePointLimit(LONGEST)
            .build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        problems.error(Position.startOf(name), "the file is empty, expected 'schema: 1'");
        return null;
      }
      Node first = documents.next();
      if (documents.hasNext()) {
        problems.error(at(documents.next().getStartMark()), "a second document, expected one");
      }
      return first;
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark =
          e.getProblemMark().isPresent() ? e.getProblemMark() : e.getContextMark();
      String context = e.getContext() == null ? "" : " " + e.getContext();
      problems.error(at(mark), "not YAML" + context + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      problems.error(Position.startOf(name), "not YAML: " + e.getMessage());
    }
    return null;
  }

  private YamlNode node(Node node, String path, int depth) {
    Position position = at(node.getStartMark());
    if (depth > DEEPEST) { // also where an alias contains itself
      YamlScalar end = new YamlScalar(position, path, problems, "", YamlScalar.Type.NOTHING);
      end.error("nested more than " + DEEPEST + " deep");
      return end;
    }
    return switch (node) {
      case ScalarNode scalar ->
          new YamlScalar(position, path, problems, scalar.getValue(), type(scalar.getTag()));
      case SequenceNode sequence -> {
        List<YamlNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(node(item, path + "[" + items.size() + "]", depth + 1));
        }
        yield new YamlList(position, path, problems, items);
      }
      case MappingNode mapping ->
          new YamlMapping(position, path, problems, entries(mapping, path, depth));
      default -> throw new AssertionError(node); // the library's Node is not sealed
    };
  }

  private List<YamlEntry> entries(MappingNode mapping, String path, int depth) {
    List<YamlEntry> entries = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Position position = at(tuple.getKeyNode().getStartMark());
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        String child = YamlMapping.pathOf(path, key.getValue());
        YamlNode value = node(tuple.getValueNode(), child, depth + 1);
        entries.add(new YamlEntry(key.getValue(), position, value));
      } else {
        problems.error(position, "expected a word as key");
      }
    }
    return entries;
  }

  private static YamlScalar.Type type(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return YamlScalar.Type.INTEGER;
    }
    if (tag.equals(Tag.FLOAT)) {
      return YamlScalar.Type.DECIMAL;
    }
    if (tag.equals(Tag.BOOL)) {
      return YamlScalar.Type.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? YamlScalar.Type.NOTHING : YamlScalar.Type.TEXT;
  }

  private Position at(Optional<Mark> mark) {
    return mark.map(m -> new Position(name, m.getLine() + 1, m.getColumn() + 1))
        .orElse(Position.startOf(name));
  }
}
