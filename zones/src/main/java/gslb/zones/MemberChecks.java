package gslb.zones;

import gslb.zones.DeclaredPolicy.At;
import gslb.zones.Rule.Share;
import gslb.zones.problem.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Checks whether the members a policy leads to can give what it is to answer (S-10). */
final class MemberChecks {

  /** What fits a datagram that is not fragmented anywhere (S-33). */
  private static final int UDP_PAYLOAD = 1232;

  /** Header, question type and class, OPT with a full IPv6 client subnet, one cookie. */
  private static final int AROUND_RECORDS = 12 + 4 + 11 + 24 + 28;

  /** Compressed owner, type, class, TTL, length. */
  private static final int RECORD_HEAD = 12;

  /** Two keys with an address each, where there are hints. */
  private static final int HINTS = 4 + 4 + 4 + 16;

  private final DeclaredPolicy policy;
  private final Map<String, Pool> pools;
  private final Problems problems;

  MemberChecks(DeclaredPolicy policy, Map<String, Pool> pools, Problems problems) {
    this.policy = policy;
    this.pools = pools;
    this.problems = problems;
  }

  void check() {
    boolean alias = policy.policy().types().contains(AnswerType.CNAME);
    if (!alias && policy.rules().stream().allMatch(this::isWhole)) {
      types();
    }
    Set<Pool> all = new LinkedHashSet<>();
    policy.rules().forEach(rule -> all.addAll(poolsOf(rule.value())));
    for (Pool pool : all) {
      kinds(pool, alias);
      sizes(pool);
    }
  }

  /** Whether every pool of a rule was read; else what is missing is told already. */
  private boolean isWhole(At<Rule> rule) {
    return !rule.value().split().isEmpty()
        && rule.value().split().stream()
            .flatMap(share -> share.pools().stream())
            .allMatch(pool -> pools.containsKey(pool) && !pools.get(pool).members().isEmpty());
  }

  private void types() {
    for (AnswerType type : AnswerType.values()) {
      List<At<Rule>> without =
          policy.rules().stream().filter(rule -> !gives(rule.value(), type)).toList();
      if (!policy.policy().types().contains(type) || without.isEmpty()) {
        continue;
      }
      if (without.size() < policy.rules().size()) {
        for (At<Rule> rule : without) {
          problems.warning(
              rule.position(),
              name() + "no member of this rule's pools can give " + type + ", others' can");
        }
      } else if (policy.typesWritten()) {
        problems.warning(
            policy.types(), name() + "no member of its pools can give " + type + "; NODATA is all");
      }
    }
  }

  private boolean gives(Rule rule, AnswerType type) {
    return poolsOf(rule).stream()
        .flatMap(pool -> pool.members().stream())
        .anyMatch(member ->
            member.target(type) != null
                && !rule.excludeDatacenters().contains(member.datacenter()));
  }

  private List<Pool> poolsOf(Rule rule) {
    return rule.split().stream()
        .map(Share::pools)
        .flatMap(List::stream)
        .distinct()
        .map(pools::get)
        .filter(Objects::nonNull) // a dangling one is told elsewhere
        .toList();
  }

  private void kinds(Pool pool, boolean alias) {
    for (Member member : pool.members()) {
      if (alias && member.cname() == null) {
        problems.error(
            policy.position(),
            name()
                + "is steered as CNAME, but the member '"
                + member.name()
                + "' of the pool '"
                + pool.name()
                + "' has addresses");
      } else if (!alias && member.cname() != null) {
        problems.warning(
            policy.position(),
            name()
                + "is steered as addresses, so the member '"
                + member.name()
                + "' of the pool '"
                + pool.name()
                + "', a CNAME, is never answered");
      }
    }
  }

  private void sizes(Pool pool) {
    for (AnswerType type : policy.policy().types()) {
      int largest = largest(pool, type);
      if (largest > UDP_PAYLOAD) {
        problems.warning(
            policy.position(),
            name()
                + "an "
                + type
                + " answer of the pool '"
                + pool.name()
                + "' takes up to "
                + largest
                + " bytes; over "
                + UDP_PAYLOAD
                + " clients must ask again over TCP");
      }
    }
  }

  /** Bytes of the largest answer of a type, with everything that may stand around its records. */
  private int largest(Pool pool, AnswerType type) {
    int records =
        pool.members().stream()
            .filter(member -> member.target(type) != null)
            .mapToInt(member -> size(member, type))
            .sorted()
            .skip(Math.max(0, candidates(pool, type) - pool.maxAnswers()))
            .sum();
    return AROUND_RECORDS + policy.owner().length() + records;
  }

  private static long candidates(Pool pool, AnswerType type) {
    return pool.members().stream().filter(member -> member.target(type) != null).count();
  }

  private static int size(Member member, AnswerType type) {
    return switch (type) {
      case A -> RECORD_HEAD + 4;
      case AAAA -> RECORD_HEAD + 16;
      case CNAME -> {
        Name name = member.cname() == null ? null : absolute(member.cname());
        yield RECORD_HEAD + (name == null ? 0 : name.length());
      }
      case PTR, MX, TXT, SRV, NAPTR, TLSA, SVCB, HTTPS, URI, CAA ->
          member.records().getOrDefault(type, List.of()).stream()
              .mapToInt(data -> RECORD_HEAD + MemberRecords.length(type, data) + HINTS)
              .sum();
    };
  }

  private static @Nullable Name absolute(String target) {
    try {
      return Name.fromString(target);
    } catch (TextParseException e) {
      return null; // reported when the pool was read
    }
  }

  private String name() {
    return policy.owner() + ": ";
  }
}
