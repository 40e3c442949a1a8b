package fleet.builder.plan;

import fleet.builder.plan.Value.Fields;
import fleet.builder.plan.Value.Items;
import fleet.builder.plan.Value.Nothing;
import fleet.builder.plan.Value.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How values of a key are merged. */
enum MergeRule {
  /** As they are: mappings by keys, lists one after the other, anything else replaced. */
  USUAL,
  /** As a whole. */
  REPLACE,
  /** Names with values, which may be written as a list of {@code NAME=value}. */
  PAIRS,
  /** Names, which may be a list, or a mapping of what is said of each. */
  NAMES,
  /** A folder, or a mapping. */
  BUILD,
  /** Words, one of which may stand alone; each counts once. */
  WORDS,
  PORTS,
  /** By where they are mounted: {@code SOURCE:TARGET}, or long forms. */
  MOUNTS,
  SECRETS,
  CONFIGS,
  ENV_FILES,
  SUBNETS;

  private static final Map<String, MergeRule> OF_SERVICES =
      Map.ofEntries(
          Map.entry("command", REPLACE),
          Map.entry("entrypoint", REPLACE),
          Map.entry("healthcheck.test", REPLACE),
          Map.entry("environment", PAIRS),
          Map.entry("labels", PAIRS),
          Map.entry("annotations", PAIRS),
          Map.entry("sysctls", PAIRS),
          Map.entry("extra_hosts", PAIRS),
          Map.entry("build.args", PAIRS),
          Map.entry("build.labels", PAIRS),
          Map.entry("build.extra_hosts", PAIRS),
          Map.entry("deploy.labels", PAIRS),
          Map.entry("depends_on", NAMES),
          Map.entry("networks", NAMES),
          Map.entry("build", BUILD),
          Map.entry("cap_add", WORDS),
          Map.entry("cap_drop", WORDS),
          Map.entry("dns", WORDS),
          Map.entry("dns_search", WORDS),
          Map.entry("dns_opt", WORDS),
          Map.entry("expose", WORDS),
          Map.entry("profiles", WORDS),
          Map.entry("group_add", WORDS),
          Map.entry("security_opt", WORDS),
          Map.entry("label_file", WORDS),
          Map.entry("build.platforms", WORDS),
          Map.entry("build.cache_from", WORDS),
          Map.entry("build.entitlements", WORDS),
          Map.entry("tmpfs", MOUNTS),
          Map.entry("volumes", MOUNTS),
          Map.entry("devices", MOUNTS),
          Map.entry("ports", PORTS),
          Map.entry("secrets", SECRETS),
          Map.entry("configs", CONFIGS),
          Map.entry("env_file", ENV_FILES));

  /** By the keys from the root, of which the second is a name. */
  static MergeRule at(List<String> keys) {
    if (keys.size() < 3) {
      return USUAL;
    }
    var below = String.join(".", keys.subList(2, keys.size()));
    return switch (keys.getFirst()) {
      case "services" -> ofService(keys, below);
      case "networks" -> below.equals("ipam.config") ? SUBNETS : pairs(below);
      case "volumes" -> pairs(below);
      default -> USUAL;
    };
  }

  private static MergeRule ofService(List<String> keys, String below) {
    var isAliases =
        keys.size() == 5 && keys.get(2).equals("networks") && below.endsWith(".aliases");
    return isAliases ? WORDS : OF_SERVICES.getOrDefault(below, USUAL);
  }

  private static MergeRule pairs(String below) {
    return below.equals("labels") ? PAIRS : USUAL;
  }

  /** The value in the one form in which two can be merged. */
  Value form(Value value) {
    return switch (this) {
      case PAIRS, NAMES ->
          value instanceof Items(var where, var items) ? named(where, items) : value;
      case BUILD ->
          value instanceof Text text ? new Fields(text.where(), Map.of("context", text)) : value;
      case WORDS, MOUNTS, ENV_FILES ->
          value instanceof Text text ? new Items(text.where(), List.of(text)) : value;
      case USUAL, REPLACE, PORTS, SECRETS, CONFIGS, SUBNETS -> value;
    };
  }

  /** What two items have in common that are the same thing; nothing when none is another's. */
  Optional<String> identity(Value item) {
    return switch (this) {
      case WORDS -> Optional.of(item.text());
      case PORTS -> Optional.of(port(item));
      case MOUNTS -> Optional.of(mount(item));
      case SECRETS -> Optional.of(target(item, "/run/secrets/"));
      case CONFIGS -> Optional.of(target(item, "/"));
      case ENV_FILES -> Optional.of(item instanceof Fields ? field(item, "path") : item.text());
      case SUBNETS ->
          item instanceof Fields ? Optional.of(field(item, "subnet")) : Optional.empty();
      case USUAL, REPLACE, PAIRS, NAMES, BUILD -> Optional.empty();
    };
  }

  private Value named(Where where, List<Value> items) {
    var fields = new LinkedHashMap<String, Value>();
    for (var item : items) {
      var text = item.text();
      var cut = this == PAIRS ? cut(text) : -1;
      if (cut < 0) {
        fields.put(text, new Nothing(item.where()));
      } else {
        fields.put(text.substring(0, cut), new Text(item.where(), text.substring(cut + 1)));
      }
    }
    return new Fields(where, fields);
  }

  /** Hosts may have a colon in place of the sign. */
  private static int cut(String pair) {
    var equals = pair.indexOf('=');
    return equals < 0 ? pair.indexOf(':') : equals;
  }

  private static String port(Value item) {
    if (item instanceof Fields) {
      var protocol = field(item, "protocol");
      return "%s:%s:%s/%s"
          .formatted(
              field(item, "host_ip"),
              field(item, "published"),
              field(item, "target"),
              protocol.isEmpty() ? "tcp" : protocol);
    }
    var text = item.text().contains("/") ? item.text() : item.text() + "/tcp";
    return switch (text.split(":", -1).length) {
      case 1 -> "::" + text;
      case 2 -> ":" + text;
      default -> text;
    };
  }

  private static String mount(Value item) {
    if (item instanceof Fields) {
      var target = field(item, "target");
      return target.isEmpty() ? field(item, "source") : target;
    }
    var parts = item.text().split(":", -1);
    return parts.length < 2 || !parts[1].startsWith("/") ? parts[0] : parts[1];
  }

  private static String target(Value item, String folder) {
    var target = item instanceof Fields ? field(item, "target") : "";
    var source = item instanceof Fields ? field(item, "source") : item.text();
    var said = target.isEmpty() ? source : target;
    return said.startsWith("/") ? said : folder + said;
  }

  private static String field(Value item, String key) {
    var value = item.fields().get(key);
    return value == null || value instanceof Nothing ? "" : value.text();
  }
}
