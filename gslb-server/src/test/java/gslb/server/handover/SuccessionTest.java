package gslb.server.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gslb.server.linux.UnixSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What both sides say to each other, and what becomes of either when the other does not. */
@EnabledOnOs(OS.LINUX)
class SuccessionTest {
  private static final InetSocketAddress ADMIN = new InetSocketAddress("127.0.0.1", 8053);
  private static final InetSocketAddress V4 = new InetSocketAddress("127.0.0.1", 53);
  private static final InetSocketAddress V6 = new InetSocketAddress("::", 53);

  @TempDir Path state;
  private final List<String> events = new CopyOnWriteArrayList<>();
  private IOException refusal;

  private final Succession.Estate estate =
      new Succession.Estate() {
        @Override
        public List<Handed> sockets() throws IOException {
          if (refusal != null) {
            throw refusal;
          }
          // Standing input, output and errors are descriptors too.
          return List.of(
              new Handed(Handed.Kind.DATAGRAMS, V4, 0),
              new Handed(Handed.Kind.DATAGRAMS, V4, 1),
              new Handed(Handed.Kind.CONNECTIONS, V6, 2));
        }

        @Override
        public void release() {
          events.add("released");
        }

        @Override
        public void end() {
          events.add("ended");
        }
      };

  @Test
  void nobodyIsReplacedWhereNobodyRuns() throws IOException {
    assertThat(Predecessor.find(state)).isNull();
    Succession.open(state, ADMIN, estate).close();
    assertThat(Predecessor.find(state)).isNull();
    assertThat(Meeting.socket(state)).doesNotExist();
  }

  @Test
  void socketsComeWithTheirAddressesAndThenTheOtherOneStops() throws IOException {
    try (Succession _ = Succession.open(state, ADMIN, estate);
        Predecessor running = Predecessor.find(state)) {
      assertThat(running.process()).isEqualTo((int) ProcessHandle.current().pid());
      assertThat(running.admin()).isEqualTo(ADMIN);
      List<Handed> taken = running.take();
      assertThat(taken).extracting(Handed::address).containsExactly(V4, V4, V6);
      assertThat(taken)
          .extracting(Handed::kind)
          .containsExactly(Handed.Kind.DATAGRAMS, Handed.Kind.DATAGRAMS, Handed.Kind.CONNECTIONS);
      assertThat(taken).extracting(Handed::descriptor).doesNotHaveDuplicates();
      assertThat(events).isEmpty();
      assertThat(running.release()).isTrue();
      await().until(() -> events.equals(List.of("released", "ended")));
      assertThat(Meeting.socket(state)).doesNotExist();
      taken.forEach(Handed::close);
    }
  }

  @Test
  void whoGivesUpCostsNothing() throws IOException {
    try (Succession _ = Succession.open(state, ADMIN, estate)) {
      Predecessor.find(state).close();
      try (Predecessor second = Predecessor.find(state)) {
        second.take().forEach(Handed::close);
      }
      try (Predecessor third = Predecessor.find(state)) {
        assertThat(third.release()).isFalse(); // without having taken anything
      }
      try (Predecessor fourth = Predecessor.find(state)) {
        fourth.take().forEach(Handed::close);
        assertThat(events).isEmpty();
        assertThat(fourth.release()).isTrue();
      }
      await().until(() -> events.equals(List.of("released", "ended")));
    }
  }

  @Test
  void aRefusalSaysWhy() throws IOException {
    refusal = new IOException("sockets of udp.calls: portable cannot be handed over");
    try (Succession _ = Succession.open(state, ADMIN, estate);
        Predecessor running = Predecessor.find(state)) {
      assertThatThrownBy(running::take).hasMessageContaining("portable cannot be handed over");
    }
    assertThat(events).isEmpty();
  }

  @Test
  void twoServersDoNotShareAState() throws IOException {
    try (Succession _ = Succession.open(state, ADMIN, estate)) {
      assertThatThrownBy(() -> Succession.open(state, ADMIN, estate))
          .hasMessageContaining("serves on " + state + " too");
    }
  }

  @Test
  void whatACrashLeftBehindIsReplaced() throws IOException {
    Meeting.prepare(state);
    UnixSocket.listen(Meeting.socket(state)).close();
    assertThat(Meeting.socket(state)).exists();
    assertThat(Predecessor.find(state)).isNull();
    try (Succession _ = Succession.open(state, ADMIN, estate);
        Predecessor running = Predecessor.find(state)) {
      assertThat(running).isNotNull();
    }
  }

  @Test
  void aPathTooLongIsTold() throws IOException {
    Path deep = Files.createDirectories(state.resolve("d".repeat(100)));
    assertThatThrownBy(() -> Succession.open(deep, ADMIN, estate))
        .hasMessageContaining("longer than the 107 bytes");
  }
}
