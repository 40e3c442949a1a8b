package fleet.contract.client;

import java.io.IOException;
import java.net.URI;

/** Nothing answered: refused, timed out, or cut off in mid-answer. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final URI address;

  public UnreachableException(URI address, IOException cause) {
    super("could not reach %s: %s".formatted(withoutQuery(address), reason(cause)), cause);
    this.address = address;
  }

  public URI address() {
    return address;
  }

  private static String withoutQuery(URI address) {
    return "%s://%s%s".formatted(address.getScheme(), address.getAuthority(), address.getPath());
  }

  private static String reason(IOException cause) {
    if (cause instanceof java.net.ConnectException) {
      return "connection refused";
    }
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
