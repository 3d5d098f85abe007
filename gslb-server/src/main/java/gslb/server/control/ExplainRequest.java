package gslb.server.control;

import gslb.zones.Prefix;
import io.vertx.core.MultiMap;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which answer to explain.
 *
 * @param name the name asked for, as typed
 * @param type the type's mnemonic, upper case
 * @param client the sender's address, or the network in its client subnet option
 * @param subnet whether {@code client} comes in a client subnet option (S-1)
 * @param at the snapshot to answer from; empty = the one that is served
 */
public record ExplainRequest(String name, String type, Prefix client, boolean subnet, String at) {

  /** Of what is served. */
  public ExplainRequest(String name, String type, Prefix client, boolean subnet) {
    this(name, type, client, subnet, "");
  }

  /**
   * Reads {@code name}, {@code type} (A where left out), one of {@code client} and {@code ecs} (the
   * client 127.0.0.1 where both are left out) and {@code at}.
   *
   * @throws BadRequestException if one of them says nothing
   */
  static ExplainRequest of(MultiMap parameters) {
    String name = parameters.get("name");
    if (name == null || name.isEmpty()) {
      throw new BadRequestException("expected a name: /v1/explain?name=www.example.com");
    }
    String type = parameters.get("type");
    @Nullable String ecs = parameters.get("ecs");
    @Nullable String client = parameters.get("client");
    if (ecs != null && client != null) {
      throw new BadRequestException("expected either client or ecs, found both");
    }
    return new ExplainRequest(
        name,
        type == null ? "A" : type.toUpperCase(Locale.ROOT),
        ecs != null ? network(ecs) : address(client == null ? "127.0.0.1" : client),
        ecs != null,
        Objects.requireNonNullElse(parameters.get("at"), ""));
  }

  private static Prefix address(String text) {
    InetAddress address = literal(text, "client");
    return Prefix.of(address, address instanceof Inet4Address ? 32 : 128);
  }

  /** {@code 192.0.2.0/24}; without a length, what resolvers send: 24 or 56. */
  private static Prefix network(String text) {
    int slash = text.indexOf('/');
    InetAddress address = literal(slash < 0 ? text : text.substring(0, slash), "ecs");
    boolean v4 = address instanceof Inet4Address;
    if (slash < 0) {
      return Prefix.of(address, v4 ? 24 : 56);
    }
    try {
      return Prefix.of(address, Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) { // not a number, or out of range
      throw new BadRequestException(
          "expected a network such as 192.0.2.0/24 as ecs, found '" + text + "'");
    }
  }

  private static InetAddress literal(String text, String parameter) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(
          "expected an IPv4 or IPv6 address as " + parameter + ", found '" + text + "'");
    }
  }
}
