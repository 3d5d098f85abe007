package gslb.server.differential;

import gslb.server.differential.Reply.Entry;
import gslb.server.peer.Software;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/**
 * What we and another server say to one question, and in what that differs. Where a response is
 * truncated, the whole one over TCP is what is compared: the rest of a truncated one is to be
 * ignored (RFC 2181 §9).
 *
 * @param origins of all zones there are
 * @param cut which responses came truncated at first
 */
record Difference(
    Software peer,
    Question question,
    Reply ours,
    Reply theirs,
    Cut cut,
    Set<Name> origins,
    Set<Aspect> aspects) {

  /** Bytes by which responses of the same records differ: compression, room kept for options. */
  private static final int MARGIN = 32;

  /** Which responses are truncated. */
  enum Cut {
    NONE,
    OURS,
    THEIRS,
    BOTH;

    static Cut of(Reply ours, Reply theirs) {
      if (ours.tc()) {
        return theirs.tc() ? BOTH : OURS;
      }
      return theirs.tc() ? THEIRS : NONE;
    }
  }

  /** None if the aspects are none. */
  static Difference between(
      Software peer, Question question, Reply ours, Reply theirs, Cut cut, Set<Name> origins) {
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    if (cut == Cut.OURS || cut == Cut.THEIRS) {
      aspects.add(Aspect.TC);
    }
    note(aspects, Aspect.RCODE, ours.rcode(), theirs.rcode());
    note(aspects, Aspect.AA, ours.aa(), theirs.aa());
    note(aspects, Aspect.ANSWER, ours.answer(), theirs.answer());
    note(aspects, Aspect.AUTHORITY, ours.authority(), theirs.authority());
    note(aspects, Aspect.ADDITIONAL, ours.additional(), theirs.additional());
    return new Difference(peer, question, ours, theirs, cut, origins, aspects);
  }

  private static void note(Set<Aspect> aspects, Aspect aspect, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      aspects.add(aspect);
    }
  }

  boolean asks(int type) {
    return question.type() == type;
  }

  /** The origin of the deepest zone that holds the name; the name itself if none does. */
  Name zoneOf(Name name) {
    return origins.stream()
        .filter(name::subdomain)
        .max(Comparator.comparingInt(Name::labels))
        .orElse(name);
  }

  /** Whether we say all they do in a section, and more. */
  boolean weSayMore(Function<Reply, Set<Entry>> section) {
    return more(section.apply(ours), section.apply(theirs));
  }

  /** Whether they say all we do in a section, and more. */
  boolean theySayMore(Function<Reply, Set<Entry>> section) {
    return more(section.apply(theirs), section.apply(ours));
  }

  private static boolean more(Set<Entry> one, Set<Entry> other) {
    return one.size() > other.size() && one.containsAll(other);
  }

  /** Whether one of the responses that came whole nearly did not. */
  boolean justFits() {
    int limit = question.mode().limit();
    return Stream.of(ours, theirs)
        .anyMatch(reply -> reply.size() <= limit && reply.size() > limit - MARGIN);
  }

  /** Whether the zone asked about begins inside another. */
  boolean nested() {
    Name zone = zoneOf(question.name());
    return origins.stream().anyMatch(origin -> zone.subdomain(origin) && !zone.equals(origin));
  }

  @Override
  public String toString() {
    return "%s: %s differs in %s, truncated %s\n  ours   %s\n  theirs %s"
        .formatted(question, peer.daemon(), aspects, cut, ours, theirs);
  }
}
