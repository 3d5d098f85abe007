package gslb.server.secondary;

import org.xbill.DNS.SOARecord;

/** What asking a primary for a zone's SOA comes to. */
sealed interface Announcement {

  /**
   * It has the zone.
   *
   * @param expire seconds until it gives the zone up itself (RFC 7314); -1 = it does not say
   */
  record Soa(SOARecord soa, long expire) implements Announcement {}

  /** It has not, or does not answer; why, in a few words. */
  record Failed(String why) implements Announcement {}
}
