package gslb.server.scenario;

import gslb.server.scenario.Step.Expected;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;

/**
 * A scenario read from its file.
 *
 * @param files the definitions it brings, by path
 * @param exceptions daemons of other servers that answer all of it otherwise, and why
 */
record ScenarioFile(Map<String, String> files, List<Step> steps, Map<String, String> exceptions) {

  static final int NO_EDNS = -1;

  /** Every scenario there is. */
  static Stream<Path> all() throws IOException {
    Path folder = Path.of("src/test/resources/scenarios");
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.toString().endsWith(".scenario")).sorted().toList().stream();
    }
  }

  /** {@code protocol/wildcard}. */
  static String name(Path path) {
    Path name = path.getName(path.getNameCount() - 2).resolve(path.getFileName());
    return name.toString().replace(".scenario", "");
  }

  static ScenarioFile read(Path path) throws IOException {
    return new Reader(path).read();
  }

  private static final class Reader {
    private final Path path;
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, String> exceptions = new TreeMap<>();
    private @Nullable Expected expected;
    private int line;

    Reader(Path path) {
      this.path = path;
    }

    ScenarioFile read() throws IOException {
      String file = null;
      StringBuilder content = new StringBuilder();
      for (String text : Files.readAllLines(path)) {
        line++;
        if (text.startsWith("=== ")) {
          if (file != null) {
            files.put(file, content.toString());
          }
          content.setLength(0);
          file = text.equals("=== steps") ? null : text.substring(4).strip();
        } else if (file != null) {
          content.append(text).append('\n');
        } else if (!text.isBlank() && !text.startsWith("#")) {
          step(text.strip());
        }
      }
      return new ScenarioFile(files, steps, exceptions);
    }

    private void step(String text) throws IOException {
      String[] words = text.split("\\s+");
      String rest = text.substring(words[0].length()).strip();
      switch (words[0]) {
        case "member" -> steps.add(new Step.Health(line, words[1], words[2].equals("up")));
        case "advance" -> steps.add(new Step.Advance(line, duration(words[1])));
        case "query" -> steps.add(ask(words));
        case "expect" -> expect(words);
        case "answer", "authority", "additional" ->
            expected().sections.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(rest);
        case "option" -> expected().options.add(words[1]);
        case "except" -> except(words[1], rest.substring(words[1].length()).strip());
        case "one-of" -> expected().oneOf.add(rest);
        case "counts" -> expected().counters.put(words[1], Long.valueOf(words[2]));
        default -> throw new IllegalArgumentException(where() + "no such step: " + text);
      }
    }

    private Step.Ask ask(String[] words) throws IOException {
      InetAddress from = InetAddress.getByName("127.0.0.1");
      String subnet = null;
      int qclass = DClass.IN;
      List<String> options = new ArrayList<>();
      boolean tcp = false;
      int payload = NO_EDNS;
      for (int i = 3; i < words.length; i++) {
        switch (words[i]) {
          case "from" -> from = InetAddress.getByName(words[++i]);
          case "subnet" -> subnet = words[++i];
          case "class" -> qclass = DClass.value(words[++i]);
          case "option" -> options.add(words[++i]);
          case "tcp" -> tcp = true;
          case "edns" -> payload = Integer.parseInt(words[++i]);
          default -> throw new IllegalArgumentException(where() + "query ... " + words[i]);
        }
      }
      expected = new Expected();
      boolean speaksEdns = subnet != null || !options.isEmpty();
      int size = speaksEdns && payload == NO_EDNS ? 1232 : payload;
      return new Step.Ask(
          line, words[1], words[2], qclass, from, subnet, options, tcp, size, expected);
    }

    private void expect(String[] words) {
      for (String word : Arrays.asList(words).subList(1, words.length)) {
        if (word.equals("dropped")) {
          expected().dropped = true;
        } else if (word.startsWith("scope=")) {
          expected().scope = Integer.valueOf(word.substring(6));
        } else if (word.equals(word.toUpperCase(java.util.Locale.ROOT))) {
          expected().rcode = word;
        } else {
          expected().flags.add(word);
        }
      }
    }

    /** Before the first query of the whole scenario, else of the last query. */
    private void except(String peers, String reason) {
      if (reason.isEmpty()) {
        throw new IllegalArgumentException(where() + "except ... without a reason");
      }
      for (String peer : peers.split(",")) {
        (expected == null ? exceptions : expected.exceptions).put(peer, reason);
      }
    }

    private Expected expected() {
      if (expected == null) {
        throw new IllegalArgumentException(where() + "no query yet");
      }
      return expected;
    }

    private String where() {
      return path.getFileName() + ":" + line + ": ";
    }

    private static Duration duration(String text) {
      return Duration.parse("PT" + text);
    }
  }
}
