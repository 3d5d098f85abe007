package gslb.server.answer;

import gslb.server.snapshot.AdditionalRRset;
import gslb.server.snapshot.Apex;
import gslb.server.snapshot.Finding;
import gslb.server.snapshot.Snapshot;
import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import gslb.server.steer.Choice;
import gslb.server.steer.Plan;
import gslb.server.wire.Rcode;
import gslb.server.wire.RecordTemplate;
import gslb.server.wire.RecordType;
import gslb.server.wire.RenderedRRset;
import gslb.server.wire.ResponseWriter;
import gslb.server.wire.Section;
import gslb.zones.AnswerType;
import gslb.zones.Policy.OnAllDown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts each kind of finding into the response. Every method returns the response code that ends the
 * answer, or null where it wrote an alias and {@code exchange.name} is now the alias' target.
 *
 * <p>The name searched for stands in the response at {@code exchange.owner} and ends in its zone's
 * origin, so owners and names in data are pointers to it (RFC 1035 §4.1.4).
 */
final class AnswerWriter {
  private final QueryCounters counters;

  AnswerWriter(QueryCounters counters) {
    this.counters = counters;
  }

  Rcode data(Exchange exchange, Finding.Answer found) {
    counters.count(Counter.ANSWER);
    ResponseWriter out = exchange.writer;
    int origin = origin(exchange, found.apex());
    if (!out.rrset(Section.ANSWER, found.rrset(), exchange.owner, origin)) {
      return truncated(exchange);
    }
    int names = out.position() - found.rrset().length();
    // A help: what does not fit is left out.
    additional(out, found.additional(), names, exchange.owner, origin);
    return Rcode.NOERROR;
  }

  @Nullable Rcode steered(Snapshot snapshot, Exchange exchange, Finding.Steered found) {
    counters.count(Counter.STEERED);
    Decision decision = Steerer.decide(snapshot, found.name(), found.type(), exchange);
    return switch (decision.plan()) {
      case Plan.Fixed plan -> picked(exchange, decision, plan.choices());
      case Plan.Drawn plan -> picked(exchange, decision, plan.choices());
      case Plan.Turn plan -> picked(exchange, decision, plan.choices());
      case Plan.Spent plan -> spent(exchange, found, decision, plan.answer());
      case Plan.Divided _ -> throw new IllegalStateException("divided, not decided");
    };
  }

  private @Nullable Rcode picked(Exchange exchange, Decision decision, List<Choice> choices) {
    if (decision.plan().basis().assumedUp()) {
      counters.count(Counter.LAST_RESORT);
    }
    int start = exchange.writer.position();
    int written = 0;
    for (int i = 0; i < decision.picked; i++) {
      List<RecordTemplate> records = choices.get(decision.picks[i]).records();
      for (int j = 0; j < records.size(); j++) {
        if (!exchange.writer.record(records.get(j), exchange.owner, decision.ttl)) {
          return cut(exchange, start, written);
        }
        written++;
      }
    }
    return steeredEnd(exchange, decision, start);
  }

  private @Nullable Rcode spent(
      Exchange exchange, Finding.Steered found, Decision decision, OnAllDown answer) {
    counters.count(Counter.LAST_RESORT);
    return switch (answer) {
      case LAST_RESORT, ALL -> lastResort(exchange, found, decision);
      case NODATA -> noDataYet(exchange, found, decision);
      case SERVFAIL -> Rcode.SERVFAIL;
    };
  }

  /**
   * No data because of health: believed no longer than health may stay as it is (S-29, RFC 2308
   * §5).
   */
  private Rcode noDataYet(Exchange exchange, Finding.Steered found, Decision decision) {
    int start = exchange.writer.position();
    Rcode rcode = noData(exchange, found.apex());
    if (exchange.writer.position() > start) {
      exchange.writer.shorten(start, Math.max(decision.plan().settledFor(), found.name().minTtl()));
    }
    return rcode;
  }

  private @Nullable Rcode lastResort(Exchange exchange, Finding.Steered found, Decision decision) {
    int start = exchange.writer.position();
    List<RecordTemplate> records = found.name().lastResort(decision.type);
    for (int i = 0; i < records.size(); i++) {
      if (!exchange.writer.record(records.get(i), exchange.owner, decision.ttl)) {
        return cut(exchange, start, i);
      }
    }
    return steeredEnd(exchange, decision, start);
  }

  /**
   * A steered alias is followed unless it was itself asked for; its target was written
   * uncompressed.
   */
  private @Nullable Rcode steeredEnd(Exchange exchange, Decision decision, int start) {
    int type = exchange.parsed.type;
    if (decision.type != AnswerType.CNAME || type == RecordType.CNAME || type == RecordType.ANY) {
      return written();
    }
    int target = start + RenderedRRset.RDATA;
    return proceed(exchange, exchange.response, target, exchange.writer.position(), target);
  }

