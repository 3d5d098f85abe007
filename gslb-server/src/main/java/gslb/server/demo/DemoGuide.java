package gslb.server.demo;

import java.util.List;

/** What to try while a demo runs. */
public final class DemoGuide {

  /**
   * A client somewhere, by a network that the bundled database places there.
   *
   * @param where for people
   * @param country ISO 3166-1 alpha-2
   */
  public record Client(String where, String country, String network) {}

  /** One on each of three continents. */
  public static final List<Client> CLIENTS =
      List.of(
          new Client("Germany", "DE", "84.160.0.0/24"),
          new Client("the US", "US", "12.0.1.0/24"),
          new Client("Singapore", "SG", "203.116.1.0/24"));

  private DemoGuide() {}

  /** The lines to print once a demo answers. */
  public static String text(DemoPlan plan, List<String> members) {
    StringBuilder text = new StringBuilder();
    text.append("Three regions in one process; their members: ")
        .append(String.join(" ", members))
        .append("\n\nAsk as a client in ")
        .append(CLIENTS.get(0).where())
        .append(", in ")
        .append(CLIENTS.get(1).where())
        .append(", in ")
        .append(CLIENTS.get(2).where())
        .append(":\n");
    for (Client client : CLIENTS) {
      text.append("  dig @127.0.0.1 -p ")
          .append(plan.dns())
          .append(" www.example.com A +subnet=")
          .append(client.network())
          .append('\n');
    }
    text.append("Why that answer?\n  ./gslb explain www.example.com A --ecs ")
        .append(CLIENTS.getFirst().network())
        .append("\nStop a member, ask again after 3 seconds, start it again:\n")
        .append("  ./gslb demo stop fra-1\n  ./gslb demo start fra-1\n")
        .append("What does it think of its members?\n  ./gslb status\n")
        .append("\nCtrl-C ends it.\n");
    return text.toString();
  }
}
