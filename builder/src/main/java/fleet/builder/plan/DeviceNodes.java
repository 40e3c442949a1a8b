package fleet.builder.plan;

import fleet.contract.release.HostAccess.Node;
import fleet.contract.release.HostGrant;
import fleet.contract.release.HostGrant.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code devices}, in short and long form, and {@code device_cgroup_rules}. */
final class DeviceNodes {
  private static final Keys LONG = new Keys("source", "target", "permissions");
  private static final String ALL = "rwm";
  private static final String SUCH_AS = "such as /dev/ttyUSB0:/dev/ttyUSB0:rw";
  private static final HostGrant ANY = HostGrant.of(Kind.DEVICE, "/dev/*");
  private static final Pattern PERMISSIONS = Pattern.compile("[rwm]{1,3}");
  private static final Pattern RULE =
      Pattern.compile("[acb] (?:\\*|\\d{1,7}):(?:\\*|\\d{1,7}) [rwm]{1,3}");

  private final Allowance allowance;

  DeviceNodes(Allowance allowance) {
    this.allowance = allowance;
  }

  Node node(Value value) {
    if (value instanceof Value.Fields) {
      LONG.check(value);
      var source =
          field(value, "source").orElseThrow(() -> value.where().refuse("needs source", SUCH_AS));
      return node(
          value,
          source,
          field(value, "target").orElse(source),
          field(value, "permissions").orElse(ALL));
    }
    var parts = value.text().split(":", -1);
    return switch (parts.length) {
      case 1 -> node(value, parts[0], parts[0], ALL);
      case 2 -> node(value, parts[0], parts[1], ALL);
      case 3 -> node(value, parts[0], parts[1], parts[2]);
      default -> throw value.where().refuse("is not a device", SUCH_AS);
    };
  }

  /** A rule says which nodes by number, so it may mean any. */
  String rule(Value value) {
    if (!RULE.matcher(value.text()).matches()) {
      throw value
          .where()
          .refuse("'%s' is not a rule".formatted(value.text()), "such as 'c 188:* rmw'");
    }
    return allowance.allowed(value, ANY, value.text());
  }

  private Node node(Value value, String path, String target, String permissions) {
    if (!PERMISSIONS.matcher(permissions).matches() || !target.startsWith("/")) {
      throw value.where().refuse("is not a device", SUCH_AS);
    }
    var need = Allowance.need(value, Kind.DEVICE, path);
    return allowance.allowed(value, need, new Node(path, target, permissions));
  }

  private static Optional<String> field(Value value, String key) {
    return Optional.ofNullable(value.fields().get(key)).map(Value::text);
  }
}
