package gslb.zones;

import gslb.zones.Policy.Client;
import gslb.zones.Policy.OnAllDown;
import gslb.zones.Policy.Persistence;
import gslb.zones.Policy.Ttl;
import gslb.zones.problem.Position;
import gslb.zones.yaml.DurationText;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlMapping;
import gslb.zones.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Reads the files in {@code policies/}. */
final class PolicyFile {

  private final RuleReader rules;

  PolicyFile(References references, Groups groups) {
    this.rules = new RuleReader(references, groups);
  }

  /** The policies in file order, with where they stand. */
  List<DeclaredPolicy> read(YamlMapping root) {
    Name written = root.required("zone", PolicyFile::origin);
    YamlNode at = root.get("zone");
    Position zonePosition = at == null ? root.position() : at.position();
    Name zone = written == null ? Name.root : written; // read on, to tell of the rest
    List<DeclaredPolicy> policies = new ArrayList<>();
    for (YamlEntry entry : root.mapping("policies").entries()) {
      Name owner = owner(entry, zone);
      YamlMapping node = Expected.mapping().read(entry.value());
      if (node != null) {
        DeclaredPolicy policy =
            policy(zone, zonePosition, owner == null ? zone : owner, entry, node);
        if (written != null && owner != null) {
          policies.add(policy);
        }
      }
    }
    root.refuseOtherKeys();
    return policies;
  }

  private DeclaredPolicy policy(
      Name zone, Position zonePosition, Name owner, YamlEntry entry, YamlMapping node) {
    List<AnswerType> types =
        node.optional(
            "types",
            Expected.nonEmptyListOf(Expected.word(TYPES)),
            List.of(AnswerType.A, AnswerType.AAAA));
    Ttl ttl = ttl(node.mapping("ttl"));
    Client client = client(node.mapping("client"));
    Persistence persistence =
        node.optional("persistence", Expected.word(Persistence.class), Persistence.NONE);
    OnAllDown onAllDown =
        node.optional("on_all_down", Expected.word(OnAllDown.class), OnAllDown.LAST_RESORT);
    boolean create = node.optional("create", Expected.bool(), false);
    List<DeclaredPolicy.At<Rule>> read = rules.read(node);
    node.refuseOtherKeys();
    return new DeclaredPolicy(
        new Policy(
            zone.toString(),
            owner.toString(),
            types.isEmpty() ? Set.of() : EnumSet.copyOf(types),
            ttl,
            client,
            persistence,
            onAllDown,
            create,
            read.stream().map(DeclaredPolicy.At::value).toList()),
        zone,
        zonePosition,
        owner,
        entry.position(),
        node.positionOf("types"),
        node.has("types"),
        read);
  }

  private static final Map<String, AnswerType> TYPES =
      Arrays.stream(AnswerType.values()).collect(Collectors.toMap(Enum::name, type -> type));

  private static Ttl ttl(YamlMapping node) {
    Duration min = node.optional("min", PolicyFile::seconds, Duration.ofSeconds(15));
    Duration max = node.optional("max", PolicyFile::seconds, Duration.ofSeconds(60));
    node.refuseOtherKeys();
    if (min.compareTo(max) > 0) {
      node.error(
          "the min of "
              + DurationText.print(min)
              + " is longer than the max of "
              + DurationText.print(max));
    }
    return new Ttl(min, max);
  }

  private static @Nullable Duration seconds(YamlNode node) {
    Duration ttl = Expected.duration(Duration.ZERO, Duration.ofDays(7)).read(node);
    if (ttl != null && ttl.toMillisPart() != 0) {
      node.expected("whole seconds");
      return null;
    }
    return ttl;
  }

  private static Client client(YamlMapping node) {
    Client client =
        new Client(
            node.optional("ecs", Expected.word(Map.of("use", true, "ignore", false)), true),
            node.optional("prefix_v4", Expected.integer(0, 32), 24),
            node.optional("prefix_v6", Expected.integer(0, 128), 56));
    node.refuseOtherKeys();
    return client;
  }

  private static @Nullable Name origin(YamlNode node) {
    return Expected.text(
            "a zone's name such as example.com",
            text -> {
              try {
                return text.isEmpty() ? null : Name.fromString(text, Name.root).canonicalize();
              } catch (TextParseException e) {
                return null;
              }
            })
        .read(node);
  }

  /** Like an owner in a zone file: relative, {@code @}, or absolute with its final dot. */
  private static @Nullable Name owner(YamlEntry entry, Name zone) {
    try {
      Name owner = Name.fromString(entry.key(), zone).canonicalize();
      if (owner.subdomain(zone)) {
        return owner;
      }
      entry.error("the owner name " + owner + " is not in the zone " + zone);
    } catch (TextParseException e) {
      entry.error("expected an owner name: " + e.getMessage());
    }
    return null;
  }
}
