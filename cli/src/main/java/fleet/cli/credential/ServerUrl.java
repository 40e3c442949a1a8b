package fleet.cli.credential;

import java.net.URI;

/** Reads the address of a server: scheme, host and perhaps a port, without a path. */
public final class ServerUrl {
  /** Where {@code fleet up} listens unless told otherwise. */
  public static final URI LOCAL = URI.create("http://127.0.0.1:8080");

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private ServerUrl() {}

  /**
   * Reads {@code http://host:port} or {@code https://host:port}; a slash at the end is dropped.
   *
   * @throws CredentialException when it is anything else
   */
  public static URI parse(String text) {
    try {
      var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (isServer(url)) {
        return url;
      }
      throw refused(text, null);
    } catch (IllegalArgumentException e) {
      throw refused(text, e);
    }
  }

  /** Says whether both are one server: a port may be said or meant, and a name has no case. */
  public static boolean same(URI one, URI other) {
    return one.getScheme().equals(other.getScheme())
        && one.getHost().equalsIgnoreCase(other.getHost())
        && port(one) == port(other);
  }

  private static int port(URI server) {
    if (server.getPort() >= 0) {
      return server.getPort();
    }
    return server.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
  }

  private static boolean isServer(URI url) {
    var scheme = url.getScheme();
    return ("http".equals(scheme) || "https".equals(scheme))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawPath().isEmpty()
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }

  private static CredentialException refused(
      String text, @org.jspecify.annotations.Nullable Throwable cause) {
    var message = "'" + text + "' is not the address of a server";
    var hint = "write it as http://HOST:PORT or https://HOST:PORT";
    return cause == null
        ? new CredentialException(message, hint)
        : new CredentialException(message, hint, cause);
  }
}