  @Nullable Rcode alias(Exchange exchange, Finding.Alias alias) {
    int start = exchange.writer.position();
    int origin = origin(exchange, alias.apex());
    if (!exchange.writer.rrset(Section.ANSWER, alias.cname(), exchange.owner, origin)) {
      return truncated(exchange);
    }
    byte[] target = alias.target().bytes();
    return proceed(exchange, target, 0, target.length, start + RenderedRRset.RDATA);
  }

  /**
   * The DNAME and the alias it stands for. One that was used before stands in the answer already
   * (RFC 2181 §5).
   */
  @Nullable Rcode redirection(Exchange exchange, Finding.Redirection redirection) {
    int prefix = exchange.name.length() - redirection.ownerLength();
    byte[] target = redirection.target().bytes();
    RenderedRRset dname = redirection.dname();
    ResponseWriter out = exchange.writer;
    int origin = origin(exchange, redirection.apex());
    if (exchange.redirect(dname)
        && !out.rrset(Section.ANSWER, dname, exchange.owner + prefix, origin)) {
      return truncated(exchange);
    }
    if (prefix + target.length > 255) {
      return Rcode.YXDOMAIN;
    }
    int start = out.position();
    if (!out.synthesizedAlias(exchange.owner, dname.ttl(), prefix, target)) {
      return truncated(exchange);
    }
    if (exchange.parsed.type == RecordType.CNAME || exchange.parsed.type == RecordType.ANY) {
      return written();
    }
    int alias = start + RenderedRRset.RDATA;
    return proceed(exchange, exchange.response, alias, out.position(), alias);
  }

  /**
   * Name servers of the delegated zone and the addresses without which they cannot be reached (RFC
   * 9471).
   */
  Rcode referral(Exchange exchange, Finding.Referral cut) {
    counters.count(Counter.REFERRAL);
    ResponseWriter out = exchange.writer;
    int origin = origin(exchange, cut.apex());
    int owner = out.position();
    if (!out.ownedRRset(Section.AUTHORITY, cut.ns(), origin)) {
      return truncated(exchange);
    }
    int names = out.position() - cut.ns().length();
    if (!additional(out, cut.requiredGlue(), names, owner, origin)) {
      return truncated(exchange);
    }
    additional(out, cut.siblingGlue(), names, owner, origin);
    return Rcode.NOERROR;
  }

  /**
   * Writes what goes with an RRset; false if some of it does not fit.
   *
   * @param names where the response holds that RRset
   * @param owner where it holds that RRset's owner
   */
  private static boolean additional(
      ResponseWriter out, List<AdditionalRRset> rrsets, int names, int owner, int origin) {
    boolean all = true;
    for (int i = 0; i < rrsets.size(); i++) {
      AdditionalRRset more = rrsets.get(i);
      int name = more.nameAt() == 0 ? owner : names + more.nameAt();
      all &= out.rrset(Section.ADDITIONAL, more.rrset(), name, origin);
    }
    return all;
  }

  Rcode noData(Exchange exchange, Apex apex) {
    counters.count(Counter.NODATA);
    return negative(exchange, apex, Rcode.NOERROR);
  }

  Rcode nxDomain(Exchange exchange, Apex apex) {
    return negative(exchange, apex, Rcode.NXDOMAIN);
  }

  private Rcode negative(Exchange exchange, Apex apex, Rcode rcode) {
    int origin = origin(exchange, apex);
    if (!exchange.writer.rrset(Section.AUTHORITY, apex.negativeSoa(), origin, origin)) {
      truncated(exchange);
    }
    return rcode;
  }

  /** What stands in the answer section is all that we have to say. */
  Rcode written() {
    counters.count(Counter.ANSWER);
    return Rcode.NOERROR;
  }

  /** An RRset of which not every record fits is not sent at all (RFC 2181 §9). */
  private Rcode cut(Exchange exchange, int start, int records) {
    counters.count(Counter.ANSWER);
    exchange.writer.takeBack(start, records);
    return truncated(exchange);
  }

  private Rcode truncated(Exchange exchange) {
    counters.count(Counter.TRUNCATED);
    exchange.writer.truncated();
    return Rcode.NOERROR;
  }

  /**
   * Goes on with an alias' target.
   *
   * @param from holds the whole name at {@code start}
   * @param standsAt where the response holds the name, maybe compressed
   */
  private static @Nullable Rcode proceed(
      Exchange exchange, byte[] from, int start, int end, int standsAt) {
    exchange.target.read(from, start, end);
    exchange.name = exchange.target;
    exchange.owner = standsAt;
    return null;
  }

  private static int origin(Exchange exchange, Apex apex) {
    return exchange.owner + exchange.name.length() - apex.originLength();
  }
}
