package gslb.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gslb.server.wire.ServerCookies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cookie secrets roll at a reload, and a broken file rolls nothing. */
class SharedCookiesTest {
  private static final String OLD = "dd3bdf9344b678b185a6f5cb60fca715";
  private static final String NEW = "445536bcd2513298075a5d379663c962";
  private static final long NOON = 1_793_534_400_000L;

  @TempDir private Path folder;

  @Test
  void secretsRoll() throws IOException, StartException {
    Path file = Files.writeString(folder.resolve("secrets"), OLD);
    SharedCookies shared = SharedCookies.open(file);
    long head = ServerCookies.head(NOON);
    long made = hash(shared, head);

    Files.writeString(file, NEW + "\n" + OLD);
    shared.reload();
    assertThat(hash(shared, head)).isNotEqualTo(made);
    assertThat(valid(shared, head, made)).isTrue();

    Files.writeString(file, "broken");
    shared.reload();
    assertThat(valid(shared, head, made)).isTrue();

    Files.writeString(file, NEW);
    shared.reload();
    assertThat(valid(shared, head, made)).isFalse();
  }

  @Test
  void aBrokenFileKeepsTheServerFromStarting() throws IOException {
    Path file = Files.writeString(folder.resolve("secrets"), "broken");
    assertThatThrownBy(() -> SharedCookies.open(file)).isInstanceOf(StartException.class);
  }

  private static long hash(SharedCookies shared, long head) {
    return shared.cookies().hash(1, head, false, 2, 0);
  }

  private static boolean valid(SharedCookies shared, long head, long hash) {
    return shared.cookies().valid(1, head, hash, false, 2, 0, NOON);
  }
}
