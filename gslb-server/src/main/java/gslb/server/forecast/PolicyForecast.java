package gslb.server.forecast;

import gslb.zones.AnswerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What becomes of a steered name's clients.
 *
 * @param types that fare alike
 * @param change in a word
 * @param moved how many are answered otherwise
 * @param movedDatacenter how many of these by another datacenter, or none
 * @param moves from where to where, the largest first
 * @param countries those of which most clients move, the first of them
 * @param networks the largest in which clients move
 * @param moreNetworks how many more there are
 * @param datacenters that have any of them, and whatever else they end at
 * @param members that get more or fewer of them
 */
public record PolicyForecast(
    String owner,
    List<AnswerType> types,
    Change change,
    Shares moved,
    Shares movedDatacenter,
    List<MoveLine> moves,
    List<CountryLine> countries,
    List<MovedNetwork> networks,
    int moreNetworks,
    List<LoadLine> datacenters,
    List<MemberLine> members) {

  public PolicyForecast {
    types = List.copyOf(types);
    moves = List.copyOf(moves);
    countries = List.copyOf(countries);
    networks = List.copyOf(networks);
    datacenters = List.copyOf(datacenters);
    members = List.copyOf(members);
  }

  /**
   * Clients that move.
   *
   * @param from a datacenter, or a word in brackets
   * @param to likewise; the same if only the member differs
   * @param countries where most of them are
   */
  public record MoveLine(String from, String to, Shares shares, List<CountryLine> countries) {
    public MoveLine {
      countries = List.copyOf(countries);
    }

    private Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("from", from);
      document.put("to", to);
      document.putAll(shares.bySpace());
      document.put("countries", countries.stream().map(CountryLine::document).toList());
      return document;
    }
  }

  /** A country's part. */
  public record CountryLine(String country, Shares shares) {
    private Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("country", country);
      document.putAll(shares.bySpace());
      return document;
    }

    private Map<String, Object> documentOfMoved() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("country", country);
      document.put("moved", shares.bySpace());
      return document;
    }
  }

  /** A member's part. */
  public record MemberLine(
      String pool, String member, String datacenter, Shares before, Shares after) {
    private Map<String, Object> document() {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("pool", pool);
      document.put("member", member);
      document.put("datacenter", datacenter);
      document.put("before", before.bySpace());
      document.put("after", after.bySpace());
      return document;
    }
  }

  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("owner", owner);
    document.put("types", types.stream().map(AnswerType::name).toList());
    document.put("change", change.name().toLowerCase(Locale.ROOT));
    document.put("moved", moved.bySpace());
    document.put("moved_datacenter", movedDatacenter.bySpace());
    document.put("moves", moves.stream().map(MoveLine::document).toList());
    document.put("countries", countries.stream().map(CountryLine::documentOfMoved).toList());
    document.put("networks", networks.stream().map(PolicyForecast::network).toList());
    document.put("more_networks", moreNetworks);
    document.put("datacenters", datacenters.stream().map(LoadLine::document).toList());
    document.put("members", members.stream().map(MemberLine::document).toList());
    return document;
  }

  private static Map<String, Object> network(MovedNetwork moved) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("network", moved.network().toString());
    document.put("moved", moved.share());
    document.put("from", moved.move().from());
    document.put("to", moved.move().to());
    document.put("located", moved.located());
    return document;
  }
}
