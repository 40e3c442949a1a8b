package fleet.builder.plan;

import java.util.List;
import java.util.Map;

/** The keys that a mapping may have, and what to say of others. */
record Keys(List<String> known) {
  private static final String BY_NAME =
      "services of one network find each other by name; networks: {default: {aliases: [..]}} adds names";
  private static final String CPUS = "cpus says how many processors a service may use";
  private static final String TERMINAL = "nobody is at a device's terminal; fleet ssh opens one";
  private static final String WINDOWS = "containers of devices are those of Linux";
  private static final String PLATFORMS = "use x-fleet.platforms at the top, or -o platform=..";
  private static final String HOOK = "do it in the entrypoint";

  /** Keys that people know from Compose, and what to do instead. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("links", BY_NAME),
          Map.entry("external_links", BY_NAME),
          Map.entry("container_name", "the service's name is used; hostname sets the host's name"),
          Map.entry("domainname", "hostname takes a name with dots too"),
          Map.entry("platform", PLATFORMS),
          Map.entry("platforms", PLATFORMS),
          Map.entry("cpu_count", CPUS),
          Map.entry("cpu_percent", CPUS),
          Map.entry("cpu_period", CPUS),
          Map.entry("cpu_quota", CPUS),
          Map.entry("cpu_shares", CPUS),
          Map.entry("cpu_rt_period", CPUS),
          Map.entry("cpu_rt_runtime", CPUS),
          Map.entry("cpuset", CPUS),
          Map.entry("tty", TERMINAL),
          Map.entry("stdin_open", TERMINAL),
          Map.entry("isolation", WINDOWS),
          Map.entry("credential_spec", WINDOWS),
          Map.entry("post_start", HOOK),
          Map.entry("pre_stop", "stop_signal and stop_grace_period let a service end in order"),
          Map.entry("gpus", "devices names the nodes of a GPU, such as /dev/dri"),
          Map.entry("volumes_from", "name a volume, and mount it in both services"),
          Map.entry("models", "run what serves the model as a service"),
          Map.entry("provider", "run it as a service"),
          Map.entry("annotations", "use labels"),
          Map.entry(
              "use_api_socket", "volumes bind the engine's socket, where the policy allows it"),
          Map.entry(
              "oom_score_adj", "mem_reservation says what a service keeps when memory is short"),
          Map.entry("oom_kill_disable", "mem_limit ends a service that wants more"),
          Map.entry("mem_swappiness", "memswap_limit says how much swap a service may use"),
          Map.entry("placement", "fleets and rollouts say which devices run it"),
          Map.entry(
              "update_config", "labels: {io.balena.update.strategy: ..} says how it is updated"),
          Map.entry("rollback_config", "a device returns to its last healthy release by itself"),
          Map.entry("endpoint_mode", "a device runs one container of a service"),
          Map.entry("additional_contexts", "COPY --from takes files of another image"),
          Map.entry("privileged", "build steps are never privileged"),
          Map.entry("no_cache", "fleet push --no-cache"),
          Map.entry("pull", "name the base image by its newer tag, or by its digest"),
          Map.entry("tags", "images are named by fleet, service and digest"),
          Map.entry("provenance", "it goes with each release: fleet release provenance"),
          Map.entry("sbom", "fleet release sbom reads what an image holds"),
          Map.entry("ipv6_address", "networks of services have IPv4 addresses"),
          Map.entry("link_local_ips", "networks of services have IPv4 addresses"),
          Map.entry("template_driver", "variables in the content are replaced when it is pushed"),
          Map.entry("propagation", "a folder of the machine is bound as it is"),
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
