package gslb.health.override;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a target matches, and what it is written as. */
class OverrideTargetTest {

  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, web2, false",
    "w*, web, true",
    "*, web, true",
    "*-1, fra-1, true",
    "fra-*, fra-, true",
    "f*a-*1, fra-11, true",
    "f*a-*1, fra-12, false",
    "*a*a, aba, true",
    "*a*a, ab, false",
    "'**', x, true",
  })
  void aStarIsAnyLetters(String pattern, String name, boolean matches) {
    assertThat(Glob.matches(pattern, name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "web/fra-1, true",
    "'*/fra-*', true",
    "pool:web, true",
    "datacenter:f*, true",
    "fra, false",
    "web/, false",
    "web/a/b, false",
    "pool:, false",
    "'web/a b', false",
    "'web/a|b', false",
  })
  void aTextIsReadAsItIsPrinted(String text, boolean good) {
    OverrideTarget target = OverrideTarget.parse(text);
    assertThat(target == null ? null : target.toString()).isEqualTo(good ? text : null);
  }

  @ParameterizedTest
  @CsvSource({
    "web/*, web/fra-1, true",
    "web/*, 'web/*', true",
    "web/fra-1, 'web/*', false",
    "'*/*', pool:web, false",
    "datacenter:*, datacenter:fra, true",
    "pool:web, web/fra-1, false",
  })
  void starsIncludeWhatTheyMatch(String one, String other, boolean includes) {
    OverrideTarget of = OverrideTarget.parse(one);
    OverrideTarget inner = OverrideTarget.parse(other);
    assertThat(of).isNotNull();
    assertThat(inner).isNotNull();
    assertThat(of.includes(inner)).isEqualTo(includes);
  }

  @ParameterizedTest
  @CsvSource({
    "drain",
    "down",
    "up",
    "weight 0",
    "weight 65535",
    "'restored '",
    "'restored weight '"
  })
  void aWordIsReadAsItIsPrinted(String text) {
    assertThat(Word.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({"drained", "weight", "weight -1", "weight 65536", "weight x"})
  void otherWordsAreNone(String text) {
    assertThat(Word.parse(text)).isNull();
  }
}
