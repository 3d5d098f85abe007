package gslb.zones;

import gslb.zones.yaml.Expected;
import gslb.zones.yaml.YamlEntry;
import gslb.zones.yaml.YamlMapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code datacenters.yaml}. */
final class DatacenterFile {

  private final References references;

  DatacenterFile(References references) {
    this.references = references;
  }

  /** The datacenters by name, in file order. */
  Map<String, Datacenter> read(YamlMapping root) {
    Map<String, Datacenter> datacenters = new LinkedHashMap<>();
    for (YamlEntry entry : root.mapping("datacenters").entries()) {
      String name = entry.name();
      YamlMapping node = Expected.mapping().read(entry.value());
      if (node != null && name != null && references.declare(References.Kind.DATACENTER, entry)) {
        datacenters.put(name, datacenter(name, node));
      }
    }
    root.refuseOtherKeys();
    return datacenters;
  }

  private Datacenter datacenter(String name, YamlMapping node) {
    String region = node.required("region", Expected.name());
    Double latitude = node.required("latitude", Expected.number(-90, 90));
    Double longitude = node.required("longitude", Expected.number(-180, 180));
    long capacity = node.optional("capacity", Expected.whole(0, 1_000_000_000), 0L);
    int target = node.optional("target", Expected.percent(), Datacenter.USUAL_TARGET);
    node.refuseOtherKeys();
    if (region != null) {
      references.declare(References.Kind.REGION, region, node.position());
    }
    return new Datacenter(
        name,
        region == null ? "" : region,
        latitude == null ? 0 : latitude,
        longitude == null ? 0 : longitude,
        capacity,
        target);
  }
}
