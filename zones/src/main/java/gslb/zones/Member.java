package gslb.zones;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One address or CNAME target in a pool, or whatever stands for one in answers of other types:
 * either {@code cname} alone is set, or an address or record at least.
 *
 * @param name unique in its pool; sticky choices hash it, so renaming a member moves its clients
 * @param datacenter the name of a declared datacenter
 * @param v4 what an A answer gives, if it has one
 * @param v6 what an AAAA answer gives, if it has one
 * @param cname an absolute name in presentation form, with its final dot
 * @param weight 0..65535; 0 = only when no usable member of the tier has more (S-11)
 * @param priority 0..65535; members of the lowest priority that has a usable member are candidates
 * @param enabled false beats every override and verdict (S-22)
 * @param records what answers of other types give, in presentation form, names absolute; at least
 *     one for each type
 * @param checkAddress what is checked in place of what is answered, an address or an absolute name
 *     with its final dot; null = what is answered
 */
public record Member(
    String name,
    String datacenter,
    @Nullable Inet4Address v4,
    @Nullable Inet6Address v6,
    @Nullable String cname,
    int weight,
    int priority,
    boolean enabled,
    Map<AnswerType, List<String>> records,
    @Nullable String checkAddress) {

  public Member {
    Map<AnswerType, List<String>> copy = new EnumMap<>(AnswerType.class);
    records.forEach((type, data) -> copy.put(type, List.copyOf(data)));
    records = Collections.unmodifiableMap(copy);
    if ((cname == null) == (v4 == null && v6 == null && records.isEmpty())
        || (cname != null && !(v4 == null && v6 == null && records.isEmpty()))) {
      throw new IllegalArgumentException(name + ": either a cname, or addresses and records");
    }
  }

  /** One that is checked where it is answered. */
  public Member(
      String name,
      String datacenter,
      @Nullable Inet4Address v4,
      @Nullable Inet6Address v6,
      @Nullable String cname,
      int weight,
      int priority,
      boolean enabled,
      Map<AnswerType, List<String>> records) {
    this(name, datacenter, v4, v6, cname, weight, priority, enabled, records, null);
  }

  /** Without records. */
  public Member(
      String name,
      String datacenter,
      @Nullable Inet4Address v4,
      @Nullable Inet6Address v6,
      @Nullable String cname,
      int weight,
      int priority,
      boolean enabled) {
    this(name, datacenter, v4, v6, cname, weight, priority, enabled, Map.of());
  }

  /** The same with another weight, 0..65535. */
  public Member weighing(int other) {
    return new Member(name, datacenter, v4, v6, cname, other, priority, enabled, records);
  }

  /**
   * What this member answers for a type with, as text; null if it is no candidate for it (S-10).
   */
  public @Nullable String target(AnswerType type) {
    return switch (type) {
      case A -> v4 == null ? null : AddressText.of(v4);
      case AAAA -> v6 == null ? null : AddressText.of(v6);
      case CNAME -> cname;
      case PTR, MX, TXT, SRV, NAPTR, TLSA, SVCB, HTTPS, URI, CAA -> {
        List<String> data = records.get(type);
        yield data == null ? null : String.join("; ", data);
      }
    };
  }

  /**
   * What is checked of this member for a type, as text. Null if it is no candidate for the type
   * (S-10), or gives it through records, which nobody can probe: for these its addresses are, and
   * where it has none, its check address as if it were an A.
   */
  public @Nullable String checked(AnswerType type) {
    if (type.isRecord()) {
      return null;
    }
    boolean machineOnly = type == AnswerType.A && v4 == null && v6 == null && cname == null;
    return checkAddress != null && (machineOnly || target(type) != null)
        ? checkAddress
        : target(type);
  }
}
