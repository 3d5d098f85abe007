package gslb.server.answer;

import gslb.server.scenario.World;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks the responder over and over with one message whose client subnet is changed in place. */
final class Client {
  private static final int SUBNET_ADDRESS_FROM_END_V4 = 3;
  private final Exchange exchange = new Exchange();
  private final Responder responder = new Responder(new QueryCounters());
  private final World world;

  Client(World world) {
    this.world = world;
  }

  /** What the /24 is answered, by member name. */
  List<String> ask(String name, String type, int slash24) throws IOException {
    return ask(name, type, slash24, false);
  }

  List<String> ask(String name, String type, int slash24, boolean tcp) throws IOException {
    byte[] query = query(name, type);
    int at = query.length - SUBNET_ADDRESS_FROM_END_V4;
    query[at] = (byte) (slash24 >>> 16);
    query[at + 1] = (byte) (slash24 >>> 8);
    query[at + 2] = (byte) slash24;
    System.arraycopy(query, 0, exchange.query, 0, query.length);
    exchange.queryLength = query.length;
    exchange.tcp = tcp;
    exchange.nowMillis = world.nowMillis();
    responder.respond(world.snapshot(), exchange);
    List<String> members = new ArrayList<>();
    Decision decision = exchange.decisions[exchange.decided - 1];
    for (int i = 0; i < decision.picked; i++) {
      members.add(choices(decision).get(decision.picks[i]));
    }
    return members;
  }

  private static List<String> choices(Decision decision) {
    return switch (decision.plan()) {
      case gslb.server.steer.Plan.Fixed fixed -> names(fixed.choices());
      case gslb.server.steer.Plan.Drawn drawn -> names(drawn.choices());
      case gslb.server.steer.Plan.Turn turn -> names(turn.choices());
      case gslb.server.steer.Plan.Spent _, gslb.server.steer.Plan.Divided _ -> List.of();
    };
  }

  private static List<String> names(List<gslb.server.steer.Choice> choices) {
    return choices.stream().map(choice -> choice.member().name()).toList();
  }

  private String lastName = "";
  private byte[] lastQuery = new byte[0];

  private byte[] query(String name, String type) throws IOException {
    if (!lastName.equals(name + type)) {
      lastName = name + type;
      lastQuery = AnswerPathZone.query(name, type, "0.0.0.0/24", true);
    }
    return lastQuery;
  }
}
