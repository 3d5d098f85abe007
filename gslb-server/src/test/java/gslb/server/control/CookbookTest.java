package gslb.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gslb.server.control.Cookbook.Recipe;
import gslb.server.control.Cookbook.Row;
import gslb.server.control.Cookbook.Shown;
import gslb.server.control.CookbookWorld.Given;
import gslb.zones.DefinitionsFolder;
import gslb.zones.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/ref-steering.md is true: every recipe's files are read as a server reads them, every row of
 * its tables is asked, and what it shows of commands is what they print.
 */
class CookbookTest {
  private static final Path DOCUMENT =
      Path.of(System.getProperty("gslb.root"), "docs/ref-steering.md");

  /** Clients asked where a row speaks of shares; a share of one half is off by 0.25 then. */
  private static final int CLIENTS = 40_000;

  private static final double TOLERANCE = 1;

  @TempDir Path temporary;

  @Test
  void everyRecipeIsAskedAboutWhatItSays() throws IOException {
    Cookbook book = Cookbook.read(DOCUMENT);
    assertThat(book.recipes())
        .hasSizeGreaterThan(50)
        .allSatisfy(recipe -> {
          assertThat(recipe.files()).as("%s has definitions", recipe.heading()).isNotEmpty();
          boolean held = !recipe.rows().isEmpty() || !recipe.shown().isEmpty();
          assertThat(held).as("%s says what is answered", recipe.heading()).isTrue();
          if (recipe.foreign() > 0) {
            assertThat(recipe.rows()).as("%s says what is answered", recipe.heading()).isNotEmpty();
          }
        });
  }

  @TestFactory
  Stream<DynamicNode> everyRow() throws IOException {
    Cookbook book = Cookbook.read(DOCUMENT);
    return book.recipes().stream()
        .flatMap(recipe ->
            recipe.rows().stream()
                .map(row -> test(recipe, row.line(), () -> hold(world(book, recipe), row))));
  }

  @TestFactory
  Stream<DynamicNode> everyCommand() throws IOException {
    Cookbook book = Cookbook.read(DOCUMENT);
    return book.recipes().stream()
        .flatMap(recipe ->
            recipe.shown().stream()
                .map(shown -> test(recipe, shown.line(), () -> hold(world(book, recipe), shown))));
  }

  private static DynamicNode test(
      Recipe recipe, int line, org.junit.jupiter.api.function.Executable held) {
    return DynamicTest.dynamicTest("%d: %s".formatted(line, recipe.heading()), held);
  }

  private CookbookWorld world(Cookbook book, Recipe recipe) throws IOException {
    Map<String, String> files = new HashMap<>(book.common());
    files.putAll(recipe.files());
    Path folder = Files.createTempDirectory(temporary, "recipe").resolve("definitions");
    CookbookWorld world = new CookbookWorld(files, Files.createDirectories(folder));
    ReloadReport report = world.reload();
    assertThat(report.outcome())
        .as("%s", report.problems())
        .isEqualTo(ReloadReport.Outcome.PUBLISHED);
    return world;
  }

  /** A row, taken apart. */
  private record Asked(String name, String type, List<Prefix> from, @Nullable Prefix via) {}

  private static void hold(CookbookWorld world, Row row) throws IOException {
    String where = "docs/ref-steering.md:" + row.line() + ": " + row.cells();
    Asked asked = asked(world, row);
    String[] parts = row.get("Answer", "").split("; ");
    Map<Prefix, Given> before = Map.of();
    boolean shares = parts[0].contains("%");
    List<Prefix> clients = shares ? many(asked) : asked.from();
    if (parts.length > 1 && parts[1].equals("nobody else moves")) {
      before = given(world, asked, clients);
    }
    world.happen(row.get("While", ""));
    Map<Prefix, Given> given = given(world, asked, clients);
    if (shares) {
      holdShares(world, asked.type(), parts[0], given, where);
    } else {
      given.forEach((client, one) -> holdOne(world, asked.type(), parts[0], one, where));
    }
    given.forEach((client, one) -> holdNumbers(row, one, where));
    for (int i = 1; i < parts.length; i++) {
      switch (parts[i]) {
        case "nobody else moves" -> holdStill(before, given, where);
        case "the same an hour later" -> {
          world.happen("1h have passed");
          assertThat(data(given(world, asked, clients))).as(where).isEqualTo(data(given));
        }
        case "others a minute later" -> {
          world.happen("1m have passed");
          assertThat(data(given(world, asked, clients))).as(where).isNotEqualTo(data(given));
        }
        case "others an hour later" -> {
          world.happen("1h have passed");
          assertThat(data(given(world, asked, clients))).as(where).isNotEqualTo(data(given));
        }
        default -> throw new AssertionError(where + ": '" + parts[i] + "'");
      }
    }
  }

