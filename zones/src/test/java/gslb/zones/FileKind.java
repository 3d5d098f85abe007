package gslb.zones;

import gslb.zones.problem.Problems;
import gslb.zones.yaml.YamlFile;
import gslb.zones.yaml.YamlMapping;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of YAML files of a definitions folder, each read on its own, without cross-checks. */
enum FileKind {
  DATACENTERS,
  MONITORS,
  POOLS,
  MAPS,
  POLICIES;

  /** As in the schema's file name. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of a file by its place in the folder; null for files that are not YAML. */
  static @Nullable FileKind of(String file) {
    for (FileKind kind : values()) {
      if (file.equals(kind.word() + ".yaml")
          || (file.startsWith(kind.word() + "/") && file.endsWith(".yaml"))) {
        return kind;
      }
    }
    return null;
  }

  /**
   * Reads a file of this kind.
   *
   * @param folder where files it names are looked up
   * @return its root, which knows by then what it was asked for; null if there is none
   */
  @Nullable YamlMapping read(String text, Path folder, Problems problems) {
    YamlMapping root = YamlFile.parse(text, Path.of(word() + ".yaml"), problems);
    if (root == null) {
      return null;
    }
    References references = new References(problems);
    Groups groups = new Groups(references);
    DefinitionsFiles files = new DefinitionsFiles(folder, problems);
    switch (this) {
      case DATACENTERS -> new DatacenterFile(references).read(root);
      case MONITORS -> new MonitorFile(references).read(root);
      case POOLS -> new PoolFile(references).read(root);
      case MAPS -> {
        groups.read(root);
        new MapFile(references, groups, files, problems).read(root);
      }
      case POLICIES -> {
        YamlMapping coast = // the group the policies of every-key.txt use
            YamlFile.parse("schema: 1\ngroups: {coast: [AS]}", Path.of("maps.yaml"), problems);
        if (coast != null) {
          groups.read(coast);
        }
        new PolicyFile(references, groups).read(root);
      }
    }
    return root;
  }
}
