package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.yaml.DurationText;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlList;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import gslb.zones.yaml.YamlScalar;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Reads the files in {@code pools/}. */
final class PoolFile {

  private final References references;

  PoolFile(References references) {
    this.references = references;
  }

  /** The pools by name, in file order. */
  Map<String, Pool> read(YamlMapping root) {
    Map<String, Pool> pools = new LinkedHashMap<>();
    for (YamlEntry entry : root.mapping("pools").entries()) {
      String name = entry.name();
      YamlMapping node = Expected.mapping().read(entry.value());
      if (node != null && name != null && references.declare(References.Kind.POOL, entry)) {
        pools.put(name, pool(name, node));
      }
    }
    root.refuseOtherKeys();
    return pools;
  }

  private Pool pool(String name, YamlMapping node) {
    String monitor = node.required("monitor", references.to(References.Kind.MONITOR));
    Selection selection =
        node.optional("selection", Expected.word(Selection.class), Selection.WEIGHTED);
    int maxAnswers =
        node.optional(
            "max_answers",
            Expected.integer(1, Pool.MOST_ANSWERS),
            selection == Selection.ALL ? Pool.MOST_ANSWERS : 1);
    MinimumHealthy minimumHealthy =
        node.optional("minimum_healthy", PoolFile::minimumHealthy, new MinimumHealthy.Count(1));
    int healthFloor = node.optional("health_floor", Expected.percent(), 100);
    Duration ramp =
        node.optional("ramp", Expected.duration(Duration.ZERO, Duration.ofDays(1)), Duration.ZERO);
    MinimumHealthy safetyFloor =
        node.optional("safety_floor", PoolFile::minimumHealthy, new MinimumHealthy.Count(1));
    HoldDown holdDown = holdDown(node);
    List<Member> members = members(node);
    node.refuseOtherKeys();
    if (minimumHealthy instanceof MinimumHealthy.Count(int count)
        && node.get("members") instanceof YamlList written
        && !written.items().isEmpty()
        && count > written.items().size()) {
      node.error(
          "minimum_healthy",
          "the pool can never be up: "
              + count
              + " healthy members wanted, "
              + written.items().size()
              + " written");
    }
    return new Pool(
        name,
        monitor == null ? "" : monitor,
        selection,
        maxAnswers,
        minimumHealthy,
        healthFloor,
        ramp,
        safetyFloor,
        holdDown,
        members);
  }

  private static HoldDown holdDown(YamlMapping pool) {
    HoldDown usual = HoldDown.USUAL;
    YamlMapping node = pool.mapping("flap");
    int falls = node.optional("falls", Expected.integer(0, 100), usual.falls());
    Duration window =
        node.optional(
            "window", Expected.duration(Duration.ofSeconds(1), Duration.ofDays(1)), usual.window());
    Duration hold = node.optional("hold", PoolFile::hold, usual.hold());
    Duration longest =
        node.optional(
            "longest_hold",
            PoolFile::hold,
            hold.compareTo(usual.longest()) > 0 ? hold : usual.longest());
    node.refuseOtherKeys();
    if (falls == 1) {
      node.error("falls", "a single fall is no flapping: expected 0 for never, or 2..100");
    }
    if (hold.compareTo(longest) > 0) {
      node.error(
          "longest_hold",
          "the longest hold is shorter than the first, " + DurationText.print(hold));
    }
    HoldDown.Resume resume =
        pool.optional("resume", Expected.word(HoldDown.Resume.class), usual.resume());
    return falls == 1 || hold.compareTo(longest) > 0
        ? usual
        : new HoldDown(falls, window, hold, longest, resume);
  }

  private static @Nullable Duration hold(YamlNode node) {
    return Expected.duration(Duration.ofSeconds(1), Duration.ofDays(7)).read(node);
  }

