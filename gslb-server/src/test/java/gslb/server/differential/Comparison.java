package gslb.server.differential;

import gslb.server.differential.Difference.Cut;
import gslb.server.peer.Peer;
import gslb.server.peer.Software;
import gslb.zones.Zone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;

/** Asks and compares, and counts what was found. */
final class Comparison {
  /** Kept in words; of more only the number. */
  private static final int SHOWN = 50;

  private final Map<Mode, Integer> questions = new EnumMap<>(Mode.class);
  private final Map<Explanation, Integer> explained = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private int zones;
  private int equal;

  Comparison(List<Explanation> explanations) {
    explanations.forEach(explanation -> explained.put(explanation, 0));
  }

  /** Asks us and the peers all that those zones raise. */
  void run(Collection<Zone> about, int ours, List<Peer> peers) throws IOException {
    Set<Name> origins = about.stream().map(Zone::origin).collect(Collectors.toSet());
    zones += origins.size();
    List<Client> theirs = new ArrayList<>();
    try (Client us = new Client(ours)) {
      for (Peer peer : peers) {
        theirs.add(new Client(peer.port()));
      }
      for (Iterator<Question> all = Questions.about(about).iterator(); all.hasNext(); ) {
        Question question = all.next();
        questions.merge(question.mode(), 1, Integer::sum);
        byte[] query = question.message();
        byte[] response = us.ask(query, question.mode());
        for (String fault : Reply.faults(query, response, question)) {
          keep(faults, question + ": " + fault);
        }
        Said said = new Said(us, query, Reply.read(response));
        for (int i = 0; i < peers.size(); i++) {
          Client client = theirs.get(i);
          Reply reply = Reply.read(client.ask(query, question.mode()));
          judge(
              compare(
                  peers.get(i).software(),
                  question,
                  said,
                  new Said(client, query, reply),
                  origins));
        }
      }
    } finally {
      for (Client client : theirs) {
        client.close();
      }
    }
  }

  /** A reply, and where to ask again if it is truncated. */
  private record Said(Client client, byte[] query, Reply reply) {
    Reply whole() throws IOException {
      return reply.tc() ? Reply.read(client.ask(query, Mode.TCP)) : reply;
    }
  }

  private static Difference compare(
      Software peer, Question question, Said ours, Said theirs, Set<Name> origins)
      throws IOException {
    Cut cut = Cut.of(ours.reply, theirs.reply);
    return Difference.between(peer, question, ours.whole(), theirs.whole(), cut, origins);
  }

  private void judge(Difference difference) {
    if (difference.aspects().isEmpty()) {
      equal++;
      return;
    }
    Set<Aspect> left = EnumSet.copyOf(difference.aspects());
    for (Explanation explanation : explained.keySet()) {
      if (explanation.explains(difference) && left.removeAll(explanation.aspects())) {
        explained.merge(explanation, 1, Integer::sum);
      }
    }
    if (!left.isEmpty()) {
      keep(unexplained, "unexplained " + left + " of " + difference);
    }
  }

  private static void keep(List<String> list, String text) {
    if (list.size() < SHOWN) {
      list.add(text);
    } else if (list.size() == SHOWN) {
      list.add("... and more");
    }
  }

  /** Of our responses, what is wrong whoever is compared with; none is expected. */
  List<String> faults() {
    return faults;
  }

  /** Differences no explanation covers; none is expected. */
  List<String> unexplained() {
    return unexplained;
  }

  /** Names of explanations that explained nothing, and so are none. */
  List<String> idle() {
    return explained.entrySet().stream()
        .filter(entry -> entry.getValue() == 0)
        .map(entry -> entry.getKey().name())
        .toList();
  }

  int questions() {
    return questions.values().stream().mapToInt(Integer::intValue).sum();
  }

  int zones() {
    return zones;
  }

  /** What was found, for people. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "%d zones, %d questions %s; %d answers alike, %d differences unexplained%n"
            .formatted(zones, questions(), questions, equal, unexplained.size()));
    explained.forEach((explanation, count) ->
        table.append(
            "%7d  %-42s RFC %-12s %s%n"
                .formatted(
                    count,
                    explanation.name(),
                    explanation.rfc(),
                    explanation.peers().stream()
                        .map(Software::daemon)
                        .sorted()
                        .collect(Collectors.joining(", ")))));
    return table.toString();
  }
}
