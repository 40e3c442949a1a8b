package fleet.contract.release;

import java.util.List;
import java.util.Map;

/**
 * How a service finds names beyond those of the other services.
 *
 * @param hosts addresses by name; {@code host-gateway} is the device itself
 * @param servers of DNS, in their order; the device's where there are none
 * @param domains that names are looked for in
 * @param options of the resolver, such as {@code ndots:1}
 */
public record NameLookup(
    Map<String, String> hosts, List<String> servers, List<String> domains, List<String> options) {
  public static final NameLookup USUAL = new NameLookup(Map.of(), List.of(), List.of(), List.of());

  public NameLookup {
    hosts = Map.copyOf(hosts);
    servers = List.copyOf(servers);
    domains = List.copyOf(domains);
    options = List.copyOf(options);
  }
}