  private static @Nullable MinimumHealthy minimumHealthy(YamlNode node) {
    if (node instanceof YamlScalar scalar) {
      if (scalar.type() == YamlScalar.Type.INTEGER) {
        Integer count = Expected.integer(1, 65535).read(node);
        return count == null ? null : new MinimumHealthy.Count(count);
      }
      if (scalar.text().endsWith("%")) {
        Integer percent = Expected.percent().read(node);
        return percent == null ? null : new MinimumHealthy.Percent(percent);
      }
    }
    node.expected("a count or a percentage such as 50%");
    return null;
  }

  private List<Member> members(YamlMapping pool) {
    List<YamlMapping> nodes = pool.required("members", Expected.nonEmptyListOf(Expected.mapping()));
    List<Member> members = new ArrayList<>();
    Map<String, Position> names = new HashMap<>();
    for (YamlMapping node : nodes == null ? List.<YamlMapping>of() : nodes) {
      Member member = member(node);
      node.refuseOtherKeys();
      if (member != null) {
        Position first = names.putIfAbsent(member.name(), node.position());
        if (first == null) {
          members.add(member);
        } else {
          node.error("name", "the pool has a member '" + member.name() + "' already, at " + first);
        }
      }
    }
    return members;
  }

  private @Nullable Member member(YamlMapping node) {
    String name = node.required("name", Expected.name());
    String datacenter = node.required("datacenter", references.to(References.Kind.DATACENTER));
    List<InetAddress> addresses =
        node.optional("addresses", Expected.nonEmptyListOf(PoolFile::answerable), List.of());
    String cname = node.optional("cname", PoolFile::absoluteName);
    int weight = node.optional("weight", Expected.integer(0, 65535), 100);
    int priority = node.optional("priority", Expected.integer(0, 65535), 0);
    boolean enabled = node.optional("enabled", Expected.bool(), true);
    Map<AnswerType, List<String>> records =
        MemberRecords.read(node.optional("records", Expected.mapping()));
    String checkAddress = node.optional("check_address", PoolFile::checkable);
    if ((node.has("addresses") || node.has("records")) == node.has("cname")) {
      node.error("expected either a cname, or addresses or records");
      return null;
    }
    Inet4Address v4 = null;
    Inet6Address v6 = null;
    for (int i = 0; i < addresses.size(); i++) {
      if (addresses.get(i) instanceof Inet4Address address && v4 == null) {
        v4 = address;
      } else if (addresses.get(i) instanceof Inet6Address address && v6 == null) {
        v6 = address;
      } else {
        item(node, i)
            .error(
                "a second address of its family, "
                    + AddressText.of(addresses.get(i))
                    + ": give each address its own member");
      }
    }
    if (name == null || (cname == null && v4 == null && v6 == null && records.isEmpty())) {
      return null; // reported above
    }
    return new Member(
        name,
        datacenter == null ? "" : datacenter,
        v4,
        v6,
        cname,
        weight,
        priority,
        enabled,
        records,
        checkAddress);
  }

  private static YamlNode item(YamlMapping member, int index) {
    return member.get("addresses") instanceof YamlList list && index < list.items().size()
        ? list.items().get(index)
        : member;
  }

  private static @Nullable InetAddress answerable(YamlNode node) {
    InetAddress address = AddressText.expected().read(node);
    if (address != null && (address.isAnyLocalAddress() || address.isMulticastAddress())) {
      node.error("no client can reach " + AddressText.of(address));
      return null;
    }
    return address;
  }

  private static @Nullable String absoluteName(YamlNode node) {
    return Expected.text(
            "an absolute name with its final dot, such as edge.example.net.", PoolFile::absolute)
        .read(node);
  }

  private static @Nullable String checkable(YamlNode node) {
    String target =
        Expected.text(
                "an address, or an absolute name with its final dot",
                text -> {
                  InetAddress address = AddressText.parse(text);
                  return address == null ? absolute(text) : AddressText.of(address);
                })
            .read(node);
    InetAddress address = target == null ? null : AddressText.parse(target);
    return address == null || answerable(node) != null ? target : null;
  }

  private static @Nullable String absolute(String text) {
    try {
      return Name.fromString(text).isAbsolute() ? text : null;
    } catch (TextParseException e) {
      return null;
    }
  }
}
