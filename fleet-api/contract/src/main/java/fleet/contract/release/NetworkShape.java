package fleet.contract.release;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a network of a release is made. Networks of another shape are other networks.
 *
 * @param internal nothing leads out of it
 * @param options of the engine's bridge driver
 * @param labels of the network
 * @param subnets that addresses are given from; the engine's choice where there are none
 */
public record NetworkShape(
    boolean internal,
    Map<String, String> options,
    Map<String, String> labels,
    List<Subnet> subnets) {
  public static final NetworkShape PLAIN = new NetworkShape(false, Map.of(), Map.of(), List.of());

  public NetworkShape {
    options = Map.copyOf(options);
    labels = Map.copyOf(labels);
    subnets = List.copyOf(subnets);
  }

  /**
   * Addresses of a network.
   *
   * @param cidr such as {@code 172.28.0.0/16}
   * @param range of it that addresses are given from, where not from all of it
   * @param gateway the device's own address in it
   * @param reserved addresses that are given to nobody, by name
   */
  public record Subnet(
      String cidr, Optional<String> range, Optional<String> gateway, Map<String, String> reserved) {
    public Subnet {
      reserved = Map.copyOf(reserved);
    }
  }
}
