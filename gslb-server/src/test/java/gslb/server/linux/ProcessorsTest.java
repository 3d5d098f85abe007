package gslb.server.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 | [0]", "0-3 | [0, 1, 2, 3]", "0-1,64,70-71 | [0, 1, 64, 70, 71]"})
  void readsTheKernelsLists(String list, String numbers) {
    assertThat(Processors.parse(list)).hasToString(numbers);
  }

  /** In a thread of its own, which ends pinned. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aPinnedThreadStays() throws Exception {
    List<Integer> all = Processors.allowed();
    int last = all.getLast();
    Callable<List<Integer>> pinned =
        () -> {
          Processors.pin(last);
          return Processors.allowed();
        };
    try (var thread = Executors.newSingleThreadExecutor()) {
      assertThat(thread.submit(pinned).get()).containsExactly(last);
    }
    assertThat(Processors.allowed()).isEqualTo(all);
  }
}
