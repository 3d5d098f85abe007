package gslb.server.config;

import gslb.server.limit.RateRule;
import gslb.zones.Prefix;
import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlMapping;
import java.util.List;

/** The section {@code rate_limit}: how often a client network is answered the same over UDP. */
final class RateLimitSection {
  private static final int PER_SECOND = 200;
  private static final int SLIP = 2;
  private static final int PREFIX_V4 = 24;
  private static final int PREFIX_V6 = 56;

  private RateLimitSection() {}

  static RateRule read(YamlMapping limit) {
    RateRule read =
        new RateRule(
            limit.optional("mode", Expected.word(RateRule.Mode.class), RateRule.Mode.COUNT),
            limit.optional(
                "responses_per_second", Expected.integer(1, RateRule.MOST_PER_SECOND), PER_SECOND),
            limit.optional("slip", Expected.integer(0, RateRule.MOST_SLIP), SLIP),
            limit.optional("prefix_v4", Expected.integer(1, 32), PREFIX_V4),
            limit.optional("prefix_v6", Expected.integer(1, 64), PREFIX_V6),
            limit.optional("exempt", Expected.listOf(Prefix.expected()), List.of()));
    limit.refuseOtherKeys();
    return read;
  }
}
