package gslb.server.update;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question to a host.
 *
 * @param url HTTPS
 * @param authorization for that host alone: a redirect to another one does not take it along; null
 *     = none
 * @param conditions headers that make the host say "not modified"
 */
record Request(URI url, @Nullable String authorization, Map<String, String> conditions) {
  Request {
    conditions = Map.copyOf(conditions);
  }

  static Request of(URI url, @Nullable String authorization) {
    return new Request(url, authorization, Map.of());
  }

  /** The same, unless it is what the receipt tells of. */
  Request unless(Receipt receipt) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!receipt.etag().isEmpty()) {
      headers.put("If-None-Match", receipt.etag());
    }
    if (!receipt.modified().isEmpty()) {
      headers.put("If-Modified-Since", receipt.modified());
    }
    return new Request(url, authorization, headers);
  }

  /** Where a redirect leads. */
  Request to(URI next) throws UpdateException {
    if (!"https".equals(next.getScheme()) || next.getHost() == null) {
      throw UpdateException.lasting(host(url) + " leads to an address that is not HTTPS");
    }
    return new Request(next, host(next).equals(host(url)) ? authorization : null, conditions);
  }

  /** Without the path, in which a host may have put a secret. */
  static String host(URI url) {
    return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  @Override
  public String toString() {
    return "a request to " + host(url);
  }
}
