package gslb.server.control;

import gslb.zones.yaml.DurationText;
import io.vertx.core.MultiMap;
import java.time.Duration;

/**
 * Which entries of the journal are asked for: {@code ?since=2h&target=web/*}.
 *
 * @param since how far back
 * @param target about what; empty = all
 */
public record JournalRequest(Duration since, String target) {
  private static final Duration USUAL = Duration.ofHours(24);

  static JournalRequest of(MultiMap params) {
    String text = params.get("since");
    Duration since = text == null ? USUAL : DurationText.parse(text);
    if (since == null) {
      throw new BadRequestException("expected since=DURATION such as 2h");
    }
    String target = params.get("target");
    return new JournalRequest(since, target == null ? "" : target);
  }
}
