package fleet.builder.plan;

import fleet.contract.release.HostAccess;
import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.HostAccess.Namespace;
import fleet.contract.release.HostGrant;
import fleet.contract.release.HostGrant.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service reaches of the machine; each is refused where the fleet does not allow it. */
final class HostAccessReader {
  static final List<String> KEYS =
      List.of(
          "privileged",
          "network_mode",
          "pid",
          "ipc",
          "uts",
          "userns_mode",
          "cap_add",
          "devices",
          "device_cgroup_rules",
          "group_add");

  /** The keys of namespaces, and what says that the container has its own. */
  private static final List<Shared> SHARED =
      List.of(
          new Shared("network_mode", Namespace.NETWORK, List.of("bridge", "default", "none")),
          new Shared("pid", Namespace.PID, List.of("")),
          new Shared("ipc", Namespace.IPC, List.of("private", "shareable", "none")),
          new Shared("uts", Namespace.UTS, List.of("")),
          new Shared("userns_mode", Namespace.USER, List.of("")));

  private static final Pattern OPENING =
      Pattern.compile("(?:seccomp|apparmor)[:=]unconfined|label[:=]disable|systempaths=unconfined");
  private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}");

  private final Allowance allowance;
  private final DeviceNodes nodes;

  HostAccessReader(Allowance allowance) {
    this.allowance = allowance;
    this.nodes = new DeviceNodes(allowance);
  }

  private record Shared(String key, Namespace namespace, List<String> own) {}

  /**
   * @param folders of the machine, that the service's volumes and labels name
   */
  HostAccess read(Value service, List<Folder> folders) {
    var fields = service.fields();
    return new HostAccess(
        isPrivileged(fields),
        SHARED.stream().flatMap(shared -> namespace(fields, shared).stream()).toList(),
        items(fields, "cap_add").map(this::capability).distinct().toList(),
        items(fields, "devices").map(nodes::node).toList(),
        items(fields, "device_cgroup_rules").map(nodes::rule).toList(),
        folders,
        items(fields, "security_opt")
            .filter(HostAccessReader::opens)
            .map(value -> allowance.allowed(value, HostGrant.of(Kind.UNCONFINED), value.text()))
            .toList(),
        items(fields, "group_add").map(HostAccessReader::group).toList());
  }

  /** Whether an entry of {@code security_opt} gives instead of taking. */
  static boolean opens(Value securityOption) {
    return OPENING.matcher(securityOption.text()).matches();
  }

  private boolean isPrivileged(Map<String, Value> fields) {
    return Optional.ofNullable(fields.get("privileged"))
        .filter(Value::flag)
        .map(value -> allowance.allowed(value, HostGrant.of(Kind.PRIVILEGED), true))
        .orElse(false);
  }

  private Optional<Namespace> namespace(Map<String, Value> fields, Shared shared) {
    return Optional.ofNullable(fields.get(shared.key()))
        .filter(value -> !(value instanceof Value.Nothing) && !shared.own().contains(value.text()))
        .map(value -> host(value, shared.namespace()));
  }

  private Namespace host(Value value, Namespace namespace) {
    if (!value.text().equals("host")) {
      throw value
          .where()
          .refuse("'%s' is not supported".formatted(value.text()), "host, or leave it out");
    }
    return allowance.allowed(value, namespace.need(), namespace);
  }

  private String capability(Value value) {
    var name = ConfinementReader.capability(value);
    return allowance.allowed(value, Allowance.need(value, Kind.CAPABILITY, name), name);
  }

  private static String group(Value value) {
    if (!GROUP.matcher(value.text()).matches()) {
      throw value.where().refuse("'%s' is not a group".formatted(value.text()), "");
    }
    return value.text();
  }

  private static Stream<Value> items(Map<String, Value> fields, String key) {
    return Optional.ofNullable(fields.get(key))
        .filter(value -> !(value instanceof Value.Nothing))
        .map(Value::items)
        .stream()
        .flatMap(List::stream);
  }
}
