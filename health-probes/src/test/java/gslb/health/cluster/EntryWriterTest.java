package gslb.health.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gslb.health.status.StatusReport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A put that blocks holds up nobody, and what is overtaken meanwhile is never written. */
class EntryWriterTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> written = new CopyOnWriteArrayList<>();
  private final CountDownLatch cutHealed = new CountDownLatch(1);

  private static StatusReport report(String datacenter, int sequence) {
    return Reports.of("eu-1", datacenter, 1, sequence, "192.0.2.1");
  }

  private void putBehindACut(StatusReport report) {
    if (report.key().datacenter().equals("cut-off")) {
      try {
        cutHealed.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    written.add(report.key().datacenter() + " " + report.sequence());
  }

  @Test
  void theLatestIsWrittenWhenTheCutHealsAndOtherKeysGoOn() {
    EntryWriter writer = new EntryWriter();
    for (int sequence = 1; sequence <= 1000; sequence++) {
      StatusReport report = report("cut-off", sequence);
      writer.offer("cut-off", () -> putBehindACut(report));
    }
    writer.offer("fra", () -> putBehindACut(report("fra", 1)));
    await().atMost(LONG).until(() -> written.contains("fra 1"));

    cutHealed.countDown();
    await().atMost(LONG).until(() -> written.contains("cut-off 1000"));
    assertThat(written).hasSizeLessThanOrEqualTo(3); // one may have been taken before the last came
  }

  @Test
  void aFailedPutIsCountedAndTheNextOneTried() {
    EntryWriter writer = new EntryWriter();
    writer.offer(
        "fra",
        () -> {
          throw new IllegalStateException("no owner");
        });
    await().atMost(LONG).until(() -> writer.failures() == 1);
    writer.offer("fra", () -> written.add("ok"));
    await().atMost(LONG).until(() -> written.contains("ok"));
  }
}