  private static Map<Prefix, List<String>> data(Map<Prefix, Given> given) {
    Map<Prefix, List<String>> data = new HashMap<>();
    given.forEach((client, one) -> data.put(client, one.data().stream().sorted().toList()));
    return data;
  }

  /** Asks {@code www A} unless the row says otherwise; of everybody, or of somebody via another. */
  private static Asked asked(CookbookWorld world, Row row) {
    String[] asks = row.get("Asks", "www A").replace("`", "").split(" ");
    String[] who = row.get("Client", "everybody").replace("`", "").split(" via ");
    List<Prefix> from =
        who[0].equals("everybody")
            ? List.copyOf(world.clients().values())
            : Arrays.stream(who[0].split(", ")).map(world::client).toList();
    return new Asked(
        asks[0], asks[1], from, who.length > 1 ? network(world.client(who[1]), 0) : null);
  }

  /** Different networks of the row's clients, drawn evenly. */
  private static List<Prefix> many(Asked asked) {
    Random random = new Random(5);
    Set<Prefix> networks = new HashSet<>();
    while (networks.size() < CLIENTS) {
      Prefix client = asked.from().get(random.nextInt(asked.from().size()));
      networks.add(network(client, random.nextInt(1 << 16)));
    }
    return List.copyOf(networks);
  }

