package gslb.server.handover;

import gslb.server.linux.BatchSocket;
import gslb.server.linux.UnixSocket;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server's side: waits for a successor, hands it the sockets, and has this server stop
 * once the successor answers. One successor at a time; one that gives up is told of, and costs
 * nothing.
 */
public final class Succession implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Succession.class);
  private static final Duration PROMPT = Duration.ofSeconds(10);

  /** A million records, the wait for verdicts at its longest, a slow machine. */
  private static final Duration PREPARATION = Duration.ofMinutes(10);

  /** From the sockets to the first answers. */
  private static final Duration START = Duration.ofSeconds(60);

  private final Path path;
  private final UnixSocket socket;
  private final InetSocketAddress admin;
  private final Estate estate;
  private final Object file;
  private volatile boolean over;

  private Succession(
      Path path, UnixSocket socket, InetSocketAddress admin, Estate estate, Object file) {
    this.path = path;
    this.socket = socket;
    this.admin = admin;
    this.estate = estate;
    this.file = file;
  }

  /** What is handed over. Called on the thread of the succession. */
  public interface Estate {
    /**
     * The sockets; the server goes on answering from them.
     *
     * @throws IOException if they cannot be handed over
     */
    List<Handed> sockets() throws IOException;

    /** Stops all that answers or that a successor needs for itself. */
    void release();

    /** Finishes what is under way, then ends this server. */
    void end();
  }

  /** Whether this system can do it. */
  public static boolean available() {
    return BatchSocket.available()
        && FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Waits for a successor from now on, on a thread of its own. What an earlier server left at the
   * place is replaced.
   *
   * @param admin told to a successor, which wants to have it
   */
  public static Succession open(Path state, InetSocketAddress admin, Estate estate)
      throws IOException {
    Meeting.prepare(state);
    Path path = Meeting.socket(state);
    try (UnixSocket other = UnixSocket.connect(path)) {
      if (other != null) {
        throw new IOException("process " + other.peer().process() + " serves on " + state + " too");
      }
    }
    Files.deleteIfExists(path);
    UnixSocket socket = UnixSocket.listen(path);
    try {
      Files.setAttribute(path, "unix:mode", 0600);
      Object file = Files.getAttribute(path, "unix:ino");
      Succession succession = new Succession(path, socket, admin, estate, file);
      Thread.ofPlatform().daemon().name("gslb-succession").start(succession::run);
      return succession;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private void run() {
    while (!over) {
      try (UnixSocket successor = socket.accept()) {
        meet(successor);
      } catch (IOException e) {
        if (!over) {
          log.warn("nobody can replace this server any more: {}", e.getMessage());
        }
        break;
      }
    }
    socket.close();
  }

  private void meet(UnixSocket successor) {
    int process = 0;
    boolean released = false;
    try {
      process = Meeting.checked(successor).process();
      expect(successor, Meeting.HELLO, PROMPT);
      String where = admin.getAddress().getHostAddress() + " " + admin.getPort();
      successor.send(Meeting.HERE + ProcessHandle.current().pid() + " " + where, -1);
      log.info("process {} prepares to replace this server", process);
      expect(successor, Meeting.TAKE, PREPARATION);
      handOver(successor);
      expect(successor, Meeting.SERVING, START);
      released = true;
      log.info("process {} answers: this server stops", process);
      close();
      estate.release();
      successor.send(Meeting.RELEASED, -1);
    } catch (IOException | RuntimeException e) {
      String why = e instanceof EOFException ? "it ended" : e.getMessage();
      if (released) {
        log.warn("the successor was not told: {}", why, e);
      } else {
        log.warn("process {} does not replace this server, which goes on: {}", process, why);
      }
    }
    if (released) {
      estate.end();
    }
  }

  private void handOver(UnixSocket successor) throws IOException {
    try {
      for (Handed handed : estate.sockets()) {
        UnixSocket.Message message = handed.message();
        successor.send(message.text(), message.descriptor());
      }
    } catch (IOException e) {
      successor.send(Meeting.REFUSED + e.getMessage(), -1);
      throw e;
    }
    successor.send(Meeting.ALL, -1);
  }

  private static void expect(UnixSocket socket, String word, Duration within) throws IOException {
    socket.waitAtMost(within);
    UnixSocket.Message message = socket.receive();
    if (message.descriptor() >= 0) {
      UnixSocket.closeDescriptor(message.descriptor());
    }
    if (!message.text().equals(word)) {
      throw new IOException("it says '" + message.text() + "'");
    }
  }

  /** Waits no longer; the place is free for another server. */
  @Override
  public synchronized void close() {
    if (over) {
      return;
    }
    over = true;
    try {
      if (Files.exists(path) && Files.getAttribute(path, "unix:ino").equals(file)) {
        Files.delete(path);
      }
    } catch (IOException e) {
      log.debug("{} is left behind", path, e);
    }
    socket.shut();
  }
}
