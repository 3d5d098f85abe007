package gslb.zones;

import java.net.Inet4Address;
import java.net.Inet6Address;
import org.jspecify.annotations.Nullable;

/**
 * One address or CNAME target in a pool: either {@code cname} or at least one of the addresses is
 * set, never both.
 *
 * @param name unique in its pool; sticky choices hash it, so renaming a member moves its clients
 * @param datacenter the name of a declared datacenter
 * @param v4 what an A answer gives, if it has one
 * @param v6 what an AAAA answer gives, if it has one
 * @param cname an absolute name in presentation form, with its final dot
 * @param weight 0..65535; 0 = only when no usable member of the tier has more (S-11)
 * @param priority 0..65535; members of the lowest priority that has a usable member are candidates
 * @param enabled false beats every override and verdict (S-22)
 */
public record Member(
    String name,
    String datacenter,
    @Nullable Inet4Address v4,
    @Nullable Inet6Address v6,
    @Nullable String cname,
    int weight,
    int priority,
    boolean enabled) {

  public Member {
    if ((cname == null) == (v4 == null && v6 == null)) {
      throw new IllegalArgumentException(name + ": either a cname or addresses");
    }
  }

  /**
   * What this member answers for a type with, as text; null if it is no candidate for it (S-10).
   */
  public @Nullable String target(AnswerType type) {
    return switch (type) {
      case A -> v4 == null ? null : AddressText.of(v4);
      case AAAA -> v6 == null ? null : AddressText.of(v6);
      case CNAME -> cname;
    };
  }
}
