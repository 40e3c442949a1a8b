package fleet.builder.plan;

import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.NetworkShape.Subnet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code networks} at the top level: each device makes them for itself. */
final class NetworkShapes {
  private static final Keys KEYS =
      new Keys(
          "driver",
          "driver_opts",
          "internal",
          "ipam",
          "labels",
          "external",
          "name",
          "attachable",
          "enable_ipv4",
          "enable_ipv6");
  private static final Keys IPAM = new Keys("driver", "config");
  private static final Keys SUBNET = new Keys("subnet", "ip_range", "gateway", "aux_addresses");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");
  private static final Set<String> BRIDGES = Set.of("", "bridge", "default");
  private static final List<String> OPTIONS =
      List.of(
          "com.docker.network.driver.mtu",
          "com.docker.network.bridge.enable_icc",
          "com.docker.network.bridge.enable_ip_masquerade");

  private final Notes notes;
  private final Variables variables;

  NetworkShapes(Notes notes, Variables variables) {
    this.notes = notes;
    this.variables = variables;
  }

  /** All that services may be in, by name. */
  Map<String, NetworkShape> read(Value root) {
    var shapes = new LinkedHashMap<String, NetworkShape>();
    shapes.put(NetworkJoin.DEFAULT, NetworkShape.PLAIN);
    Values.present(root.fields(), "networks")
        .ifPresent(networks ->
            networks.fields().forEach((name, value) -> shapes.put(name, shape(name, value))));
    return shapes;
  }

  private NetworkShape shape(String name, Value value) {
    if (!NAME.matcher(name).matches()) {
      throw value.where().refuse("is not a network's name", "");
    }
    if (value instanceof Value.Nothing) {
      return NetworkShape.PLAIN;
    }
    KEYS.check(value);
    var fields = value.fields();
    Values.present(fields, "driver").ifPresent(NetworkShapes::requireBridge);
    External.refuse(fields, "each device makes its networks itself");
    Values.present(fields, "name").ifPresent(it -> notes.unused(it.where(), External.NAMED));
    Values.present(fields, "attachable")
        .filter(Value::flag)
        .ifPresent(it -> notes.unused(it.where(), "it is for swarms"));
    Values.present(fields, "enable_ipv4").ifPresent(it -> require(it, true));
    Values.present(fields, "enable_ipv6").ifPresent(it -> require(it, false));
    return new NetworkShape(
        Values.present(fields, "internal").map(Value::flag).orElse(false),
        Values.present(fields, "driver_opts").map(this::options).orElse(Map.of()),
        Values.present(fields, "labels").map(it -> Labels.read(it, variables)).orElse(Map.of()),
        Values.present(fields, "ipam").map(NetworkShapes::subnets).orElse(List.of()));
  }

  private static void requireBridge(Value driver) {
    if (!BRIDGES.contains(driver.text())) {
      throw driver
          .where()
          .refuse(
              "'%s' is not supported".formatted(driver.text()),
              "bridge, or leave it out; a service of the machine's own network says network_mode: host");
    }
  }

  private static void require(Value value, boolean said) {
    if (value.flag() != said) {
      throw value
          .where()
          .refuse("%s is not supported".formatted(value.text()), "networks of services have IPv4");
    }
  }

  private Map<String, String> options(Value value) {
    var options = Pairs.read(value, variables);
    value
        .fields()
        .forEach((name, option) -> {
          if (!OPTIONS.contains(name)) {
            throw option
                .where()
                .refuse("is not supported", "there are " + String.join(", ", OPTIONS));
          }
        });
    return options;
  }

  private static List<Subnet> subnets(Value ipam) {
    IPAM.check(ipam);
    Values.present(ipam.fields(), "driver")
        .filter(driver -> !driver.text().equals("default"))
        .ifPresent(driver -> {
          throw driver.where().refuse("'%s' is not supported".formatted(driver.text()), "default");
        });
    return Values.present(ipam.fields(), "config").stream()
        .flatMap(config -> config.items().stream())
        .map(NetworkShapes::subnet)
        .toList();
  }

  private static Subnet subnet(Value value) {
    SUBNET.check(value);
    var fields = value.fields();
    var subnet =
        Values.present(fields, "subnet")
            .orElseThrow(() -> value.where().refuse("needs subnet", "such as 172.28.0.0/16"));
    var all = cidr(subnet);
    Values.present(fields, "ip_range").ifPresent(range -> requireWithin(all, cidr(range), range));
    Values.present(fields, "gateway").ifPresent(gateway -> address(all, gateway));
    var reserved = new LinkedHashMap<String, String>();
    Values.present(fields, "aux_addresses")
        .ifPresent(addresses ->
            addresses.fields().forEach((name, one) -> reserved.put(name, address(all, one))));
    return new Subnet(
        subnet.text(),
        Values.present(fields, "ip_range").map(Value::text),
        Values.present(fields, "gateway").map(Value::text),
        reserved);
  }

  private static Cidr cidr(Value value) {
    return Cidr.parse(value.text())
        .orElseThrow(() ->
            value
                .where()
                .refuse(
                    "'%s' is not a range of IPv4 addresses".formatted(value.text()),
                    "such as 172.28.0.0/16"));
  }

  private static void requireWithin(Cidr all, Cidr range, Value value) {
    if (!all.contains(range)) {
      throw value.where().refuse("'%s' is not within the subnet".formatted(value.text()), "");
    }
  }

  static String address(Cidr all, Value value) {
    return Cidr.address(value.text())
        .filter(all::contains)
        .map(_ -> value.text())
        .orElseThrow(() ->
            value
                .where()
                .refuse("'%s' is not an address of the subnet".formatted(value.text()), ""));
  }
}
