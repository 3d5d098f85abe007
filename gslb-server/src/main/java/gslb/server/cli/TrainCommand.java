package gslb.server.cli;

import gslb.server.GslbServer;
import gslb.server.StartException;
import gslb.server.config.ConfigReading;
import gslb.server.config.ServerConfig;
import gslb.server.config.ServerConfigFile;
import gslb.zones.problem.Problem;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import picocli.CommandLine.Command;

/**
 * {@code gslb train}: a server that asks itself and ends, for the JVM to note what a start needs
 * (its AOT cache). The launcher runs it after a build.
 */
@Command(
    name = "train",
    description = "Starts a server on free loopback ports, asks it and ends. The launcher runs it.",
    hidden = true)
final class TrainCommand implements Callable<Integer> {
  private static final int QUERIES = 2000;
  private static final int TIMEOUT_MILLIS = 1000;

  @Override
  public Integer call() throws IOException {
    Path state = Files.createDirectories(ConfigOption.home().resolve("run/train"));
    try (GslbServer server = GslbServer.start(config(state), ProgramVersion.program())) {
      ask(server.dnsAddresses().getFirst());
    } catch (StartException e) {
      throw new FailedException(String.valueOf(e.getMessage()), e);
    }
    return ExitStatus.OK;
  }

  /** The example, on ports nobody has and with nothing to wait for. */
  private static ServerConfig config(Path state) throws IOException {
    Path file = state.resolve("server.yaml");
    Files.writeString(
        file,
        """
        schema: 1
        listen: {dns: ["127.0.0.1:%d"], admin: "127.0.0.1:%d"}
        cluster: {listen: "127.0.0.1:%d"}
        state: .
        start_wait: 1ms
        """
            .formatted(freePort(), freePort(), freePort()));
    return switch (ServerConfigFile.read(file, ConfigOption.home())) {
      case ConfigReading.Accepted(ServerConfig config, List<Problem> _) -> config;
      case ConfigReading.Refused(List<Problem> problems) ->
          throw new FailedException(problems.toString());
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void ask(InetSocketAddress server) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(server);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      byte[] answer = new byte[1232];
      for (int i = 0; i < QUERIES; i++) {
        byte[] query = query(i % 2 == 0 ? "www.example.com." : "nothing.example.com.");
        socket.send(new DatagramPacket(query, query.length));
        socket.receive(new DatagramPacket(answer, answer.length));
      }
    }
  }

  private static byte[] query(String name) throws IOException {
    return Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, DClass.IN)).toWire();
  }
}
