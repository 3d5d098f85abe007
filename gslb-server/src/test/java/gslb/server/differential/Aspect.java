package gslb.server.differential;

/** In what two responses can differ. */
enum Aspect {
  RCODE,
  AA,
  TC,
  ANSWER,
  AUTHORITY,
  ADDITIONAL
}
