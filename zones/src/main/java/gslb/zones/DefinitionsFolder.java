package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import gslb.zones.yaml.YamlMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.xbill.DNS.Name;

/**
 * Reads a whole definitions folder and checks it across its files. Nothing stops at the first
 * problem: whoever mends the files sees all of them.
 *
 * <pre>
 *  datacenters.yaml   monitors.yaml   pools/*.yaml   maps/*.yaml   policies/*.yaml   zones/*.zone
 * </pre>
 */
public final class DefinitionsFolder {

  private static final Path DATACENTERS = Path.of("datacenters.yaml");
  private static final Path MONITORS = Path.of("monitors.yaml");
  private static final Path ZONES = Path.of("zones");

  private final DefinitionsFiles files;
  private final Problems problems;
  private final References references;
  private final Map<String, Datacenter> datacenters = new LinkedHashMap<>();
  private final Map<String, Monitor> monitors = new LinkedHashMap<>();
  private final Map<String, Pool> pools = new LinkedHashMap<>();
  private final Map<String, GeoMap> maps = new LinkedHashMap<>();
  private final List<DeclaredPolicy> policies = new ArrayList<>();
  private final Map<Name, CheckedZone> zones = new TreeMap<>();
  private final Map<Name, Position> fetched = new HashMap<>();
  private final KnownZones known;
  private final boolean emptyAllowed;

  private DefinitionsFolder(
      Path folder,
      List<FetchedOrigin> fetched,
      KnownZones known,
      boolean emptyAllowed,
      Problems problems) {
    this.emptyAllowed = emptyAllowed;
    this.files = new DefinitionsFiles(folder, problems);
    this.known = known;
    this.problems = problems;
    this.references = new References(problems);
    fetched.forEach(origin -> this.fetched.put(origin.name(), origin.at()));
  }

  /**
   * Reads a folder that declares every zone.
   *
   * @param folder positions in problems are relative to it
   */
  public static Reading read(Path folder) {
    return read(folder, List.of());
  }

  /**
   * Reads a folder.
   *
   * @param folder positions in problems are relative to it
   * @param fetched zones that come from elsewhere, which no file of the folder may declare
   */
  public static Reading read(Path folder, List<FetchedOrigin> fetched) {
    return read(folder, fetched, new KnownZones());
  }

  /**
   * Reads a folder again, as far as its zones have changed.
   *
   * @param folder positions in problems are relative to it
   * @param fetched zones that come from elsewhere, which no file of the folder may declare
   * @param known what its zones were; holds what they are from now on
   */
  public static Reading read(Path folder, List<FetchedOrigin> fetched, KnownZones known) {
    return read(folder, fetched, known, false);
  }

  /**
   * The same, where it may be meant that there is no zone at all.
   *
   * @param emptyAllowed whether a folder without zones is right
   */
  public static Reading read(
      Path folder, List<FetchedOrigin> fetched, KnownZones known, boolean emptyAllowed) {
    Problems problems = new Problems();
    try {
      if (!Files.isDirectory(folder)) {
        problems.error(Position.startOf(folder), "there is no such definitions folder");
        return new Reading.Refused(problems.sorted());
      }
      return new DefinitionsFolder(folder.toRealPath(), fetched, known, emptyAllowed, problems)
          .read();
    } catch (IOException e) {
      problems.error(Position.startOf(folder), "the definitions folder cannot be read: " + e);
      return new Reading.Refused(problems.sorted());
    }
  }

  private Reading read() throws IOException {
    yaml(DATACENTERS, root -> datacenters.putAll(new DatacenterFile(references).read(root)));
    yaml(MONITORS, root -> monitors.putAll(new MonitorFile(references).read(root)));
    PoolFile poolFile = new PoolFile(references);
    yaml("pools", root -> pools.putAll(poolFile.read(root)));
    maps();
    readZones();
    files.warnOfUnread();
    references.check();
    if (zones.isEmpty() && fetched.isEmpty() && !emptyAllowed) {
      problems.error(
          Position.startOf(ZONES),
          "there is no zone to serve, expected zones/ORIGIN.zone such as zones/example.com.zone");
    }
    new SteeringChecks(zones, fetched, pools, policies, known, problems).check();
    return problems.hasErrors() ? new Reading.Refused(problems.sorted()) : accepted();
  }

