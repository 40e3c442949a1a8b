package fleet.supervisor.engine;

import fleet.contract.release.Confinement;
import fleet.contract.release.HealthCheck;
import fleet.contract.release.PortMapping;
import fleet.contract.release.ServiceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The body of the Engine API's {@code POST /containers/create}. */
final class ContainerJson {
  /** A device's disk is small and wears out, so what a container may write there is bounded. */
  private static final Map<String, Object> LOGGING =
      Map.of("Type", "json-file", "Config", Map.of("max-size", "5m", "max-file", "2"));

  private ContainerJson() {}

  static Map<String, Object> of(NewContainer order) {
    var spec = order.spec();
    var json = new LinkedHashMap<String, Object>();
    json.put("Image", order.image());
    json.put("Labels", labels(order));
    json.put("Env", environment(order));
    if (isOnNetwork(spec)) {
      json.put("ExposedPorts", exposed(spec));
      json.put("NetworkingConfig", network(order));
    }
    json.put("StopTimeout", spec.stopGrace().toSeconds());
    json.put("HostConfig", host(order));
    if (!spec.command().isEmpty()) {
      json.put("Cmd", spec.command());
    }
    if (!spec.entrypoint().isEmpty()) {
      json.put("Entrypoint", spec.entrypoint());
    }
    spec.user().ifPresent(user -> json.put("User", user));
    spec.workingDirectory().ifPresent(folder -> json.put("WorkingDir", folder));
    spec.hostname().ifPresent(hostname -> json.put("Hostname", hostname));
    spec.stopSignal().ifPresent(signal -> json.put("StopSignal", signal));
    spec.healthCheck().ifPresent(check -> json.put("Healthcheck", health(check)));
    return json;
  }

  private static Map<String, String> labels(NewContainer order) {
    var labels = new HashMap<>(order.spec().labels());
    labels.putAll(order.labels());
    return labels;
  }

  private static List<String> environment(NewContainer order) {
    var given = new TreeMap<>(order.spec().environment());
    order.variables().forEach((name, value) -> given.put(name.value(), value.reveal()));
    return given.entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()).toList();
  }

  private static Map<String, Object> exposed(ServiceSpec spec) {
    var exposed = new LinkedHashMap<String, Object>();
    spec.ports().forEach(port -> exposed.put(name(port), Map.of()));
    return exposed;
  }

  private static Map<String, Object> host(NewContainer order) {
    var spec = order.spec();
    var bindings = new LinkedHashMap<String, List<Object>>();
    for (var port : spec.ports()) {
      bindings
          .computeIfAbsent(name(port), _ -> new ArrayList<>())
          .add(Map.of("HostIp", port.hostIp(), "HostPort", Integer.toString(port.host())));
    }
    var host = new LinkedHashMap<String, Object>();
    if (isOnNetwork(spec)) {
      host.put("PortBindings", bindings);
    }
    host.put("Mounts", mounts(order));
    host.put("RestartPolicy", restart(spec));
    host.put("ReadonlyRootfs", spec.readOnly());
    host.put("Init", spec.init());
    host.put("NetworkMode", isWithoutNetwork(spec) ? "none" : order.place().network());
    host.put("LogConfig", LOGGING);
    host.putAll(HostLimits.of(spec));
    spec.hostAccess().ifPresent(access -> HostReach.open(access, host));
    return host;
  }

  /** Of the release, where the services find each other and publish their ports. */
  private static boolean isOnNetwork(ServiceSpec spec) {
    return !spec.runsOutsideNetworks();
  }

  private static boolean isWithoutNetwork(ServiceSpec spec) {
    return spec.confinement().filter(Confinement::noNetwork).isPresent();
  }

  private static List<Object> mounts(NewContainer order) {
    return Stream.<Object>concat(
            order.spec().mounts().stream().map(mount -> MountJson.of(mount, order.volumes())),
            order.files().stream().map(MountJson::of))
        .toList();
  }

  private static Map<String, Object> restart(ServiceSpec spec) {
    var name =
        switch (spec.restart()) {
          case NO -> "no";
          case ON_FAILURE -> "on-failure";
          case ALWAYS -> "always";
          case UNLESS_STOPPED -> "unless-stopped";
        };
    return spec.maxRestarts()
        .map(most -> Map.<String, Object>of("Name", name, "MaximumRetryCount", most))
        .orElse(Map.of("Name", name));
  }

  private static Map<String, Object> health(HealthCheck check) {
    var json =
        new LinkedHashMap<String, Object>(
            Map.of(
                "Test", check.test(),
                "Interval", check.interval().toNanos(),
                "Timeout", check.timeout().toNanos(),
                "StartPeriod", check.startPeriod().toNanos(),
                "Retries", check.retries()));
    check.startInterval().ifPresent(time -> json.put("StartInterval", time.toNanos()));
    return json;
  }

  private static Map<String, Object> network(NewContainer order) {
    var place = order.place();
    return Map.of("EndpointsConfig", Map.of(place.network(), NetworkJson.endpoint(place)));
  }

  private static String name(PortMapping port) {
    return port.container() + "/" + port.protocol();
  }
}
