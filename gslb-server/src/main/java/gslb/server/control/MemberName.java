package gslb.server.control;

/** A member of a pool, by name. */
record MemberName(String pool, String member) {
  @Override
  public String toString() {
    return pool + "/" + member;
  }
}
