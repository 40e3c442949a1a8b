package fleet.supervisor.engine;

import fleet.contract.release.NetworkShape;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Networks;
import java.util.LinkedHashMap;
import java.util.Map;

/** Networks, and places in them, as the Engine API takes them. */
final class NetworkJson {
  private NetworkJson() {}

  /**
   * The body of {@code POST /networks/create}.
   *
   * @param labels ours; the shape's own are added
   */
  static Map<String, Object> of(Network network, Map<String, String> labels) {
    var shape = network.shape();
    var all = new LinkedHashMap<>(shape.labels());
    all.putAll(labels);
    var json = new LinkedHashMap<String, Object>();
    json.put("Name", network.name());
    json.put("CheckDuplicate", true);
    json.put("Labels", all);
    if (shape.internal()) {
      json.put("Internal", true);
    }
    if (!shape.options().isEmpty()) {
      json.put("Options", shape.options());
    }
    if (!shape.subnets().isEmpty()) {
      json.put(
          "IPAM", Map.of("Config", shape.subnets().stream().map(NetworkJson::subnet).toList()));
    }
    return json;
  }

  /** A container's place. */
  static Map<String, Object> endpoint(Networks.Place place) {
    var json = new LinkedHashMap<String, Object>();
    json.put("Aliases", place.aliases());
    place.address().ifPresent(address -> json.put("IPAMConfig", Map.of("IPv4Address", address)));
    return json;
  }

  private static Map<String, Object> subnet(NetworkShape.Subnet subnet) {
    var json = new LinkedHashMap<String, Object>();
    json.put("Subnet", subnet.cidr());
    subnet.range().ifPresent(range -> json.put("IPRange", range));
    subnet.gateway().ifPresent(gateway -> json.put("Gateway", gateway));
    if (!subnet.reserved().isEmpty()) {
      json.put("AuxiliaryAddresses", subnet.reserved());
    }
    return json;
  }
}
