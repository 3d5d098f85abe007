package gslb.health.override;

import gslb.zones.Declarations;
import gslb.zones.Member;
import gslb.zones.Pool;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What an override is about. Names may have stars: it is about whatever matches, also what is
 * declared later. As text: {@code web/fra-1}, {@code pool:web}, {@code datacenter:fra}.
 */
public sealed interface OverrideTarget {

  /** Members of pools. */
  record Members(String pool, String member) implements OverrideTarget {
    @Override
    public boolean covers(Pool of, Member one) {
      return Glob.matches(pool, of.name()) && Glob.matches(member, one.name());
    }

    @Override
    public String toString() {
      return pool + "/" + member;
    }
  }

  /** All members of pools. */
  record Pools(String pool) implements OverrideTarget {
    @Override
    public boolean covers(Pool of, Member one) {
      return Glob.matches(pool, of.name());
    }

    @Override
    public String toString() {
      return POOL + pool;
    }
  }

  /** All members, of whichever pool, that live in datacenters. */
  record Datacenters(String datacenter) implements OverrideTarget {
    @Override
    public boolean covers(Pool of, Member one) {
      return Glob.matches(datacenter, one.datacenter());
    }

    @Override
    public String toString() {
      return DATACENTER + datacenter;
    }
  }

  /** How a pool's text begins. */
  String POOL = "pool:";

  /** How a datacenter's text begins. */
  String DATACENTER = "datacenter:";

  /** Whether a member of a pool is meant. */
  boolean covers(Pool of, Member one);

  /** Whether it has stars. */
  default boolean glob() {
    return toString().indexOf('*') >= 0;
  }

  /** Whether another target is written as this one, or matches it letter by letter. */
  default boolean includes(OverrideTarget other) {
    return switch (this) {
      case Members(String pool, String member) ->
          other instanceof Members(String otherPool, String otherMember)
              && Glob.matches(pool, otherPool)
              && Glob.matches(member, otherMember);
      case Pools(String pool) -> other instanceof Pools(String named) && Glob.matches(pool, named);
      case Datacenters(String datacenter) ->
          other instanceof Datacenters(String named) && Glob.matches(datacenter, named);
    };
  }

  /** The target in the text that {@code toString} gives; null if there is none in it. */
  static @Nullable OverrideTarget parse(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      String pool = text.substring(0, slash);
      String member = text.substring(slash + 1);
      return Glob.isPattern(pool) && Glob.isPattern(member) ? new Members(pool, member) : null;
    }
    if (text.startsWith(POOL)) {
      String pool = text.substring(POOL.length());
      return Glob.isPattern(pool) ? new Pools(pool) : null;
    }
    if (text.startsWith(DATACENTER)) {
      String datacenter = text.substring(DATACENTER.length());
      return Glob.isPattern(datacenter) ? new Datacenters(datacenter) : null;
    }
    return null;
  }

  /**
   * The target an operator means: a text as above, or the bare name of a datacenter or a pool.
   *
   * @throws IllegalArgumentException if it is neither, or could be both
   */
  static OverrideTarget read(String text, Declarations declarations) {
    OverrideTarget parsed = parse(text);
    if (parsed != null) {
      return parsed;
    }
    if (!Glob.isPattern(text)) {
      throw new IllegalArgumentException(
          "expected POOL/MEMBER, a datacenter or a pool, found '" + text + "'");
    }
    boolean datacenter = any(text, declarations.datacenters().keySet());
    boolean pool = any(text, declarations.pools().keySet());
    if (datacenter && pool) {
      throw new IllegalArgumentException(
          "'%s' could be a datacenter or a pool, expected %s%s or %s%s"
              .formatted(text, DATACENTER, text, POOL, text));
    }
    return pool ? new Pools(text) : new Datacenters(text);
  }

  private static boolean any(String pattern, Collection<String> names) {
    return names.stream().anyMatch(name -> Glob.matches(pattern, name));
  }
}
