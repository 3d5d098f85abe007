package gslb.server.snapshot;

/** A finding for every query type: a few types have their own, all others share one. */
public final class Findings {
  static final int NO_TYPE = -1;

  private final int[] types;
  private final Finding[] findings;
  private final Finding others;

  /**
   * Takes over the arrays.
   *
   * @param types query types with a finding of their own, most wanted first
   * @param findings theirs, in the same order
   * @param others every other type's
   */
  public Findings(int[] types, Finding[] findings, Finding others) {
    this.types = types;
    this.findings = findings;
    this.others = others;
  }

  /** The same for all types. */
  public static Findings always(Finding finding) {
    return new Findings(new int[0], new Finding[0], finding);
  }

  /** The type most wanted of those with a finding of their own; {@link #NO_TYPE} = none has. */
  int firstType() {
    return types.length == 0 ? NO_TYPE : types[0];
  }

  /** The finding for a query type. */
  public Finding of(int type) {
    for (int i = 0; i < types.length; i++) {
      if (types[i] == type) {
        return findings[i];
      }
    }
    return others;
  }
}
