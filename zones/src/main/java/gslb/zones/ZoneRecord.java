package gslb.zones;

import gslb.zones.problem.Position;
import org.xbill.DNS.Record;

/**
 * A record of a zone file and where it stands.
 *
 * @param owner of its owner name, or of its first word where the owner is the one before
 * @param data of the first word after the type
 */
record ZoneRecord(Record record, Position owner, Position data) {}
