package fleet.api.http;

import fleet.contract.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What somebody shows by HTTP Basic (RFC 7617).
 *
 * @param name as it was sent; perhaps empty
 */
record Basic(String name, Secret password) {
  private static final String SCHEME = "Basic ";

  /** What an {@code Authorization} header shows; absent when it is of another kind. */
  static Optional<Basic> read(Optional<String> header) {
    return header
        .filter(text -> text.startsWith(SCHEME))
        .map(text -> text.substring(SCHEME.length()).strip())
        .flatMap(Basic::decode)
        .filter(text -> text.indexOf(':') >= 0)
        .map(text -> {
          var colon = text.indexOf(':');
          return new Basic(text.substring(0, colon), Secret.of(text.substring(colon + 1)));
        });
  }

  private static Optional<String> decode(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
