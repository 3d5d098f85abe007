package gslb.server.compile;

import gslb.server.wire.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SVCBBase;

/**
 * A name that a record points to, and what will be asked of it next.
 *
 * @param types in the order in which they are sent
 */
record Target(Name name, List<Integer> types) {
  private static final List<Integer> ADDRESSES = List.of(RecordType.A, RecordType.AAAA);

  /** The target of a record whose type asks for additional data; null for all others. */
  static @Nullable Target of(Record record) {
    return switch (record) {
      case NSRecord ns -> new Target(ns.getTarget(), ADDRESSES);
      case MXRecord mx -> new Target(mx.getTarget(), ADDRESSES);
      case SRVRecord srv -> new Target(srv.getTarget(), ADDRESSES); // RFC 2782
      case SVCBBase binding -> of(binding);
      case NAPTRRecord naptr -> of(naptr);
      default -> null; // the library's Record is not sealed
    };
  }

  /** RFC 9460 §4.1: addresses, and what an alias leads to. The root stands for the owner (§2.5). */
  private static @Nullable Target of(SVCBBase binding) {
    Name name = binding.getTargetName();
    if (binding.getSvcPriority() > 0) {
      return new Target(isOwn(binding) ? binding.getName() : name, ADDRESSES);
    }
    return isOwn(binding) // an alias to nowhere: there is no such service (§2.5.1)
        ? null
        : new Target(name, List.of(binding.getType(), RecordType.A, RecordType.AAAA));
  }

  /** RFC 3403 §4.4: the flag says of what type the next question will be. */
  private static @Nullable Target of(NAPTRRecord naptr) {
    return switch (naptr.getFlags()) {
      case "A", "a" -> new Target(naptr.getReplacement(), ADDRESSES);
      case "S", "s" -> new Target(naptr.getReplacement(), List.of(RecordType.SRV));
      default -> null; // a URI, or another NAPTR
    };
  }

  /**
   * Where a record of this target holds its name.
   *
   * @param rdata where its data starts in its RRset's bytes
   * @return 0 = its own owner
   */
  int at(Record record, int rdata) {
    return switch (record) {
      case MXRecord _ -> rdata + 2; // preference
      case SRVRecord _ -> rdata + 6; // priority, weight, port
      case SVCBBase binding -> isOwn(binding) ? 0 : rdata + 2; // priority
      case NAPTRRecord _ -> rdata + record.rdataToWireCanonical().length - name.length(); // last
      default -> rdata;
    };
  }

  private static boolean isOwn(SVCBBase binding) {
    return binding.getTargetName().equals(Name.root);
  }
}
