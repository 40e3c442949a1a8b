package fleet.builder.plan;

import fleet.contract.release.NameLookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a service finds names: {@code extra_hosts} and the keys of {@code dns}. */
final class LookupReader {
  static final List<String> KEYS = List.of("extra_hosts", "dns", "dns_search", "dns_opt");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern OPTION = Pattern.compile("[a-z0-9-]+(?::\\d+)?");
  private static final String DEVICE = "host-gateway";

  private LookupReader() {}

  static NameLookup read(Value service) {
    var fields = service.fields();
    return new NameLookup(
        hosts(fields),
        texts(fields, "dns", LookupReader::address),
        texts(fields, "dns_search", LookupReader::host),
        texts(fields, "dns_opt", LookupReader::option));
  }

  static Map<String, String> hosts(Map<String, Value> fields) {
    var hosts = new LinkedHashMap<String, String>();
    switch (fields.get("extra_hosts")) {
      case null -> {}
      case Value.Nothing _ -> {}
      case Value.Items list -> list.values().forEach(item -> add(item, hosts));
      case Value value ->
          value.fields().forEach((name, address) -> hosts.put(host(address, name), end(address)));
    }
    return hosts;
  }

  private static void add(Value item, Map<String, String> hosts) {
    var text = item.text();
    var equals = text.indexOf('=');
    var cut = equals < 0 ? text.indexOf(':') : equals;
    if (cut < 1) {
      throw item.where()
          .refuse("'%s' is not NAME=ADDRESS".formatted(text), "such as cloud=203.0.113.7");
    }
    hosts.put(host(item, text.substring(0, cut)), end(item, text.substring(cut + 1)));
  }

  private static String end(Value value) {
    return end(value, value.text());
  }

  private static String end(Value value, String address) {
    return address.equals(DEVICE) ? DEVICE : address(value, address.replaceAll("[\\[\\]]", ""));
  }

  private static List<String> texts(
      Map<String, Value> fields, String key, Function<Value, String> reader) {
    return switch (fields.get(key)) {
      case null -> List.of();
      case Value.Nothing _ -> List.of();
      case Value.Items list -> list.values().stream().map(reader).toList();
      case Value value -> Stream.of(value).map(reader).toList();
    };
  }

  private static String address(Value value) {
    return address(value, value.text());
  }

  private static String address(Value value, String text) {
    return matching(value, text, ADDRESS, "an address", "such as 203.0.113.7, or host-gateway");
  }

  private static String host(Value value) {
    return host(value, value.text());
  }

  private static String host(Value value, String text) {
    return matching(value, text, HOST, "a host's name", "");
  }

  private static String option(Value value) {
    return matching(value, value.text(), OPTION, "an option", "such as ndots:1");
  }

  private static String matching(
      Value value, String text, Pattern pattern, String what, String hint) {
    if (!pattern.matcher(text).matches()) {
      throw value.where().refuse("'%s' is not %s".formatted(text, what), hint);
    }
    return text;
  }
}
