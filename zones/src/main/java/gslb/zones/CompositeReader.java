package gslb.zones;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads monitors made of monitors. Their parts may stand after them, so they are put together when
 * the whole file is read.
 */
final class CompositeReader {

  /** The parts as written: where each stands. */
  private record Written(Map<String, YamlNode> parts, int needed) {}

  private final References references;
  private final Map<String, Monitor> monitors;
  private final Map<String, Written> written = new LinkedHashMap<>();

  /**
   * A reader for one file.
   *
   * @param monitors by name; composites among them without their parts until {@link #resolve}
   */
  CompositeReader(References references, Map<String, Monitor> monitors) {
    this.references = references;
    this.monitors = monitors;
  }

  /**
   * Reads the keys of a composite.
   *
   * @param all whether all parts are needed; else one, unless they are counted
   * @param counted whether it says itself how many are needed
   */
  void read(String name, boolean all, boolean counted, YamlMapping node) {
    Integer count = counted ? node.required("count", Expected.integer(1, 100)) : null;
    Expected<String> part = references.to(References.Kind.MONITOR);
    List<String> names = node.required("monitors", Expected.nonEmptyListOf(part));
    if (names == null || !(node.get("monitors") instanceof YamlList list)) {
      return; // reported
    }
    if (list.items().size() < 2) {
      list.error("expected at least two monitors");
    }
    if (count != null && count > list.items().size()) {
      node.error("count", "never up: " + count + " of " + list.items().size() + " are wanted");
    }
    Map<String, YamlNode> parts = new LinkedHashMap<>();
    for (YamlNode item : list.items()) {
      String one = Expected.name().read(item);
      if (one != null && parts.putIfAbsent(one, item) != null) {
        item.error("'" + one + "' is in the list already");
      }
    }
    int most = Math.max(1, parts.size());
    written.put(name, new Written(parts, count != null ? Math.min(count, most) : all ? most : 1));
  }

  /** Puts the composites together. */
  void resolve() {
    written.keySet().forEach(name -> resolve(name, new LinkedHashSet<>()));
  }

  /** Gives the monitor of a name with its parts; null if there is none. */
  private @Nullable Monitor resolve(String name, Set<String> above) {
    Monitor monitor = monitors.get(name);
    Written composite = written.get(name);
    if (monitor == null || composite == null || monitor.check() instanceof Check.Composite) {
      return monitor;
    }
    above.add(name);
    List<Monitor> parts = new ArrayList<>();
    composite
        .parts()
        .forEach((part, at) -> {
          if (above.contains(part)) {
            at.error("a monitor cannot be a part of itself: " + String.join(" > ", above));
            return;
          }
          Monitor resolved = resolve(part, above);
          if (resolved != null && resolved.checks()) {
            parts.add(resolved);
          } else if (resolved != null && !written.containsKey(part)) {
            at.error("'" + part + "' checks nothing");
          }
        });
    above.remove(name);
    if (parts.isEmpty()) {
      return monitor;
    }
    Monitor whole =
        new Monitor(
            name,
            quickest(parts),
            monitor.quorum(),
            monitor.vantages(),
            monitor.view(),
            new Check.Composite(Math.min(composite.needed(), parts.size()), parts));
    monitors.put(name, whole);
    return whole;
  }

  /** The pace no part exceeds: nothing of the whole can turn sooner (S-29). */
  private static Monitor.Cadence quickest(List<Monitor> parts) {
    List<Monitor.Cadence> paces = parts.stream().map(Monitor::cadence).toList();
    return new Monitor.Cadence(
        least(paces, Monitor.Cadence::interval),
        least(paces, Monitor.Cadence::timeout),
        least(paces, Monitor.Cadence::rise),
        least(paces, Monitor.Cadence::fall));
  }

  private static <T extends Comparable<T>> T least(
      List<Monitor.Cadence> paces, Function<Monitor.Cadence, T> of) {
    return paces.stream().map(of).min(Comparator.naturalOrder()).orElseThrow();
  }
}
