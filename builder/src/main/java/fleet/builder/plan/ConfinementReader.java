package fleet.builder.plan;

import fleet.contract.release.Confinement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is taken from a service, and the settings of its own part of the kernel. */
final class ConfinementReader {
  static final List<String> KEYS = List.of("cap_drop", "security_opt", "sysctls");

  private static final Pattern CAPABILITY = Pattern.compile("[A-Z_]{2,40}");
  private static final Pattern NO_NEW_PRIVILEGES =
      Pattern.compile("no-new-privileges(?:[:=](true|false))?");

  /** Those that a container has of its own; any other is the whole device's. */
  private static final Pattern OWN_SYSCTL =
      Pattern.compile("net\\..+|kernel\\.(msg.+|sem|shm.+)|fs\\.mqueue\\..+");

  private ConfinementReader() {}

  static Confinement read(Value service, Variables variables) {
    var fields = service.fields();
    return new Confinement(
        items(fields, "cap_drop").stream().map(ConfinementReader::capability).distinct().toList(),
        items(fields, "security_opt").stream()
            .filter(value -> !HostAccessReader.opens(value))
            .anyMatch(ConfinementReader::takesPrivileges),
        Optional.ofNullable(fields.get("sysctls"))
            .map(value -> sysctls(value, variables))
            .orElse(Map.of()),
        hasNoNetwork(fields));
  }

  private static List<Value> items(Map<String, Value> fields, String key) {
    var value = fields.get(key);
    return value == null || value instanceof Value.Nothing ? List.of() : value.items();
  }

  private static boolean hasNoNetwork(Map<String, Value> fields) {
    return fields.get("network_mode") instanceof Value.Text(var _, var mode) && mode.equals("none");
  }

  static String capability(Value value) {
    var name = value.text().toUpperCase(Locale.ROOT);
    if (!CAPABILITY.matcher(name).matches()) {
      throw value
          .where()
          .refuse("'%s' is not a capability".formatted(value.text()), "such as NET_RAW, or ALL");
    }
    return name.startsWith("CAP_") ? name.substring(4) : name;
  }

  private static boolean takesPrivileges(Value value) {
    var match = NO_NEW_PRIVILEGES.matcher(value.text());
    if (!match.matches()) {
      throw value
          .where()
          .refuse(
              "'%s' is not supported".formatted(value.text()),
              "no-new-privileges:true, seccomp=unconfined or apparmor=unconfined");
    }
    return !"false".equals(match.group(1));
  }

  private static Map<String, String> sysctls(Value value, Variables variables) {
    var sysctls = Pairs.read(value, variables);
    for (var name : sysctls.keySet()) {
      if (!OWN_SYSCTL.matcher(name).matches()) {
        throw value
            .where()
            .refuse(
                "'%s' is a setting of the whole device".formatted(name),
                "a service may set net.*, kernel.msg*, kernel.sem, kernel.shm* and fs.mqueue.*");
      }
    }
    return sysctls;
  }
}
