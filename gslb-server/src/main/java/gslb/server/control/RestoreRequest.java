package gslb.server.control;

import io.vertx.core.MultiMap;

/** An operator's words are to be taken back: {@code ?target=fra&owner=…&reason=…}. */
public record RestoreRequest(String target, String owner, String reason) {

  static RestoreRequest of(MultiMap params) {
    return new RestoreRequest(
        OverrideRequest.text(params, "target", "POOL/MEMBER, a datacenter or a pool"),
        OverrideRequest.text(params, "owner", "who says so"),
        params.contains("reason") ? OverrideRequest.text(params, "reason", "why") : "restored");
  }
}
