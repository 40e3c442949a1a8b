package fleet.builder.plan;

import java.util.List;
import java.util.Map;

/** The keys that a mapping may have, and what to say of others. */
record Keys(List<String> known) {
  private static final String ONE_NETWORK =
      "all services of a release share one network, where they find each other by name";

  private static final String VARIABLES = "use environment";

  /** Keys that people know from Compose, and what to do instead. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("networks", ONE_NETWORK),
          Map.entry("links", ONE_NETWORK),
          Map.entry("container_name", "the service's name is used; hostname sets the host's name"),
          Map.entry("secrets", VARIABLES),
          Map.entry("configs", "COPY the file in the Dockerfile"),
          Map.entry("platform", "use x-fleet.platforms at the top, or -o platform=.."),
          Map.entry("platforms", "use x-fleet.platforms at the top, or -o platform=.."),
          Map.entry("cache_to", "the engine keeps the cache of its steps"),
          Map.entry("ssh", "a build secret holds a key: RUN --mount=type=secret"),
          Map.entry("restart_policy", "restart sets when a service is started again"));

  Keys(String... known) {
    this(List.of(known));
  }

  /** Refuses the first key that is not known; keys that begin with {@code x-} are free. */
  void check(Value value) {
    value
        .fields()
        .forEach((key, field) -> {
          if (!known.contains(key) && !key.startsWith("x-")) {
            throw field.where().refuse("is not supported", hint(key));
          }
        });
  }

  private String hint(String key) {
    var instead = INSTEAD.get(key);
    if (instead != null) {
      return instead;
    }
    return Nearest.of(key, known)
        .map(nearest -> "the nearest supported key is '%s'".formatted(nearest))
        .orElse("");
  }
}
