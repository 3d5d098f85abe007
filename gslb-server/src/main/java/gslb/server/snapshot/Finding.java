package gslb.server.snapshot;

import gslb.server.wire.ExtendedError;
import gslb.server.wire.RenderedRRset;
import gslb.zones.AnswerType;
import java.util.List;

/**
 * What a lookup comes to, before any bytes. Every finding is made at load; a query only takes
 * references.
 */
public sealed interface Finding {

  /** A zone of ours holds the name. */
  sealed interface Ours extends Finding {

    /** What the answer needs of that zone. */
    Apex apex();
  }

  /**
   * The name has the type.
   *
   * @param additional data of names the RRset points to
   */
  record Answer(Apex apex, RenderedRRset rrset, List<AdditionalRRset> additional) implements Ours {
    public Answer {
      additional = List.copyOf(additional);
    }
  }

  /**
   * The name is an alias and something else was asked for (RFC 1034 §3.6.2).
   *
   * @param target looked up next
   */
  record Alias(Apex apex, RenderedRRset cname, WireName target) implements Ours {}

  /**
   * The name lies below a DNAME (RFC 6672).
   *
   * @param ownerLength bytes of the DNAME's owner
   * @param target wire name, in its own case
   */
  record Redirection(Apex apex, RenderedRRset dname, int ownerLength, WireName target)
      implements Ours {}

  /**
   * The choice is made per client.
   *
   * @param type what it is answered with
   */
  record Steered(Apex apex, SteeredName name, AnswerType type) implements Ours {}

  /**
   * The name lies at or below a zone cut.
   *
   * @param requiredGlue addresses of name servers inside the delegated zone (RFC 9471 §3.1)
   * @param siblingGlue addresses of other name servers in our zone
   */
  record Referral(
      Apex apex,
      RenderedRRset ns,
      List<AdditionalRRset> requiredGlue,
      List<AdditionalRRset> siblingGlue)
      implements Ours {
    public Referral {
      requiredGlue = List.copyOf(requiredGlue);
      siblingGlue = List.copyOf(siblingGlue);
    }
  }

  /** The name exists, the type does not (RFC 2308 §2.2). */
  record NoData(Apex apex) implements Ours {}

  /** The name does not exist (RFC 2308 §2.1). */
  record NxDomain(Apex apex) implements Ours {}

  /**
   * The name lies in a zone of ours that we have nothing of, or nothing we may still tell.
   *
   * @param reason which of both
   */
  record Unavailable(ExtendedError reason) implements Finding {}

  /** No zone of ours holds the name. */
  record NotOurs() implements Finding {}
}
