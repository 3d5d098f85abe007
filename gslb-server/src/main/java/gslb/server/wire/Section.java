package gslb.server.wire;

/** The sections of a response that hold records (RFC 1035 §4.1). */
public enum Section {
  /** What was asked for. */
  ANSWER(6),
  /** Who says so, or who to ask. */
  AUTHORITY(8),
  /** What will be asked next. */
  ADDITIONAL(10);

  final int countAt;

  Section(int countAt) {
    this.countAt = countAt;
  }
}
