package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problems;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Finds CNAME chains of our own that come back to where they were, over any choice a policy may
 * make (S-31): a static CNAME has one way on, a steered one as many as its pools have targets, and
 * a name below a DNAME the one it is redirected to.
 */
final class AliasLoops {

  private final Map<Name, CheckedZone> zones;
  private final Map<String, Pool> pools;
  private final Map<Name, DeclaredPolicy> policies;
  private final Redirections redirections;
  private final Problems problems;

  /** Names that policies make exist, with those above them, beside what zone files have. */
  private final Set<Name> created = new HashSet<>();

  /** Of names that are steered as CNAME. */
  private final Map<Name, Set<Name>> steered = new TreeMap<>();

  private final Set<Name> done = new HashSet<>();
  private boolean found;

  AliasLoops(
      Map<Name, CheckedZone> zones,
      Map<String, Pool> pools,
      Map<Name, DeclaredPolicy> policies,
      Problems problems) {
    this.zones = new HashMap<>(zones);
    this.pools = pools;
    this.policies = policies;
    this.redirections = new Redirections(this.zones);
    this.problems = problems;
    policies.forEach(this::steered);
  }

  /**
   * Looks for loops that use an alias of one of these zones, or a steered one.
   *
   * @return whether there are any; they are told
   */
  boolean check(Collection<CheckedZone> among) {
    steered.keySet().forEach(this::follow);
    for (CheckedZone zone : among) {
      zone.zone().ofType(Type.CNAME).forEach(aliases -> follow(aliases.getName().canonicalize()));
    }
    return found;
  }

  private void steered(Name owner, DeclaredPolicy policy) {
    Name name = owner;
    while (name.subdomain(policy.zone()) && created.add(name) && name.labels() > 1) {
      name = new Name(name, 1); // create: true makes the names above exist too
    }
    if (!policy.policy().types().contains(AnswerType.CNAME)) {
      return;
    }
    policy.policy().rules().stream()
        .flatMap(rule -> rule.split().stream())
        .flatMap(share -> share.pools().stream())
        .map(pools::get)
        .forEach(pool -> {
          for (Member member : pool == null ? List.<Member>of() : pool.members()) {
            if (member.cname() != null) {
              steered
                  .computeIfAbsent(owner.canonicalize(), _ -> new LinkedHashSet<>())
                  .add(absolute(member.cname()));
            }
          }
        });
  }

  /** Walks every way on from a name; a target that is on the way here already closes a loop. */
  private void follow(Name start) {
    SequencedSet<Name> way = new LinkedHashSet<>();
    Deque<Iterator<Name>> branches = new ArrayDeque<>();
    if (done.add(start)) {
      way.add(start);
      branches.push(targetsOf(start));
    }
    while (!branches.isEmpty()) {
      if (!branches.peek().hasNext()) {
        branches.pop();
        way.removeLast();
        continue;
      }
      Name next = answering(branches.peek().next());
      if (next != null && way.contains(next)) {
        tell(List.copyOf(way), next);
      } else if (next != null && done.add(next)) {
        way.addLast(next);
        branches.push(targetsOf(next));
      }
    }
  }

  private Iterator<Name> targetsOf(Name name) {
    Name redirected = redirections.follow(name);
    if (redirected != null) {
      return List.of(redirected).iterator();
    }
    Set<Name> targets = new LinkedHashSet<>(steered.getOrDefault(name, Set.of()));
    CheckedZone zone = zone(name);
    RRset aliases = zone == null ? null : zone.zone().at(name, Type.CNAME);
    for (Record alias : aliases == null ? List.<Record>of() : aliases.rrs(false)) {
      targets.add(((CNAMERecord) alias).getTarget().canonicalize());
    }
    return targets.iterator();
  }

  /** An error, but by way of a DNAME a warning, as {@link RedirectionLoops} gives. */
  private void tell(List<Name> way, Name again) {
    List<Name> loop = way.subList(way.indexOf(again), way.size());
    StringBuilder chain = new StringBuilder("a CNAME loop: ");
    loop.forEach(name -> chain.append(name).append(" -> "));
    chain.append(again);
    found = true;
    List<Position> positions = loop.stream().map(this::position).filter(Objects::nonNull).toList();
    if (positions.size() == loop.size()) {
      problems.error(positions.getFirst(), chain.toString());
    } else if (!positions.isEmpty()) {
      problems.warning(positions.getFirst(), chain.toString());
    }
  }

  /** Where the alias stands; null for a name below a DNAME, which has no line of its own. */
  private @Nullable Position position(Name name) {
    DeclaredPolicy policy = steered.containsKey(name) ? policies.get(name) : null;
    CheckedZone zone = zone(name);
    if (policy != null) {
      return policy.position();
    }
    return zone == null || zone.zone().at(name, Type.CNAME) == null
        ? null
        : zone.position(name, Type.CNAME);
  }

  /** The owner whose data answers for a name: itself, or a wildcard (RFC 4592 §3.3.1). */
  private @Nullable Name answering(Name name) {
    if (redirections.above(name) != null) {
      return name;
    }
    CheckedZone zone = zone(name);
    return zone == null ? null : within(name, zone.zone());
  }

  /** The deepest zone of ours that a name lies in. */
  private @Nullable CheckedZone zone(Name name) {
    Name origin = name;
    CheckedZone zone = zones.get(origin);
    while (zone == null && origin.labels() > 1) {
      origin = new Name(origin, 1);
      zone = zones.get(origin);
    }
    return zone;
  }

  private @Nullable Name within(Name name, Zone zone) {
    if (exists(name, zone)) {
      return name;
    }
    Name encloser = name;
    while (!exists(encloser, zone) && !encloser.equals(zone.origin())) {
      encloser = new Name(encloser, 1);
    }
    Name wildcard = name.wild(name.labels() - encloser.labels());
    return exists(wildcard, zone) ? wildcard : null;
  }

  private boolean exists(Name name, Zone zone) {
    return zone.exists(name) || created.contains(name);
  }

  private static Name absolute(String target) {
    try {
      return Name.fromString(target).canonicalize();
    } catch (TextParseException e) {
      throw new AssertionError(e); // checked when the pool was read
    }
  }
}
