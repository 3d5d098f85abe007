package gslb.server.peer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import gslb.server.DnsClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Another name server, running on loopback until it is closed. */
public final class Peer implements AutoCloseable {
  private static final Duration STARTED = Duration.ofSeconds(20);

  private final Software software;
  private final PeerSetup setup;
  private final Path folder;
  private final Process process;

  private Peer(Software software, PeerSetup setup, Path folder, Process process) {
    this.software = software;
    this.setup = setup;
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts one and waits until it answers for every zone it has from a file.
   *
   * @param folder an empty one, for all that it reads and writes
   */
  public static Peer start(Software software, PeerSetup setup, Path folder) throws IOException {
    Path daemon = software.installed();
    Files.createDirectories(folder.resolve("zones"));
    for (PeerZone zone : setup.zones()) {
      if (zone instanceof PeerZone.Primary primary) {
        Files.writeString(zone.file(folder), primary.text());
      }
    }
    Path configuration =
        Files.writeString(
            folder.resolve(software.daemon() + ".conf"), software.configuration(setup, folder));
    List<String> command = new ArrayList<>(List.of(daemon.toString()));
    command.addAll(software.arguments(configuration));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Peer peer = new Peer(software, setup, folder, process);
    try {
      peer.awaitAnswers();
    } catch (RuntimeException | Error e) {
      peer.close();
      throw new AssertionError(software.daemon() + " does not answer:\n" + peer.log(), e);
    }
    return peer;
  }

  /** Which one it is. */
  public Software software() {
    return software;
  }

  /** Of 127.0.0.1, UDP and TCP. */
  public int port() {
    return setup.port();
  }

  /** What it has said so far. */
  public String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives it another text of one of its zones and has it read that (SIGHUP). */
  public void change(PeerZone.Primary zone) throws IOException {
    Files.writeString(zone.file(folder), zone.text());
    Process kill = new ProcessBuilder("kill", "-HUP", Long.toString(process.pid())).start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("no SIGHUP to " + software.daemon());
    }
  }

  /** SIGTERM, and SIGKILL if that does not help. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitAnswers() {
    DnsClient client = new DnsClient(port());
    for (PeerZone zone : setup.zones()) {
      await(software.daemon() + " serves " + zone.absolute())
          .atMost(STARTED)
          .pollInterval(Duration.ofMillis(50))
          .ignoreExceptionsInstanceOf(IOException.class)
          .failFast("the process has ended", () -> !process.isAlive())
          .until(() -> answers(client, zone));
    }
  }

  private static boolean answers(DnsClient client, PeerZone zone) throws IOException {
    Record question = Record.newRecord(Name.fromString(zone.absolute()), Type.SOA, DClass.IN);
    byte[] query = Message.newQuery(question).toWire();
    Message response =
        new Message(client.exchange(query, InetAddress.getByName("127.0.0.1"), false));
    return switch (zone) {
      case PeerZone.Primary _ ->
          response.getRcode() == Rcode.NOERROR && response.getHeader().getFlag(Flags.AA);
      case PeerZone.Secondary _ -> true; // not before its primary is there
    };
  }
}
