package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/**
 * Reads a map's file of networks: {@code CIDR datacenter[,datacenter...]} a line, {@code #} starts
 * a comment.
 */
final class NetsFile {

  private final Path name;
  private final References references;
  private final Problems problems;
  private final Map<Prefix, List<String>> nets = new LinkedHashMap<>();
  private final Map<Prefix, Position> first = new HashMap<>();

  NetsFile(Path name, References references, Problems problems) {
    this.name = name;
    this.references = references;
    this.problems = problems;
  }

  /** The networks, in file order. */
  Map<Prefix, List<String>> read(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      int comment = line.indexOf('#');
      line(comment < 0 ? line : line.substring(0, comment), number);
    }
    return nets;
  }

  private void line(String line, int number) {
    StringTokenizer words = new StringTokenizer(line);
    if (!words.hasMoreTokens()) {
      return;
    }
    String cidr = words.nextToken();
    Position at = new Position(name, number, line.indexOf(cidr) + 1);
    Prefix prefix = AddressText.prefix(cidr);
    if (prefix == null) {
      problems.error(
          at, "'" + cidr + "' is no network such as 192.0.2.0/24, no bits set after its length");
      return;
    }
    if (!words.hasMoreTokens()) {
      problems.error(at, "the network " + cidr + " has no datacenter after it");
      return;
    }
    String listed = words.nextToken();
    if (words.hasMoreTokens()) {
      String extra = words.nextToken();
      problems.error(
          new Position(name, number, line.lastIndexOf(extra) + 1),
          "unexpected '" + extra + "', expected datacenters with commas between and no blanks");
      return;
    }
    Position before = first.putIfAbsent(prefix, at);
    if (before != null) {
      problems.error(at, "the network " + prefix + " is listed a second time, first at " + before);
      return;
    }
    nets.put(prefix, datacenters(listed, number, line.indexOf(listed, cidr.length()) + 1));
  }

  private List<String> datacenters(String listed, int line, int column) {
    List<String> datacenters = new ArrayList<>();
    int from = 0;
    while (from <= listed.length()) {
      int comma = listed.indexOf(',', from);
      int to = comma < 0 ? listed.length() : comma;
      String datacenter = listed.substring(from, to);
      references.use(
          References.Kind.DATACENTER, datacenter, new Position(name, line, column + from), "");
      datacenters.add(datacenter);
      from = to + 1;
    }
    return datacenters;
  }
}
