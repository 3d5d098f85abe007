package gslb.zones;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.zones.problem.Problem;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Ten different mistakes in six files: all ten are told, each where it stands. */
class TenMistakesTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("gslb.root"), "zones/src/test/resources/ten-mistakes");

  @Test
  void allTenAreTold() {
    assertThat(DefinitionsFolder.read(FOLDER).problems())
        .extracting(Problem::toString)
        .containsExactly(
            """
            datacenters.yaml:4:49: datacenters.iad.longitude: expected a number -180..180, found \
            the number 277.45
            maps/world.yaml:6:7: maps.world.geo.EU-US: the country 'US' is not in EU; did you mean \
            'NA-US'?
            monitors.yaml:5:5: monitors.web-check: unknown key 'intervall'; did you mean 'interval'?
            policies/example.com.yaml:8:23: policies.www.rules[0].prefer.map: there is no map \
            'wolrd'; did you mean 'world'?
            policies/example.com.yaml:9:3: shpo.example.com.: is not in the zone example.com.; did \
            you mean 'shop.example.com.'? Add its last resort there, or say create: true
            policies/example.com.yaml:11:16: policies.shpo.rules[0].split: the percents add up to \
            95, expected 100
            pools/web.yaml:4:14: pools.web.monitor: there is no monitor 'web-chek'; did you mean \
            'web-check'?
            pools/web.yaml:6:73: pools.web.members[0].weight: expected a whole number 0..65535, \
            found the number 70000
            pools/web.yaml:7:52: pools.web.members[1].addresses[0]: expected an IPv4 or IPv6 \
            address, found '192.0.2.300'
            zones/example.com.zone:7:1: mail.example.com. has a CNAME record beside MX at \
            zones/example.com.zone:8:7
            """
                .lines()
                .toArray(String[]::new));
  }
}
