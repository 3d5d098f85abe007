package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.Check;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a load, and that nothing else does any harm. */
class LoadReaderTest {

  @ParameterizedTest(name = "{0} under {1}")
  @CsvSource(
      delimiter = ';',
      nullValues = "null",
      textBlock =
          """
          {"load": 12}                      ; load          ; 12
          {"load": 0.75}                    ; load          ; 0.75
          {"stats": {"cpu": {"now": 3e2}}}  ; stats.cpu.now ; 300
          {"stats": {"cpu": 1}}             ; stats.cpu.now ; -1
          {"stats": [1]}                    ; stats.cpu     ; -1
          {"load": "12"}                    ; load          ; -1
          {"load": -3}                      ; load          ; -1
          {"load": null}                    ; load          ; -1
          {"load": 1e999}                   ; load          ; -1
          {}                                ; load          ; -1
          []                                ; load          ; -1
          {"load": 12                       ; load          ; -1
          not json                          ; load          ; -1
          ''                                ; load          ; -1
          """)
  void json(String body, String path, double load) {
    Check.Load where = new Check.Load(new Check.Source.Json(List.of(path.split("[.]"))), false);
    assertThat(LoadReader.read(where, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer(body)))
        .isEqualTo(load);
  }

  @ParameterizedTest(name = "X-Load: {0}")
  @CsvSource({"12, 12", "' 0.5 ', 0.5", "-1, -1", "NaN, -1", "Infinity, -1", "lots, -1", ", -1"})
  void header(String value, double load) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    if (value != null) {
      headers.add("x-load", value);
    }
    Check.Load where = new Check.Load(new Check.Source.Header("X-Load"), true);
    assertThat(LoadReader.wantsBody(where)).isFalse();
    assertThat(LoadReader.read(where, headers, Buffer.buffer())).isEqualTo(load);
  }

  @Test
  void withoutAPlaceThereIsNone() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("load", "3");
    assertThat(LoadReader.read(null, headers, Buffer.buffer("{\"load\": 3}"))).isEqualTo(-1);
  }
}
