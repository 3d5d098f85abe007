package gslb.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import gslb.server.stats.Counter;
import gslb.server.stats.QueryCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;

/** Every scenario against the responder in memory, counters included, and over real sockets. */
class ScenarioTest {
  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicNode> inMemory() throws IOException {
    return ScenarioFile.all()
        .map(path ->
            DynamicTest.dynamicTest(ScenarioFile.name(path), path.toUri(), () -> run(path)));
  }

  @TestFactory
  Stream<DynamicNode> overSockets() throws IOException {
    return ScenarioFile.all()
        .map(path ->
            DynamicTest.dynamicTest(
                ScenarioFile.name(path), path.toUri(), () -> runOverSockets(path)));
  }

  private void runOverSockets(Path path) throws Exception {
    ScenarioFile scenario = ScenarioFile.read(path);
    World world = World.of(scenario, Files.createTempDirectory(temporary, "definitions"));
    try (OverSockets subject = new OverSockets(world)) {
      for (Step step : scenario.steps()) {
        perform(step, world, subject, path.getFileName() + ":" + step.line() + ": over sockets:");
      }
    }
  }

  private void run(Path path) throws Exception {
    ScenarioFile scenario = ScenarioFile.read(path);
    World world = World.of(scenario, Files.createTempDirectory(temporary, "definitions"));
    InMemory subject = new InMemory(world);
    for (Step step : scenario.steps()) {
      String where = path.getFileName() + ":" + step.line() + ":";
      Map<Counter, Long> before = counters(subject.counters);
      perform(step, world, subject, where);
      if (step instanceof Step.Ask ask) {
        ask.expected()
            .counters
            .forEach((counter, by) ->
                assertThat(
                        subject.counters.get(Counter.valueOf(counter))
                            - before.get(Counter.valueOf(counter)))
                    .as("%s counter %s", where, counter)
                    .isEqualTo(by));
      }
    }
  }

  static void perform(Step step, World world, Subject subject, String where) throws Exception {
    switch (step) {
      case Step.Health health -> world.turn(health.member(), health.up());
      case Step.Advance advance -> world.advance(advance.by());
      case Step.Ask ask -> {
        Optional<byte[]> response = subject.ask(Question.of(ask), ask.from(), ask.tcp());
        assertThat(response.isEmpty()).as("%s dropped", where).isEqualTo(ask.expected().dropped);
        if (response.isPresent()) {
          Judgement.hold(new Message(response.get()), ask, where);
        }
      }
    }
  }

  private static Map<Counter, Long> counters(QueryCounters counters) {
    Map<Counter, Long> values = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      values.put(counter, counters.get(counter));
    }
    return values;
  }
}
