package gslb.server.control;

import gslb.health.override.TargetOverride;
import gslb.health.override.Word;
import gslb.zones.yaml.DurationText;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to say: {@code ?word=drain&target=fra&reason=…&owner=…&for=2h}.
 *
 * @param word drain, down, up or a weight
 * @param target as it was written
 * @param lifetime null = for ever, which has to be asked for
 * @param force whether it is done although it leaves a pool below its safety floor
 */
public record OverrideRequest(
    Word word,
    String target,
    String owner,
    String reason,
    @Nullable Duration lifetime,
    boolean force) {

  static OverrideRequest of(MultiMap params) {
    Duration lifetime = lifetime(params);
    return new OverrideRequest(
        word(params),
        text(params, "target", "POOL/MEMBER, a datacenter or a pool"),
        text(params, "owner", "who says so"),
        text(params, "reason", "why"),
        lifetime,
        "true".equals(params.get("force")));
  }

  private static Word word(MultiMap params) {
    String text = params.get("word");
    String weight = params.get("weight");
    Word word =
        "weight".equals(text)
            ? Word.weight(weight == null ? "" : weight)
            : text == null ? null : Word.parse(text);
    if (word == null || word instanceof Word.Restored) {
      throw new BadRequestException(
          "weight".equals(text)
              ? "expected weight=0..65535"
              : "expected word=drain, down, up or weight");
    }
    return word;
  }

  static String text(MultiMap params, String name, String meaning) {
    String text = params.get(name);
    if (text == null || text.isBlank()) {
      throw new BadRequestException("expected " + name + "=TEXT: " + meaning);
    }
    if (text.length() > TargetOverride.MAX_TEXT || text.chars().anyMatch(Character::isISOControl)) {
      throw new BadRequestException(
          "expected %s of at most %d letters on a line".formatted(name, TargetOverride.MAX_TEXT));
    }
    return text.strip();
  }

  private static @Nullable Duration lifetime(MultiMap params) {
    String text = params.get("for");
    boolean forever = "true".equals(params.get("forever"));
    if (forever == (text != null)) {
      throw new BadRequestException("expected either for=DURATION or forever=true");
    }
    if (text == null) {
      return null;
    }
    Duration lifetime = DurationText.parse(text);
    if (lifetime == null
        || lifetime.compareTo(Duration.ofSeconds(1)) < 0
        || lifetime.compareTo(TargetOverride.LONGEST) > 0) {
      throw new BadRequestException("expected for=DURATION such as 2h, 1s to 365d");
    }
    return Duration.ofSeconds(lifetime.toSeconds());
  }
}
