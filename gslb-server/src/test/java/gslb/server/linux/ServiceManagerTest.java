package gslb.server.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What systemd hears, sd_notify(3). */
@EnabledOnOs(OS.LINUX)
class ServiceManagerTest {
  private static final long PID = ProcessHandle.current().pid();

  @Test
  void aServerThatAnswersSaysSoAndWhoItIs(@TempDir Path folder) throws IOException {
    String socket = folder.resolve("notify").toString();
    try (Ear ear = new Ear(socket)) {
      new ServiceManager(socket).ready("answering on 127.0.0.1:53");
      assertThat(ear.hear())
          .isEqualTo("MAINPID=" + PID + "\nREADY=1\nSTATUS=answering on 127.0.0.1:53");
    }
  }

  @Test
  void aReloadHasItsTimeSoThatReadyIsNotMistakenForAnEarlierOne(@TempDir Path folder)
      throws IOException {
    String socket = folder.resolve("notify").toString();
    try (Ear ear = new Ear(socket)) {
      long before = System.nanoTime() / 1000;
      new ServiceManager(socket).reloading();
      String[] lines = ear.hear().split("\n", -1);
      assertThat(lines[0]).isEqualTo("RELOADING=1");
      assertThat(Long.parseLong(lines[1].substring("MONOTONIC_USEC=".length())))
          .isBetween(before, System.nanoTime() / 1000);
    }
  }

  @Test
  void aSocketInNoFolderIsFoundByItsName() throws IOException {
    String socket = "@gslb-test-" + PID;
    try (Ear ear = new Ear(socket)) {
      new ServiceManager(socket).stopping();
      assertThat(ear.hear()).isEqualTo("STOPPING=1");
    }
  }

  @Test
  void whereNobodyListensTheServiceGoesOn(@TempDir Path folder) {
    new ServiceManager(folder.resolve("nobody").toString()).ready("answering");
    new ServiceManager(null).ready("answering");
  }

  /** The service manager's end: a datagram socket at a place. */
  private static final class Ear implements AutoCloseable {
    private final Arena memory = Arena.ofConfined();
    private final MemorySegment errno = memory.allocate(LinuxCalls.errno());
    private final int fd;

    Ear(String place) throws IOException {
      fd =
          Errno.check(
              "socket", LinuxCalls.socket(errno, UnixSocket.AF_UNIX, UnixSocket.SOCK_DGRAM));
      Errno.check("bind", LinuxCalls.bind(errno, fd, UnixSocket.name(memory, place)));
    }

    /** What was sent before; a datagram between two sockets of a host is there at once. */
    String hear() throws IOException {
      MemorySegment data = memory.allocate(512);
      MemorySegment message = UnixSocket.message(memory, data, MemorySegment.NULL, 0);
      int length = Errno.check("recvmsg", LinuxCalls.recvmsg(errno, fd, message, 0));
      return new String(data.asSlice(0, length).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      UnixSocket.closeDescriptor(fd);
      memory.close();
    }
  }
}