  /** What a resolver tells of a client: one of the /24 or /56 of its network. */
  private static Prefix network(Prefix client, int number) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(client.v6() ? 16 : 4);
      if (client.v6()) {
        bytes.putLong(client.high() | ((long) number << 8)).putLong(client.low());
      } else {
        bytes.putInt((int) (client.high() >>> 32) | (number << 8));
      }
      return Prefix.of(InetAddress.getByAddress(bytes.array()), client.v6() ? 56 : 24);
    } catch (IOException e) {
      throw new AssertionError(e); // 4 and 16 bytes are addresses
    }
  }

  private static Map<Prefix, Given> given(CookbookWorld world, Asked asked, List<Prefix> clients)
      throws IOException {
    Map<Prefix, Given> given = new HashMap<>();
    for (Prefix client : clients) {
      Prefix subnet = network(client, 0);
      if (clients.size() > 100) {
        subnet = client;
      }
      Prefix source = asked.via() == null ? subnet : asked.via();
      given.put(client, world.ask(asked.name(), asked.type(), subnet, source));
    }
    return given;
  }

  /** {@code fra-1}, {@code fra-1 and iad-1}, {@code two of fra-1, fra-2, iad-1}, an rcode. */
  private static void holdOne(
      CookbookWorld world, String type, String expected, Given given, String where) {
    if (!given.outcome().isEmpty()) {
      assertThat(given.outcome()).as(where).isEqualTo(expected);
      return;
    }
    Matcher some = Pattern.compile("(one|two|three) of (.+)").matcher(expected);
    if (some.matches()) {
      Set<String> all =
          Arrays.stream(some.group(2).split(", "))
              .flatMap(word -> world.data(word, type).stream().flatMap(List::stream))
              .collect(Collectors.toSet());
      assertThat(all).as(where).containsAll(given.data());
      int count = List.of("one", "two", "three").indexOf(some.group(1)) + 1;
      assertThat(given.data()).as(where).doesNotHaveDuplicates().hasSize(count);
      return;
    }
    List<String> left = new ArrayList<>(given.data());
    for (String quoted : expected.split(" and (?=(?:[^`]*`[^`]*`)*[^`]*$)")) {
      String word = quoted.replace("`", "");
      assertThat(world.data(word, type))
          .as("%s, found %s", where, given.data())
          .anySatisfy(data -> assertThat(given.data()).containsAll(data));
      world.data(word, type).stream().filter(given.data()::containsAll).forEach(left::removeAll);
    }
    assertThat(left).as(where).isEmpty();
  }

  /** {@code fra-1 70 %, iad 30 %}: the share of answers it is in; together all there are. */
  private static void holdShares(
      CookbookWorld world, String type, String expected, Map<Prefix, Given> given, String where) {
    Map<String, Double> shares = new HashMap<>();
    for (String share : expected.split(", ")) {
      Matcher words = Pattern.compile("(\\S+) ([0-9.]+) %").matcher(share);
      assertThat(words.matches()).as("%s: %s", where, share).isTrue();
      shares.put(words.group(1), Double.valueOf(words.group(2)));
    }
    Map<String, Integer> counts = new HashMap<>();
    Function<String, List<String>> data =
        word -> world.data(word, type).stream().flatMap(List::stream).toList();
    for (Given one : given.values()) {
      assertThat(shares.keySet().stream().flatMap(word -> data.apply(word).stream()).toList())
          .as(where)
          .containsAll(one.data());
      assertThat(one.data()).as(where).isNotEmpty();
      for (String word : shares.keySet()) {
        if (one.data().stream().anyMatch(data.apply(word)::contains)) {
          counts.merge(word, 1, Integer::sum);
        }
      }
    }
    shares.forEach((word, share) ->
        assertThat(100.0 * counts.getOrDefault(word, 0) / given.size())
            .as("%s: %s", where, word)
            .isGreaterThan(0)
            .isCloseTo(share, within(TOLERANCE)));
  }

  private static void holdNumbers(Row row, Given given, String where) {
    String ttl = row.get("TTL", "");
    if (!ttl.isEmpty()) {
      String[] range = ttl.replace(" s", "").split(" to ");
      assertThat(given.ttl())
          .as("%s TTL", where)
          .isBetween(Long.valueOf(range[0]), Long.valueOf(range[range.length - 1]));
    }
    String scope = row.get("Scope", "");
    if (!scope.isEmpty()) {
      assertThat("/" + given.scope()).as("%s scope", where).isEqualTo(scope);
    }
  }

  /** Who had an answer that others still have has it still. */
  private static void holdStill(Map<Prefix, Given> before, Map<Prefix, Given> now, String where) {
    Set<List<String>> left = now.values().stream().map(Given::data).collect(Collectors.toSet());
    before.forEach((client, given) -> {
      if (left.contains(given.data())) {
        assertThat(now.get(client).data()).as("%s %s", where, client).isEqualTo(given.data());
      }
    });
    assertThat(before.values().stream().map(Given::data))
        .as(where)
        .anyMatch(d -> !left.contains(d));
  }

  private static void hold(CookbookWorld world, Shown shown) {
    world.happen(shown.during());
    String[] words = shown.command().split("\\s+");
    List<String> printed =
        switch (words[1]) {
          case "check" ->
              DefinitionsFolder.read(world.measured().folder).problems().stream()
                  .map(Object::toString)
                  .map(line -> line.replace(world.measured().folder + "/", ""))
                  .toList();
          case "explain" -> explain(world, words);
          default -> throw new AssertionError(shown.command());
        };
    int at = 0;
    for (String line : shown.output()) {
      if (!line.strip().equals("…")) {
        List<String> rest = printed.subList(at, printed.size());
        assertThat(rest).as("%s: in order", shown.command()).contains(line);
        at += rest.indexOf(line) + 1;
      }
    }
  }

  /** {@code gslb explain NAME TYPE --ecs NETWORK} or {@code --client ADDRESS}. */
  private static List<String> explain(CookbookWorld world, String[] words) {
    assertThat(words).hasSize(6);
    boolean subnet = words[4].equals("--ecs");
    Prefix client = world.client(words[5]);
    Object text =
        world
            .measured()
            .explainer
            .explain(new ExplainRequest(words[2], words[3], client, subnet))
            .get("text");
    return text.toString().lines().toList();
  }
}
