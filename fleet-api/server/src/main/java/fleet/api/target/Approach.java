package fleet.api.target;

/**
 * How a device reached the API, and so where it can reach the rest.
 *
 * @param secure over TLS
 * @param host the name or address that it used
 * @param port negative where it named none
 */
public record Approach(boolean secure, String host, int port) {
  /** Host and port, as they stand in a URL. */
  public String authority() {
    return port < 0 ? host : host + ":" + port;
  }

  /** The server by this approach, such as {@code https://fleet.example:8443}. */
  public String url() {
    return (secure ? "https://" : "http://") + authority();
  }

  /** The same server by another of its names or addresses. */
  public Approach at(String otherHost) {
    return new Approach(secure, otherHost, port);
  }
}
