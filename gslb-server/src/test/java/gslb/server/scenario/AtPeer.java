package gslb.server.scenario;

import gslb.server.DnsClient;
import gslb.server.peer.Peer;
import gslb.server.peer.PeerSetup;
import gslb.server.peer.PeerZone;
import gslb.server.peer.Software;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Another server with a scenario's zones. */
final class AtPeer implements Subject, AutoCloseable {
  private static final String FOLDER = "zones/";
  private static final String ENDING = ".zone";

  private final Peer peer;
  private final DnsClient client;

  /**
   * Starts it.
   *
   * @param folder an empty one
   */
  AtPeer(Software software, ScenarioFile scenario, int port, Path folder) throws IOException {
    List<PeerZone> zones = new ArrayList<>();
    scenario.files().forEach((file, text) -> zones.add(zone(file, text)));
    peer = Peer.start(software, new PeerSetup(port, zones), folder);
    client = new DnsClient(port);
  }

  /** Whether zones are all it needs. */
  static boolean understands(ScenarioFile scenario) {
    return scenario.files().keySet().stream()
        .allMatch(file -> file.startsWith(FOLDER) && file.endsWith(ENDING));
  }

  private static PeerZone zone(String file, String text) {
    String name = file.substring(FOLDER.length(), file.length() - ENDING.length());
    return new PeerZone.Primary(name.equals("root") ? "" : name, text);
  }

  @Override
  public Optional<byte[]> ask(byte[] query, InetAddress from, boolean tcp) throws IOException {
    try {
      return Optional.of(client.exchange(query, from, tcp));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
