package fleet.supervisor.http;

import java.net.URI;

/** The part of an address that is sent to the server. */
public final class Routes {
  private Routes() {}

  public static String of(URI address) {
    var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    var query = address.getRawQuery();
    return query == null ? path : path + "?" + query;
  }
}
