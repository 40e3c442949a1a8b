package fleet.api.target;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import fleet.contract.device.TargetState;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The name of a target's content (RFC 9110, section 8.8.3): equal for equal content, on every node
 * and after a restart. Pure.
 */
public final class Etag {
  private static final int HEX_DIGITS = 32;

  private Etag() {}

  /** With its quotes, as it stands in the header. */
  public static String of(TargetState state) {
    var text = new StringBuilder();
    write(Json.mapper().valueToTree(state), text);
    var hash = Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    return "\"" + hash.substring(0, HEX_DIGITS) + "\"";
  }

  /** Writes the tree with its keys in order: sets and maps have none of their own. */
  private static void write(JsonNode node, StringBuilder text) {
    if (node.isObject()) {
      var fields = new TreeMap<String, JsonNode>();
      node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
      fields.forEach((name, value) -> {
        text.append(name).append('=');
        write(name.equals("volumes") ? sorted(value) : value, text);
      });
      text.append('}');
    } else if (node.isArray()) {
      node.forEach(item -> {
        write(item, text);
        text.append(',');
      });
      text.append(']');
    } else {
      text.append(node);
    }
  }

  private static JsonNode sorted(JsonNode names) {
    var sorted = new TreeSet<String>();
    names.forEach(name -> sorted.add(name.asText()));
    return Json.mapper().valueToTree(sorted);
  }
}
