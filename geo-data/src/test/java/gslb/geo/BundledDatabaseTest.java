package gslb.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.model.CityResponse;
import gslb.zones.Countries;
import gslb.zones.Declarations;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Policy;
import gslb.zones.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default database: what it knows, that others can read it, what the example makes of it. */
class BundledDatabaseTest {
  private static final PlaceTable PLACES = PlaceTable.bundled();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "193.0.6.139,            EU-NL", // the RIPE NCC
    "5.1.66.1,               EU-DE",
    "2a01:4f8::1,            EU-DE",
    "217.0.0.1,              EU-DE",
    "8.8.8.8,                NA-US",
    "2001:4860:4860::8888,   NA-US",
    "203.116.1.1,            AS-SG",
    "2400:8901::1,           AS-SG",
    "202.12.29.1,            OC-AU", // APNIC
    "200.160.2.3,            SA-BR", // registro.br
    "196.216.2.1,            AF-MU", // AFRINIC
    "192.0.2.1,              ",
    "127.0.0.1,              ",
    "2001:db8::1,            ",
  })
  void place(String address, String code) {
    Place place = PLACES.place(InetAddress.ofLiteral(address)).place();

    assertThat(place.code()).isEqualTo(code == null ? null : Text.code(code));
    assertThat(place.coordinates() == null).isEqualTo(code == null);
  }

  @ParameterizedTest(name = "{1} from {2}")
  @CsvSource({
    "www,     German,     5.1.66.1,       fra iad sin",
    "www,     German v6,  2a01:4f8::1,    fra iad sin",
    "www,     US,         8.8.8.8,        iad fra sin",
    "www,     Singapore,  203.116.1.1,    sin fra iad",
    "www,     Australian, 202.12.29.1,    sin iad fra",
    "www,     office,     198.51.100.7,   sin iad fra",
    "www,     unknown,    240.0.0.1,      fra iad sin",
    "nearest, German,     5.1.66.1,       fra iad sin",
    "nearest, Singapore,  203.116.1.1,    sin fra iad",
    "app,     German,     5.1.66.1,       fra iad sin",
  })
  void example(String owner, String who, String client, String datacenters) {
    Path example = Path.of(System.getProperty("gslb.root"), "zones", "example");
    assertThat(DefinitionsFolder.read(example)).isInstanceOf(Reading.Accepted.class);
    Declarations declarations = ((Reading.Accepted) DefinitionsFolder.read(example)).declarations();
    Policy policy =
        declarations.policies().stream()
            .filter(p -> p.owner().equals(owner + ".example.com."))
            .findFirst()
            .orElseThrow();
    Routes routes =
        new TopologyCompiler(PLACES, declarations.datacenters().values(), declarations.maps())
            .compile(policy.rules());
    Address address = Address.of(client);

    int located = routes.topology().locate(address.v6(), address.high(), address.low());

    assertThat(routes.routes().get(Topology.route(located)).datacenters())
        .isEqualTo(Text.words(datacenters));
    assertThat(Topology.scope(located)).isBetween(1, address.v6() ? 64 : 32);
  }

  /** GeoIP2's own typed reader opens the file and says the same of random addresses. */
  @Test
  void readByGeoIp2() throws Exception {
    Random random = new Random(3);
    try (var resource = PlaceTable.class.getResourceAsStream("default.mmdb");
        DatabaseReader reader = new DatabaseReader.Builder(resource).build()) {
      List<String> differing = new ArrayList<>();
      int known = 0;
      for (int i = 0; i < 20_000; i++) {
        long high = random.nextLong();
        InetAddress address =
            i % 2 == 0
                ? new Address(false, high, 0).inet()
                : new Address(true, 0x2000_0000_0000_0000L | high >>> 3, random.nextLong()).inet();
        Place place = PLACES.place(address).place();
        Place told = place(reader.tryCity(address));
        known += told.country() == null ? 0 : 1;
        if (!place.equals(told)) {
          differing.add(address + ": " + place + " / " + told);
        }
      }
      assertThat(differing).isEmpty();
      assertThat(known).isGreaterThan(5_000);
    }
  }

  private static Place place(Optional<CityResponse> response) {
    return response
        .map(city ->
            new Place(
                city.continent().code(),
                city.country().isoCode(),
                null,
                new Coordinates(city.location().latitude(), city.location().longitude()),
                null))
        .orElse(Place.UNKNOWN);
  }

  @Test
  void everyCountryHasCoordinates() throws IOException {
    assertThat(Countries.codes()).allMatch(country -> CountryCoordinates.of(country) != null);
  }

  @Test
  void saysWhereItComesFrom() {
    DatabaseInfo info = PLACES.databases().getFirst();

    assertThat(info.type()).contains("City"); // or GeoIP2's reader would not open it as one
    assertThat(info.attribution()).contains("PDDL").contains("iptoasn.com");
    assertThat(info.networks()).isGreaterThan(300_000);
  }
}
