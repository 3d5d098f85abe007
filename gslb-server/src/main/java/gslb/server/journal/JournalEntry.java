package gslb.server.journal;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param at by this host's clock
 * @param event of what kind
 * @param target whom it is about: an endpoint, the target of an override, or a vantage
 * @param members {@code POOL/MEMBER} of those concerned, as far as they are listed
 * @param word what happened: up, down, drain …
 * @param who brought it about: an operator, or the vantages whose word it was
 * @param why in a few words
 */
public record JournalEntry(
    Instant at,
    Event event,
    String target,
    List<String> members,
    String word,
    List<String> who,
    String why) {

  /** What kinds of things happen. */
  public enum Event {
    /** A verdict turned. */
    VERDICT,
    /** An operator said something. */
    OVERRIDE,
    /** An override ended by itself. */
    ENDED,
    /** A member that is up by the vantages is held down, or no longer. */
    HOLD,
    /** A vantage's votes are left out, or count again (S-19). */
    ISOLATION
  }

  public JournalEntry {
    members = List.copyOf(members);
    who = List.copyOf(who);
  }

  /** As a line, without its end. */
  String line() {
    return new JsonObject(document()).encode();
  }

  /** As machines read it. */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("at", at.toString());
    document.put("event", event.name().toLowerCase(Locale.ROOT));
    document.put("target", target);
    document.put("members", members);
    document.put("word", word);
    document.put("who", who);
    document.put("why", why);
    return document;
  }

  /** The entry in a line; null if the line is torn or none of ours. */
  static @Nullable JournalEntry parse(String line) {
    try {
      JsonObject document = new JsonObject(line);
      return new JournalEntry(
          Instant.parse(document.getString("at")),
          Event.valueOf(document.getString("event").toUpperCase(Locale.ROOT)),
          document.getString("target"),
          document.getJsonArray("members").stream().map(String::valueOf).toList(),
          document.getString("word"),
          document.getJsonArray("who").stream().map(String::valueOf).toList(),
          document.getString("why"));
    } catch (RuntimeException e) { // whatever half a line makes of itself
      return null;
    }
  }
}
