package gslb.server.limit;

import gslb.zones.Prefix;
import java.util.List;

/**
 * What rate limiting holds client networks to.
 *
 * @param mode whether anything is done
 * @param perSecond how often a network may have one answer, 1..{@value #MOST_PER_SECOND} a second;
 *     as many may come at once
 * @param slip every how manieth answer beyond that is sent, empty and truncated, 1..{@value
 *     #MOST_SLIP}; 0 = none
 * @param prefixV4 bits of an IPv4 address that name its network, 1..32
 * @param prefixV6 bits of an IPv6 address, 1..64
 * @param exempt networks that are not held to it
 */
public record RateRule(
    Mode mode, int perSecond, int slip, int prefixV4, int prefixV6, List<Prefix> exempt) {
  /** More cannot be told from no limit: answers are timed in microseconds. */
  public static final int MOST_PER_SECOND = 100_000;

  /** What a bucket can count up to. */
  public static final int MOST_SLIP = 10;

  /** Nothing is limited, nothing is counted. */
  public static final RateRule NONE = new RateRule(Mode.NONE, 1, 0, 24, 56, List.of());

  /** Whether answers are limited. */
  public enum Mode {
    /** They are not. */
    NONE,
    /** All are sent; those that would not have been are counted. */
    COUNT,
    /** They are. */
    LIMIT
  }

  public RateRule {
    exempt = List.copyOf(exempt);
  }
}
