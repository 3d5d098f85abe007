package gslb.zones;

/** How a pool chooses among its usable members. File words are the lower-case names. */
public enum Selection {
  /**
   * By weight; which member a client prefix gets changes with the time slot unless the policy
   * persists.
   */
  WEIGHTED,
  /** Each usable member in turn, a time slot each. */
  ROUND_ROBIN,
  /** By weight, always the same member for the same client prefix. */
  HASH,
  /** In order of priority, then of the file. */
  PRIORITY,
  /** Every usable member. */
  ALL
}