  private Reading accepted() {
    known.readFrom(files.digests());
    return new Reading.Accepted(
        new Declarations(
            zones.values().stream().map(CheckedZone::zone).toList(),
            datacenters,
            monitors,
            pools,
            maps,
            policies.stream().map(DeclaredPolicy::policy).toList(),
            problems.sorted(),
            files.digest()));
  }

  /** Groups of every map file first: maps and policies of any file may use them. */
  private void maps() throws IOException {
    Groups groups = new Groups(references);
    List<YamlMapping> roots = new ArrayList<>();
    yaml("maps", roots::add);
    roots.forEach(groups::read);
    MapFile mapFile = new MapFile(references, groups, files, problems);
    roots.forEach(root -> maps.putAll(mapFile.read(root)));
    known.groups(groups.byName());
    for (Path file : files.list("policies", ".yaml")) {
      policies(file, groups);
    }
  }

  /** Of a file that says what it did, what it comes to is known. */
  private void policies(Path file, Groups groups) {
    KnownZones.KnownPolicies unchanged = known.policies(file, files);
    if (unchanged == null) {
      unchanged = readPolicies(file, groups);
    } else {
      references.useAll(unchanged.uses());
    }
    known.add(file, unchanged);
    problems.addAll(unchanged.problems());
    policies.addAll(unchanged.policies());
  }

  private KnownZones.KnownPolicies readPolicies(Path file, Groups groups) {
    Problems found = new Problems();
    int uses = references.uses();
    YamlMapping root = files.telling(found).yaml(file);
    List<DeclaredPolicy> read =
        root == null ? List.of() : new PolicyFile(references, groups).read(root);
    return new KnownZones.KnownPolicies(
        Objects.requireNonNullElse(files.digest(file), ""),
        read,
        references.usesAfter(uses),
        found.sorted());
  }

  private void readZones() throws IOException {
    for (Path file : files.list("zones", ".zone")) {
      Name origin = ZoneFile.originOf(file, problems);
      if (origin == null) {
        continue;
      }
      CheckedZone zone = zone(file, origin);
      CheckedZone first = zones.putIfAbsent(origin, zone);
      if (fetched.containsKey(origin)) {
        problems.error(
            zone.start(),
            "the zone " + origin + " is fetched from a primary, at " + fetched.get(origin));
      }
      if (first != null) {
        problems.error(
            zone.start(), "the zone " + origin + " has a file already: " + first.start().file());
      }
    }
    known.end();
  }

  private CheckedZone zone(Path file, Name origin) {
    KnownZones.Known unchanged = known.find(file, files);
    KnownZones.Known zone = unchanged == null ? readZone(file, origin) : unchanged;
    known.add(file, zone);
    problems.addAll(zone.problems());
    return new CheckedZone(
        zone.zone(),
        Position.startOf(file),
        () -> readZone(file, origin, new Problems(), new HashMap<>()));
  }

  private KnownZones.Known readZone(Path file, Name origin) {
    Problems found = new Problems();
    Map<Path, String> parts = new HashMap<>();
    Zone zone = readZone(file, origin, found, parts).zone();
    return new KnownZones.Known(parts, zone, found.sorted());
  }

  private DeclaredZone readZone(Path file, Name origin, Problems found, Map<Path, String> parts) {
    ZoneFile.Content content = ZoneFile.read(file, origin, files.telling(found), found);
    for (Path part : content.parts()) {
      parts.put(part, Objects.requireNonNullElse(files.digest(part), ""));
    }
    return ZoneChecks.check(origin, Position.startOf(file), content.records(), found);
  }

  private void yaml(Path file, Consumer<YamlMapping> reader) {
    if (files.exists(file)) {
      YamlMapping root = files.yaml(file);
      if (root != null) {
        reader.accept(root);
      }
    }
  }

  private void yaml(String subfolder, Consumer<YamlMapping> reader) throws IOException {
    for (Path file : files.list(subfolder, ".yaml")) {
      yaml(file, reader);
    }
  }
}
