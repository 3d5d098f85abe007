package gslb.server.cli;

import gslb.server.control.AdminClient;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gslb tail}. */
@Command(
    name = "tail",
    description = "Shows what a running server is asked now, or how it decides, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  gslb tail                                 queries as they come, of many a sample",
      "  gslb tail --rcode SERVFAIL                those that failed",
      "  gslb tail --decisions --name example.com  how names in a zone are steered",
      "  gslb tail --json --count 1000             for scripts",
      "",
      "The server samples while it is watched, at most about 1000 lines a second; OF says of how",
      "many answers a line was picked."
    })
final class TailCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private AdminOption admin = new AdminOption();

  @Option(names = "--decisions", description = "Show how answers were steered, not the queries.")
  private boolean decisions;

  @Option(names = "--json", description = "Print the server's own words, a document a line.")
  private boolean json;

  @Option(
      names = "--name",
      paramLabel = "SUFFIX",
      description = "Only queries for this name and names below it.")
  private @Nullable String name;

  @Option(
      names = "--rcode",
      paramLabel = "RCODE",
      description = "Only answers with this response code, such as SERVFAIL.")
  private @Nullable String rcode;

  @Option(names = "--count", paramLabel = "N", description = "End after so many lines.")
  private long count = Long.MAX_VALUE;

  private long printed;

  @Override
  public Integer call() {
    if (count < 1) {
      throw new FailedException("expected --count 1 or more, found " + count);
    }
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("log", decisions ? "decisions" : "queries");
    if (name != null) {
      wanted.put("name", name);
    }
    if (rcode != null) {
      wanted.put("rcode", rcode);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    TailText text = new TailText(out, err, decisions);
    Optional<AdminClient.Answer> refused =
        admin.follow(err, "/v1/tail", wanted, line -> print(out, text, line));
    if (refused.isPresent()) {
      throw new FailedException(new Document(refused.get().document()).text("error"));
    }
    if (printed < count) {
      throw new FailedException("the server has ended");
    }
    return ExitStatus.OK;
  }

  /** Whether that was enough. */
  private boolean print(PrintWriter out, TailText text, String line) {
    Document document = document(line);
    if (document.has("left_out")) {
      text.leftOut(document);
    } else if (json) {
      out.println(line);
      printed++;
    } else {
      text.print(document);
      printed++;
    }
    out.flush();
    return printed >= count;
  }

  private static Document document(String line) {
    try {
      return new Document(new JsonObject(line).getMap());
    } catch (DecodeException e) {
      throw new FailedException("what answers there is no gslb server", e);
    }
  }
}
