package gslb.server.forecast;

import gslb.zones.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A query that was recorded.
 *
 * @param name absolute, presentation form
 * @param type its number
 * @param client who sent it
 * @param subnet of its client subnet option; null = none
 * @param millis when, wall time
 * @param weight how many queries it stands for
 */
public record Asked(
    String name, int type, Prefix client, @Nullable Prefix subnet, long millis, double weight) {}
