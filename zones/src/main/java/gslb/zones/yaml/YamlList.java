package gslb.zones.yaml;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.util.List;

/**
 * A sequence.
 *
 * @param items in file order
 */
public record YamlList(Position position, String path, Problems problems, List<YamlNode> items)
    implements YamlNode {

  public YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String kind() {
    return "a list";
  }
}
