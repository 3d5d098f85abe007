package gslb.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.FreePorts;
import gslb.server.peer.Software;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The protocol's scenarios aimed at other servers: what is expected of us is what others do too,
 * but where a line says {@code except}. {@code -Dgslb.scenarios.at=nsd} aims at that one only.
 */
@Tag("peers")
class ScenariosAtPeersTest {
  private static final String AT = "gslb.scenarios.at";

  @TempDir Path temporary;
  private final FreePorts ports = new FreePorts();

  @TestFactory
  Stream<DynamicNode> at() {
    String only = System.getProperty(AT);
    return (only == null ? Software.ALL.stream() : Stream.of(Software.named(only)))
        .map(software -> DynamicContainer.dynamicContainer(software.daemon(), scenarios(software)));
  }

  private Stream<DynamicTest> scenarios(Software software) {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = ScenarioFile.all()) {
      for (Path file : files.toList()) {
        ScenarioFile scenario = ScenarioFile.read(file);
        if (AtPeer.understands(scenario) && !scenario.exceptions().containsKey(software.daemon())) {
          tests.add(
              DynamicTest.dynamicTest(
                  ScenarioFile.name(file), file.toUri(), () -> run(software, scenario, file)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tests.stream();
  }

  private void run(Software software, ScenarioFile scenario, Path file) throws Exception {
    World world = World.of(scenario, folder("definitions"));
    List<String> failures = new ArrayList<>();
    try (AtPeer peer = new AtPeer(software, scenario, ports.next(), folder(software.daemon()))) {
      for (Step step : scenario.steps()) {
        String where = file.getFileName() + ":" + step.line() + ": at " + software.daemon() + ":";
        boolean excepted =
            step instanceof Step.Ask ask
                && ask.expected().exceptions.containsKey(software.daemon());
        try {
          ScenarioTest.perform(step, world, peer, where);
          if (excepted) {
            failures.add(where + " answers as expected: the exception is none");
          }
        } catch (AssertionError e) {
          if (!excepted) {
            failures.add(e.getMessage());
          }
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private Path folder(String name) throws IOException {
    return Files.createTempDirectory(temporary, name);
  }
}
