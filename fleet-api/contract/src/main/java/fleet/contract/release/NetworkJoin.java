package fleet.contract.release;

import java.util.List;
import java.util.Optional;

/**
 * A network of its release that a service is in.
 *
 * @param network its name in the project
 * @param aliases by which the others in it find the service, beside its name
 * @param address of its own in that network, of IPv4; else it is given one
 * @param shape absent where the network is like any
 */
public record NetworkJoin(
    String network, List<String> aliases, Optional<String> address, Optional<NetworkShape> shape) {
  /** The network of services that name none. */
  public static final String DEFAULT = "default";

  public NetworkJoin {
    aliases = List.copyOf(aliases);
    shape = shape.filter(it -> !it.equals(NetworkShape.PLAIN));
  }

  /** Whether it says no more than a service that says nothing. */
  public boolean saysNothing() {
    return network.equals(DEFAULT) && aliases.isEmpty() && address.isEmpty() && shape.isEmpty();
  }
}
