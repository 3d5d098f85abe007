package gslb.server.answer;

import gslb.server.wire.Outcome;

/**
 * Ports that real queries do not come from. A datagram that names one is forged, so that its answer
 * reaches a service that answers whatever comes: two machines would talk to each other without end.
 */
final class SourcePort {
  private static final int NONE = 0; // no answer can be sent to it
  private static final int ECHO = 7;
  private static final int DAYTIME = 13;
  private static final int QUOTE_OF_THE_DAY = 17;
  private static final int CHARACTER_GENERATOR = 19;
  private static final int TIME = 37;

  private static final int DNS = 53;
  private static final int KPASSWD = 464; // answers what it cannot read with an error, as DNS does

  private SourcePort() {}

  /**
   * Whether the message is to be passed over. What cannot be read and comes from another server's
   * port may be that server's complaint of ours, so it gets no complaint in return; queries that
   * can be read are welcome from there.
   */
  static boolean drops(int port, Outcome outcome) {
    return switch (port) {
      case NONE, ECHO, DAYTIME, QUOTE_OF_THE_DAY, CHARACTER_GENERATOR, TIME -> true;
      case DNS, KPASSWD -> outcome == Outcome.MALFORMED;
      default -> false;
    };
  }
}
