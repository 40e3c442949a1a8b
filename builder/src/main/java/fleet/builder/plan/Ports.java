package fleet.builder.plan;

import fleet.contract.release.PortMapping;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ports: {@code [[ip:]host:]container[/protocol]} with ranges, or the long form. */
final class Ports {
  private static final Keys LONG =
      new Keys("target", "published", "host_ip", "protocol", "mode", "name", "app_protocol");
  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(?:(?<ip>[0-9.]+|\\[[0-9a-fA-F:.]+]):)?(?<host>\\d+(?:-\\d+)?):)?"
              + "(?<container>\\d+(?:-\\d+)?)(?:/(?<protocol>[a-z]+))?");
  private static final Pattern EXPOSED =
      Pattern.compile("\\d{1,5}(?:-\\d{1,5})?(?:/(?:tcp|udp|sctp))?");
  private static final int MAX_PORTS = 1_000;

  private Ports() {}

  static List<PortMapping> read(Value value) {
    var ports = value.items().stream().flatMap(Ports::item).limit(MAX_PORTS + 1L).toList();
    if (ports.size() > MAX_PORTS) {
      throw value.where().refuse("names more than %d ports".formatted(MAX_PORTS), "");
    }
    return ports;
  }

  /** Services reach every port of each other; what is exposed must be ports all the same. */
  static boolean checkExposed(Value value) {
    for (var item : value.items()) {
      if (!EXPOSED.matcher(item.text()).matches()) {
        throw item.where().refuse("'%s' is not a port".formatted(item.text()), "such as 8000");
      }
    }
    return true;
  }

  private static Stream<PortMapping> item(Value item) {
    if (item instanceof Value.Fields) {
      LONG.check(item);
      var fields = item.fields();
      Values.present(fields, "mode")
          .filter(mode -> !List.of("host", "ingress").contains(mode.text()))
          .ifPresent(mode -> {
            throw mode.where().refuse("'%s' is not supported".formatted(mode.text()), "host");
          });
      var target = required(item, "target");
      var published = required(item, "published");
      var ip = fields.containsKey("host_ip") ? fields.get("host_ip").text() : "";
      var protocol = fields.containsKey("protocol") ? fields.get("protocol").text() : "tcp";
      return mappings(item, ip, new String[] {published, target, protocol});
    }
    var match = SHORT.matcher(item.text());
    if (!match.matches()) {
      throw item.where()
          .refuse("'%s' is not a port".formatted(item.text()), "such as 8080:80 or 53:53/udp");
    }
    if (match.group("host") == null) {
      throw noHostPort(item, match.group("container"));
    }
    var protocol = match.group("protocol") == null ? "tcp" : match.group("protocol");
    var ip = match.group("ip") == null ? "" : match.group("ip").replaceAll("[\\[\\]]", "");
    return mappings(
        item, ip, new String[] {match.group("host"), match.group("container"), protocol});
  }

  private static String required(Value item, String key) {
    var field = item.fields().get(key);
    if (field != null) {
      return field.text();
    }
    var target = item.fields().get("target");
    throw target == null
        ? item.where().refuse("a port needs target", "")
        : noHostPort(item, target.text());
  }

  private static RuntimeException noHostPort(Value item, String container) {
    return item.where()
        .refuse(
            "port %s needs a port on the host".formatted(container),
            "write %s:%s".formatted(container, container));
  }

  /** The three parts are host range, container range and protocol. */
  private static Stream<PortMapping> mappings(Value item, String ip, String[] parts) {
    var hosts = range(item, parts[0]);
    var containers = range(item, parts[1]);
    if (hosts.size() != containers.size()) {
      throw item.where().refuse("the two ranges of ports differ in length", "");
    }
    return IntStream.range(0, hosts.size())
        .mapToObj(i -> port(item, ip, hosts.get(i), containers.get(i), parts[2]));
  }

  private static PortMapping port(Value item, String ip, int host, int container, String protocol) {
    try {
      return new PortMapping(ip, host, container, protocol);
    } catch (IllegalArgumentException e) {
      throw item.where().refuse(String.valueOf(e.getMessage()), "");
    }
  }

  private static List<Integer> range(Value item, String text) {
    try {
      var dash = text.indexOf('-');
      var first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
      var last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
      if (last < first || last - first >= MAX_PORTS) {
        throw item.where().refuse("'%s' is not a range of ports".formatted(text), "");
      }
      return IntStream.rangeClosed(first, last).boxed().toList();
    } catch (NumberFormatException e) {
      throw item.where().refuse("'%s' is not a port".formatted(text), "");
    }
  }
}
