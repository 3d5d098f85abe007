package gslb.health.cluster;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the sharing with one region goes, for whoever looks after it.
 *
 * @param cluster the cluster's name
 * @param own whether it is this process's own region
 * @param attached whether the last read worked
 * @param members how many members the cluster has, as far as seen from here; 0 when not attached
 * @param reports how many reports are held from it
 * @param rejected how many different bad entries were met: malformed, or with a bad HMAC (S-27)
 * @param lastRejected the key of the last of them, shortened; empty = none was met
 * @param rejectedAge how long ago that was; null = none was met
 * @param crowded whether a map holds more entries than anybody of ours puts there
 * @param failedWrites how many of our entries could not be written there
 * @param lastReadAge since all of the map was last read; null = never
 * @param trouble why the last read failed; null = it did not
 */
public record RegionFigures(
    String cluster,
    boolean own,
    boolean attached,
    int members,
    int reports,
    long rejected,
    String lastRejected,
    @Nullable Duration rejectedAge,
    boolean crowded,
    long failedWrites,
    @Nullable Duration lastReadAge,
    @Nullable String trouble) {}
