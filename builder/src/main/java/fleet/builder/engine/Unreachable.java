package fleet.builder.engine;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says why nothing answers, where somebody can do something about it. Pure. */
final class Unreachable {
  private static final int MAX_DEPTH = 8;

  private Unreachable() {}

  static Optional<String> why(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(MAX_DEPTH)
        .flatMap(cause -> one(cause).stream())
        .findFirst();
  }

  private static Optional<String> one(Throwable cause) {
    var text = String.valueOf(cause.getMessage());
    if (cause instanceof SSLException) {
      return Optional.of(tls(text));
    }
    if (text.startsWith("Cannot run program \"ssh\"")) {
      return Optional.of("there is no ssh on this machine");
    }
    var isOurs = cause instanceof IOException && (text.startsWith("ssh") || text.contains(".pem"));
    return isOurs ? Optional.of(text) : Optional.empty();
  }

  private static String tls(String text) {
    if (text.contains("PKIX") || text.contains("unable to find valid certification path")) {
      return "ca.pem does not vouch for its certificate";
    }
    if (text.contains("No subject alternative") || text.contains("doesn't match any")) {
      return "its certificate is for another name";
    }
    if (text.contains("bad_certificate")
        || text.contains("certificate_required")
        || text.contains("unknown_ca")) {
      return "it does not accept our certificate";
    }
    return "TLS fails: " + text;
  }
}
