package gslb.server.control;

import io.vertx.core.MultiMap;

/**
 * What is asked of a reload: {@code ?allow_empty=true}.
 *
 * @param emptyAllowed whether no zone may be left where there were some (S-36)
 */
public record ReloadRequest(boolean emptyAllowed) {

  /** As SIGHUP asks. */
  public static final ReloadRequest USUAL = new ReloadRequest(false);

  static ReloadRequest of(MultiMap params) {
    String empty = params.get("allow_empty");
    return switch (empty) {
      case null -> USUAL;
      case "false" -> USUAL;
      case "true" -> new ReloadRequest(true);
      default -> throw new BadRequestException("expected allow_empty=true or false");
    };
  }
}
