package gslb.server.forecast;

import java.util.List;
import java.util.stream.Stream;

/**
 * What of zone files is no longer the same.
 *
 * @param added RRsets, {@code owner type}, by zone in the order of their names
 * @param removed likewise
 * @param changed of which TTL or data differ
 * @param zonesAdded origins; their RRsets are not listed
 * @param zonesRemoved likewise
 */
public record RecordChanges(
    List<String> added,
    List<String> removed,
    List<String> changed,
    List<String> zonesAdded,
    List<String> zonesRemoved) {

  public RecordChanges {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    zonesAdded = List.copyOf(zonesAdded);
    zonesRemoved = List.copyOf(zonesRemoved);
  }

  /** Whether zone files say what they said. */
  public boolean isEmpty() {
    return Stream.of(added, removed, changed, zonesAdded, zonesRemoved).allMatch(List::isEmpty);
  }
}
