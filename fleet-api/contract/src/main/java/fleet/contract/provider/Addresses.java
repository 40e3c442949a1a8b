package fleet.contract.provider;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which addresses a provider and this installation may have. */
final class Addresses {
  private static final int MOST_CHARS = 500;
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]");

  private Addresses() {}

  static void requireIssuer(URI issuer) {
    requireWhole("issuer", issuer);
    if (!issuer.getScheme().equals("https") && !isThisMachine(issuer)) {
      throw new IllegalArgumentException(
          "issuer: expected https, since whoever is on the way could sign in as anybody");
    }
  }

  static void requireServer(URI server) {
    requireWhole("server", server);
    if (!Optional.ofNullable(server.getPath()).orElse("").isEmpty()) {
      throw new IllegalArgumentException("server: expected scheme, host and port alone");
    }
  }

  private static void requireWhole(String what, URI address) {
    var isHttp = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    if (!isHttp
        || address.getHost() == null
        || address.getUserInfo() != null
        || address.getQuery() != null
        || address.getFragment() != null
        || address.toString().length() > MOST_CHARS) {
      throw new IllegalArgumentException(
          "%s: expected an address such as https://login.example.com".formatted(what));
    }
  }

  private static boolean isThisMachine(URI address) {
    return LOOPBACK.matcher(address.getHost()).matches();
  }
}
