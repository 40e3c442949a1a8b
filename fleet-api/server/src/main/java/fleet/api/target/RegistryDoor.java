package fleet.api.target;

import java.net.URI;
import java.util.Set;

/** Where devices find images. */
public sealed interface RegistryDoor {
  /** The registry as a device finds it that reached the API so. */
  URI by(Approach approach);

  /** Of a registry that the API finds there. */
  static RegistryDoor of(URI url) {
    return Set.of("127.0.0.1", "localhost", "[::1]").contains(url.getHost())
        ? new Beside(url.getPort())
        : new Through();
  }

  /**
   * Beside the API, in plain. Over TLS images come through the API's port: a device needs one way
   * out, and one authority.
   */
  record Beside(int port) implements RegistryDoor {
    @Override
    public URI by(Approach approach) {
      return URI.create(
          approach.secure() ? approach.url() : "http://%s:%d".formatted(approach.host(), port));
    }
  }

  /** On another machine, which devices need not reach: through the API's port. */
  record Through() implements RegistryDoor {
    @Override
    public URI by(Approach approach) {
      return URI.create(approach.url());
    }
  }
}
