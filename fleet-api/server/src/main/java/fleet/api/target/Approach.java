package fleet.api.target;

import java.net.URI;

/**
 * How a device reached the API, and so where it can reach the rest.
 *
 * @param host the name or address that it used
 * @param authority the same with the port, as it stands in a URL
 * @param secure over TLS
 */
public record Approach(String host, String authority, boolean secure) {
  /** Over TLS images come through the same port: a device needs one way out, and one authority. */
  URI registry(int port) {
    return URI.create(secure ? "https://" + authority : "http://%s:%d".formatted(host, port));
  }
}
