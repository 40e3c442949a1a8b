package fleet.builder.plan;

import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code networks} of services. Has state: addresses are given once; one for a project. */
final class NetworkReader {
  static final List<String> KEYS = List.of("networks");

  private static final Keys LONG = new Keys("aliases", "ipv4_address", "priority");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}");

  private final Map<String, NetworkShape> shapes;
  private final Set<String> taken = new HashSet<>();

  NetworkReader(Map<String, NetworkShape> shapes) {
    this.shapes = Map.copyOf(shapes);
  }

  /** A place, and how early it is taken. */
  private record Ranked(int priority, NetworkJoin join) {}

  /** Where the service is; nothing where its network is another's, or none. */
  Optional<List<NetworkJoin>> read(Value service) {
    var fields = service.fields();
    var networks = Values.present(fields, "networks");
    if (Values.present(fields, "network_mode").isPresent()) {
      networks.ifPresent(value -> {
        throw value.where().refuse("cannot stand beside network_mode", "keep one of the two");
      });
    }
    var joins = networks.map(this::joins).orElse(List.of());
    return Optional.of(joins.isEmpty() ? List.of(shared()) : joins);
  }

  private NetworkJoin shared() {
    return new NetworkJoin(
        NetworkJoin.DEFAULT,
        List.of(),
        Optional.empty(),
        Optional.ofNullable(shapes.get(NetworkJoin.DEFAULT)));
  }

  /** As Compose joins them: the highest priority first, then by name. */
  private List<NetworkJoin> joins(Value value) {
    var ranked = new ArrayList<Ranked>();
    named(value).forEach((name, said) -> ranked.add(ranked(name, said)));
    return ranked.stream()
        .sorted(
            Comparator.comparingInt((Ranked one) -> -one.priority())
                .thenComparing(one -> one.join().network()))
        .map(Ranked::join)
        .toList();
  }

  private static Map<String, Value> named(Value value) {
    if (!(value instanceof Value.Items(var _, var items))) {
      return value.fields();
    }
    var named = new LinkedHashMap<String, Value>();
    items.forEach(item -> named.put(item.text(), new Value.Nothing(item.where())));
    return named;
  }

  private Ranked ranked(String name, Value said) {
    var shape = shapes.get(name);
    if (shape == null) {
      throw said.where()
          .refuse(
              "network '%s' is not declared".formatted(name),
              "add it under networks: at the end of the file");
    }
    if (said instanceof Value.Nothing) {
      return new Ranked(0, new NetworkJoin(name, List.of(), Optional.empty(), Optional.of(shape)));
    }
    LONG.check(said);
    var fields = said.fields();
    return new Ranked(
        Values.present(fields, "priority").map(Value::number).orElse(0),
        new NetworkJoin(
            name,
            Values.present(fields, "aliases").map(NetworkReader::aliases).orElse(List.of()),
            Values.present(fields, "ipv4_address").map(value -> address(name, shape, value)),
            Optional.of(shape)));
  }

  private static List<String> aliases(Value value) {
    for (var item : value.items()) {
      if (!ALIAS.matcher(item.text()).matches()) {
        throw item.where().refuse("'%s' is not a host's name".formatted(item.text()), "");
      }
    }
    return value.items().stream().map(Value::text).distinct().toList();
  }

  private String address(String network, NetworkShape shape, Value value) {
    var address = Cidr.address(value.text());
    var ranges = shape.subnets().stream().flatMap(it -> Cidr.parse(it.cidr()).stream()).toList();
    if (ranges.isEmpty()) {
      throw value
          .where()
          .refuse(
              "network '%s' has no subnet for it".formatted(network),
              "networks: {%s: {ipam: {config: [{subnet: 172.28.0.0/16}]}}}".formatted(network));
    }
    if (address.isEmpty() || ranges.stream().noneMatch(range -> range.contains(address.get()))) {
      throw value
          .where()
          .refuse("'%s' is not an address of the subnet".formatted(value.text()), "");
    }
    if (!taken.add(network + " " + value.text())) {
      throw value.where().refuse("another service has %s too".formatted(value.text()), "");
    }
    return value.text();
  }
}
