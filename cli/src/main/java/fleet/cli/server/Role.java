package fleet.cli.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of the server that can run alone; its name is its database schema's too. */
enum Role {
  API,
  BUILDER,
  REGISTRY,
  TUNNEL;

  String schema() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> schemas() {
    return Arrays.stream(values()).map(Role::schema).toList();
  }

  /**
   * Reads a role by its schema's name.
   *
   * @throws IllegalArgumentException naming all when it is none
   */
  static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.schema().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is no role; there are %s".formatted(text, String.join(", ", schemas()))));
  }
}
