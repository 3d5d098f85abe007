package gslb.server.snapshot;

import gslb.server.wire.RecordType;
import gslb.server.wire.SearchName;
import org.jspecify.annotations.Nullable;

/**
 * A name that exists in a zone of ours, with what is found at it and below it. Empty non-terminals
 * are nodes too (RFC 4592 §2.2.2).
 */
public final class ZoneNode {
  private final WireName name;

  /** The name's bytes again: a look-up reads nothing else of it. */
  private final byte[] nameBytes;

  private final Findings here;

  /** The type most wanted of {@link #here} and its finding, again: nearly every query's. */
  private final int firstType;

  private final Finding first;
  private final @Nullable Findings parentSide;
  private final Findings below;

  /**
   * A node.
   *
   * @param here for queries of exactly this name
   * @param parentSide at an apex whose parent zone is ours too: what the parent says, which is
   *     asked for DS (RFC 4035 §3.1.4.1)
   * @param below for names below it that are no nodes: this is their closest encloser (RFC 4592
   *     §3.3.1)
   */
  public ZoneNode(WireName name, Findings here, @Nullable Findings parentSide, Findings below) {
    this.name = name;
    this.nameBytes = name.bytes();
    this.here = here;
    this.firstType = parentSide == null ? here.firstType() : Findings.NO_TYPE;
    this.first = here.of(firstType);
    this.parentSide = parentSide;
    this.below = below;
  }

  /** Its name. */
  public WireName name() {
    return name;
  }

  /** Whether the searched name, without its first {@code skipped} labels, is its name. */
  boolean is(SearchName other, int skipped) {
    return other.suffixIs(skipped, nameBytes);
  }

  /** What a query for exactly this name comes to. */
  public Finding at(int type) {
    if (type == firstType) {
      return first;
    }
    return type == RecordType.DS && parentSide != null ? parentSide.of(type) : here.of(type);
  }

  /** What a query for a name below comes to, when no node is nearer. */
  public Finding below(int type) {
    return below.of(type);
  }

  /** This apex beside what the parent zone, ours too, says of the name. */
  public ZoneNode beside(ZoneNode parent) {
    return new ZoneNode(name, here, parent.here, below);
  }

  /**
   * This apex where the parent zone, ours too, has no such name: it exists all the same (RFC 8020
   * §2).
   *
   * @param encloser the parent zone's nearest name above
   */
  public ZoneNode under(ZoneNode encloser) {
    Finding ofParent =
        switch (encloser.below(RecordType.DS)) {
          case Finding.NxDomain none -> new Finding.NoData(none.apex());
          case Finding other -> other;
        };
    return new ZoneNode(name, here, Findings.always(ofParent), below);
  }
}
