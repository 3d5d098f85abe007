package gslb.server.transfer;

import java.util.List;

/**
 * Who may fetch zones and who is told of their changes.
 *
 * @param keys every key a message may be signed with, by unique name
 */
public record TransferRules(List<Key> keys, List<AccessRule> allow, List<NotifyRule> notified) {
  /** Nobody and nobody. */
  public static final TransferRules CLOSED = new TransferRules(List.of(), List.of(), List.of());

  public TransferRules {
    keys = List.copyOf(keys);
    allow = List.copyOf(allow);
    notified = List.copyOf(notified);
  }
}
