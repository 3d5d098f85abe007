package gslb.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.health.Definitions;
import gslb.health.status.Endpoint;
import gslb.health.status.Watch;
import gslb.zones.Check;
import gslb.zones.Monitor;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P17: whatever hangs, drips, floods or resets, in whatever number, delays nothing else. */
class LanesTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final Vertx servers = Vertx.vertx(); // so that what floods hogs no event loop of ours
  private final Vertx vertx = Vertx.vertx();
  private final Map<String, Integer> results = new ConcurrentHashMap<>();

  @TempDir private Path folder;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
    servers.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void aHealthyEndpointIsProbedInTimeBesideHundredsThatAreNot() throws Exception {
    Path hang = folder.resolve("hang");
    Files.writeString(hang, "#!/bin/sh\nexec sleep 1000\n");
    Files.setPosixFilePermissions(hang, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Watch> watches = new ArrayList<>();
    for (String fault : List.of("hangs", "drips", "floods", "resets")) {
      int port = Loopback.serving(servers, fault);
      for (String type : List.of("http", "tls", "grpc")) {
        for (int i = 0; i < 20; i++) {
          watches.add(watch(fault + type + i, 1000, 900, Checks.of(type, port)));
        }
      }
    }
    for (int i = 0; i < 3 * Lanes.MOST_PROCESSES; i++) { // two thirds of them wait for the rest
      watches.add(watch("command" + i, 30_000, 29_000, new Check.Command(List.of("hang"))));
    }
    int healthy =
        servers
            .createHttpServer()
            .requestHandler(request -> request.response().end())
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
    watches.add(watch("healthy", 500, 490, Checks.of("http", healthy)));

    try (Probes probes = new Probes(vertx, new HostTools(null, folder));
        Lanes lanes = new Lanes(vertx, probes::of, "eu-1", this::heard)) {
      lanes.watch(watches);
      await().atMost(LONG).until(() -> count("hangs") > 40 && count("healthy") > 5);
      long start = System.nanoTime();
      int before = count("healthy");
      await().atMost(LONG).until(() -> count("healthy") >= before + 20);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("20 probes, 500 ms apart")
          .isLessThan(Duration.ofSeconds(15));
      assertThat(count("healthy", "ok")).isGreaterThan(count("healthy") * 3 / 4);
      assertThat(count("hangs", "ok")).isZero();
    }
  }

  @Test
  void anEndpointIsProbedOnceHoweverManyWantIt() throws Exception {
    int[] connections = {0};
    int port =
        servers
            .createNetServer()
            .connectHandler(socket -> connections[0]++)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS)
            .actualPort();
    Watch part = watch("tcp", 600_000, 30_000, new Check.Tcp(port));
    Monitor whole =
        Definitions.monitor(
            "whole",
            part.monitor().cadence(),
            new Check.Composite(1, List.of(part.monitor(), part.monitor())));
    Watch composite = new Watch(new Endpoint("whole", "127.0.0.1"), whole, "iad");
    List<Watch> probed = new ArrayList<>(composite.probed());
    probed.add(part);
    assertThat(probed).hasSize(3);

    try (Probes probes = new Probes(vertx, HostTools.NONE);
        Lanes lanes = new Lanes(vertx, probes::of, "eu-1", this::heard)) {
      lanes.watch(probed);
      await().atMost(LONG).until(() -> count("tcp") == 1);
      assertThat(connections[0]).isEqualTo(1);
    }
  }

  private static Watch watch(String name, int interval, int timeout, Check check) {
    Monitor monitor =
        Definitions.monitor(name, Definitions.cadence(interval, timeout, 1, 1), check);
    return new Watch(new Endpoint(name, "127.0.0.1"), monitor, "fra");
  }

  private void heard(Watch watch, ProbeResult result) {
    results.merge(watch.monitor().name() + " " + result.describe(), 1, Integer::sum);
  }

  private int count(String... words) {
    return results.entrySet().stream()
        .filter(entry -> java.util.Arrays.stream(words).allMatch(entry.getKey()::contains))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
