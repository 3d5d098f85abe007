package gslb.health.status;

import java.time.Duration;

/**
 * A report as it is known again after a restart.
 *
 * @param report the newest that was known of its key
 * @param age how old it is at least: what it was when it was kept, and the time since as far as
 *     this host's clock tells
 */
public record KeptReport(StatusReport report, Duration age) {}
