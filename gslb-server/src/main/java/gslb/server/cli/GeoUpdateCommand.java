package gslb.server.cli;

import gslb.server.config.GeoSection;
import gslb.server.update.GeoUpdate;
import gslb.server.update.Source;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb geo update}. */
@Command(
    name = "update",
    description = {
      "Fetches new geo databases, checks them and puts them in place.",
      "A server that watches the files serves them within half a minute. What is bad, half of one,"
          + " or not new changes nothing."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb geo update --config server.yaml     all of geo.update.sources",
      "  gslb geo update -c server.yaml --quiet   as a timer does: says only what is new or wrong",
      "",
      "Exit status: 0 everything is current, 1 another update is running, 2 something failed.",
      "docs/server.yaml shows geo.update: an account with the vendor, or any HTTPS address."
    })
final class GeoUpdateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--quiet", description = "No progress, and nothing of what is unchanged.")
  private boolean quiet;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    GeoSection geo = config.read(err).geo();
    if (geo.update().sources().isEmpty()) {
      throw new FailedException(
          "nothing to fetch: write geo.update.sources; docs/server.yaml shows how");
    }
    GeoUpdate update = new GeoUpdate(geo.update(), geo.acceptance(), new Shown(err, quiet));
    int status = ExitStatus.OK;
    for (Source source : geo.update().sources()) {
      status = Math.max(status, tell(source, update.fetch(source), out, err));
    }
    out.flush();
    return status;
  }

  private int tell(Source source, GeoUpdate.Outcome outcome, PrintWriter out, PrintWriter err) {
    return switch (outcome) {
      case GeoUpdate.Outcome.Unchanged() -> {
        if (!quiet) {
          out.println(source.name() + ": nothing new");
        }
        yield ExitStatus.OK;
      }
      case GeoUpdate.Outcome.Updated(String what) -> {
        out.println(source.name() + ": " + what + ", in " + source.file());
        yield ExitStatus.OK;
      }
      case GeoUpdate.Outcome.Busy() -> {
        err.println(source.name() + ": another update is running");
        yield ExitStatus.WARNINGS;
      }
      case GeoUpdate.Outcome.Failed(String why) -> {
        err.println("gslb: " + source.name() + ": " + why);
        yield ExitStatus.FAILED;
      }
    };
  }

  /** Lines rather than a moving bar: a journal keeps them too. */
  private static final class Shown implements GeoUpdate.Listener {
    private static final int STEP_PERCENT = 20;
    private static final long STEP_BYTES = 16L << 20;

    private final PrintWriter err;
    private final boolean quiet;
    private long next;

    Shown(PrintWriter err, boolean quiet) {
      this.err = err;
      this.quiet = quiet;
    }

    @Override
    public void progress(Source source, long bytes, long all) {
      long step = all > 0 ? Math.max(1, all * STEP_PERCENT / 100) : STEP_BYTES;
      if (bytes < next - step) {
        next = 0; // the next download begins
      }
      if (!quiet && bytes >= next) {
        next = (bytes / step + 1) * step;
        err.println(
            source.name() + ": " + mib(bytes) + (all > 0 ? " of " + mib(all) : "") + " MiB");
      }
    }

    private static String mib(long bytes) {
      return String.format(Locale.ROOT, "%.1f", bytes / 1048576.0);
    }

    @Override
    public void retry(Source source, String why, Duration wait) {
      err.println(source.name() + ": " + why + "; again in " + wait.toSeconds() + " s");
    }
  }
}
