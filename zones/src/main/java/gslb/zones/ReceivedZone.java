package gslb.zones;

import gslb.zones.problem.Position;
import gslb.zones.problem.Problem;
import gslb.zones.problem.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What comes of a zone that was fetched, not written: it passes the checks of a zone file. */
public sealed interface ReceivedZone {

  /** It can be served; what is suspicious about it is its primary's business. */
  record Accepted(Zone zone) implements ReceivedZone {}

  /**
   * It cannot.
   *
   * @param problems at {@code origin:number of the record:1}; at least one, all errors
   */
  record Refused(List<Problem> problems) implements ReceivedZone {
    public Refused {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Checks a zone.
   *
   * @param records all of them, the SOA once
   */
  static ReceivedZone check(Name origin, List<Record> records) {
    Problems problems = new Problems();
    Path place = Path.of(origin.toString());
    List<ZoneRecord> placed = new ArrayList<>();
    for (Record record : records) {
      Position at = new Position(place, placed.size() + 1, 1);
      placed.add(new ZoneRecord(record, at, at));
      if (record.getDClass() != DClass.IN) {
        problems.error(at, "the class of " + record.getName() + " is not served, expected IN");
      } else if (ZoneChecks.isOfSignedZone(record.getType()) || !Type.isRR(record.getType())) {
        problems.error(
            at,
            record.getName()
                + " "
                + Type.string(record.getType())
                + ": expected the data of an unsigned zone");
      }
    }
    DeclaredZone zone = ZoneChecks.check(origin, Position.startOf(place), placed, problems);
    List<Problem> errors =
        problems.sorted().stream().filter(p -> p.severity() == Problem.Severity.ERROR).toList();
    return errors.isEmpty() ? new Accepted(zone.zone()) : new Refused(errors);
  }
}
