package gslb.server.handover;

import gslb.server.linux.UnixSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server that runs, as its successor sees it. For one thread. */
public final class Predecessor implements AutoCloseable {
  private static final Duration PROMPT = Duration.ofSeconds(10);

  /** It leaves its cluster in this time, which may have members that do not answer. */
  private static final Duration RELEASE = Duration.ofSeconds(60);

  private final UnixSocket socket;
  private final int process;
  private final InetSocketAddress admin;

  private Predecessor(UnixSocket socket, int process, InetSocketAddress admin) {
    this.socket = socket;
    this.process = process;
    this.admin = admin;
  }

  /**
   * Looks for the server that runs.
   *
   * @param state the folder both keep their state in
   * @return null if none runs
   * @throws IOException if one runs that does not speak with us; the message says why
   */
  public static @Nullable Predecessor find(Path state) throws IOException {
    UnixSocket socket = UnixSocket.connect(Meeting.socket(state));
    if (socket == null) {
      return null;
    }
    try {
      Meeting.checked(socket);
      socket.waitAtMost(PROMPT);
      socket.send(Meeting.HELLO, -1);
      String[] words = expect(socket, Meeting.HERE).split(" ", -1);
      if (words.length != 3) {
        throw new IOException("it says what this version does not understand");
      }
      InetAddress host = InetAddress.ofLiteral(words[1]);
      InetSocketAddress admin = new InetSocketAddress(host, Integer.parseInt(words[2]));
      return new Predecessor(socket, Integer.parseInt(words[0]), admin);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw new IOException(
          "the server that runs on this state folder was asked to hand over, but: "
              + e.getMessage()
              + "; is another replacement under way?",
          e);
    }
  }

  /** Its process. */
  public int process() {
    return process;
  }

  /** The admin address it has until it is released. */
  public InetSocketAddress admin() {
    return admin;
  }

  /**
   * Its sockets, ours too from now on. It still answers.
   *
   * @throws IOException if it will not, or is gone
   */
  public List<Handed> take() throws IOException {
    List<Handed> taken = new ArrayList<>();
    try {
      socket.send(Meeting.TAKE, -1);
      while (true) {
        UnixSocket.Message message = socket.receive();
        if (message.text().equals(Meeting.ALL)) {
          return taken;
        }
        if (message.text().startsWith(Meeting.REFUSED)) {
          throw new IOException(message.text().substring(Meeting.REFUSED.length()));
        }
        taken.add(Handed.parse(message));
      }
    } catch (IOException e) {
      taken.forEach(Handed::close);
      throw new IOException("process " + process + " did not hand over: " + e.getMessage(), e);
    }
  }

  /**
   * Has it stop, and waits until it has given up its admin address and its place in the cluster.
   * From here on there is no way back.
   *
   * @return false if it was not heard of in time, or ended without a word
   * @throws IOException if it was gone already, or no longer waited: it may answer on
   */
  public boolean release() throws IOException {
    socket.waitAtMost(RELEASE);
    socket.send(Meeting.SERVING, -1);
    try {
      expect(socket, Meeting.RELEASED);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String expect(UnixSocket socket, String word) throws IOException {
    UnixSocket.Message message = socket.receive();
    if (!message.text().startsWith(word)) {
      throw new IOException("it says '" + message.text() + "'");
    }
    return message.text().substring(word.length());
  }

  @Override
  public void close() {
    socket.close();
  }
}
