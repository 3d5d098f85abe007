package gslb.server.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Niceness as the kernel tells it. */
@EnabledOnOs(OS.LINUX)
class NicenessTest {
  private static final Path CALLING = Path.of("/proc/thread-self/stat");

  /** The 19th field; what follows the name begins with the 3rd. */
  private static int niceness() throws IOException {
    String fields = Files.readString(CALLING);
    return Integer.parseInt(fields.substring(fields.lastIndexOf(')') + 2).split(" ")[16]);
  }

  @Test
  void aThreadYieldsAndNoOther() throws Exception {
    int mine = niceness();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      assertThat(other.submit(() -> Niceness.yieldToOthers()).get()).isTrue();
      assertThat(other.submit(NicenessTest::niceness).get()).isEqualTo(Niceness.YIELDING);
    }
    assertThat(niceness()).isEqualTo(mine);
  }

  @Test
  void threadsYieldByName() throws Exception {
    try (ExecutorService other =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("named-so-1").factory())) {
      int before = other.submit(NicenessTest::niceness).get();
      assertThat(Niceness.yieldToOthers("no such thread")).isZero();
      assertThat(other.submit(NicenessTest::niceness).get()).isEqualTo(before);
      assertThat(Niceness.yieldToOthers("named-so")).isEqualTo(1);
      assertThat(other.submit(NicenessTest::niceness).get()).isEqualTo(Niceness.YIELDING);
    }
  }
}
