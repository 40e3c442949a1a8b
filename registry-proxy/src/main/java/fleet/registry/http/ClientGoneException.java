package fleet.registry.http;

import java.io.IOException;

/** The client left before it had sent everything. */
final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  ClientGoneException() {
    super("the client is gone");
  }
}
