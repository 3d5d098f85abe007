package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.health.status.Endpoint;
import gslb.health.verdict.Verdict;
import gslb.health.verdict.Verdicts;
import gslb.server.snapshot.Provenance;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What plans are made of crosses the admin address and is the same on the other side. */
class ServedVerdictsTest {
  private static final Endpoint NEAR = new Endpoint("check", "192.0.2.1");
  private static final Endpoint FAR = new Endpoint("check", "2001:db8::1");

  private static Map<String, Integer> spill() {
    Map<String, Integer> spill = new LinkedHashMap<>();
    spill.put("sin", 700);
    spill.put("fra", 300);
    return spill;
  }

  @Test
  void itIsTheSameOnTheOtherSide() {
    Standing standing =
        new Standing(
            9,
            new Verdicts(
                7,
                Map.of(
                    NEAR,
                    new Verdict(true, Verdict.Basis.QUORUM, 2, 3, List.of(), Map.of("ap", false)),
                    FAR,
                    new Verdict(false, Verdict.Basis.QUORUM, 0, 3, List.of()))),
            new SpillShares(Map.of("sin", spill()), Map.of("sin", "sin carries 9 of 10")),
            Map.of(new Standing.Held("web", NEAR), new Standing.Weights(100, 64)));
    Provenance provenance = new Provenance(4, "abc", "city of then", 9, Instant.EPOCH);
    String sent =
        new JsonObject(ServedVerdicts.document(provenance, Path.of("/etc/gslb"), standing))
            .encodePrettily();
    ServedVerdicts read = ServedVerdicts.read(new JsonObject(sent).getMap());
    assertThat(read.generation()).isEqualTo(4);
    assertThat(read.digest()).isEqualTo("abc");
    assertThat(read.geo()).isEqualTo("city of then");
    assertThat(read.definitions()).isEqualTo(Path.of("/etc/gslb"));
    Standing usability = (Standing) read.usability();
    assertThat(usability.weights()).isEqualTo(standing.weights());
    assertThat(usability.spill()).isEqualTo(standing.spill());
    assertThat(usability.spill().of("sin").keySet()).containsExactly("sin", "fra");
    assertThat(usability.verdicts().up(NEAR)).isTrue();
    assertThat(usability.verdicts().up(NEAR, "ap")).isFalse();
    assertThat(usability.verdicts().up(NEAR, "eu")).isTrue();
    assertThat(usability.verdicts().up(FAR)).isFalse();
  }

  @Test
  void anythingElseIsNotTakenForIt() {
    assertThatThrownBy(() -> ServedVerdicts.read(Map.of("verdicts", "none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected a list, found none");
  }
}
