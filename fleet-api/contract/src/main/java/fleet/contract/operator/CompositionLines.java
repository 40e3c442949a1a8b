package fleet.contract.operator;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Composition;
import fleet.contract.release.Confinement;
import fleet.contract.release.FileMount;
import fleet.contract.release.HealthCheck;
import fleet.contract.release.Limits;
import fleet.contract.release.Mount;
import fleet.contract.release.NameLookup;
import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.PortMapping;
import fleet.contract.release.ServiceSpec;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How services are run differently, as lines: {@code web: environment LEVEL debug -> info}. Pure.
 */
final class CompositionLines {
  private static final int BRIEF = 12;

  private CompositionLines() {}

  /**
   * The lines, by service and then by setting; a new service has what it says beyond its image, and
   * one that is gone has none.
   */
  static List<String> between(Composition from, Composition to) {
    var services =
        new TreeMap<ServiceName, ServiceSpec>(to.services())
            .entrySet().stream()
                .flatMap(entry ->
                    lines(
                        entry.getKey() + ": ",
                        settings(from.services().getOrDefault(entry.getKey(), ServiceSpec.plain())),
                        settings(entry.getValue())));
    return Stream.concat(services, lines("", volumes(from), volumes(to))).toList();
  }

  private static Stream<String> lines(
      String prefix, Map<String, String> from, Map<String, String> to) {
    var names = new TreeSet<>(from.keySet());
    names.addAll(to.keySet());
    return names.stream()
        .filter(name -> !from.getOrDefault(name, "\0").equals(to.getOrDefault(name, "\0")))
        .map(name -> prefix + line(name, get(from, name), get(to, name)));
  }

  private static String line(String name, Optional<String> from, Optional<String> to) {
    if (from.isEmpty()) {
      return "%s added%s".formatted(name, value(to));
    }
    if (to.isEmpty()) {
      return "%s removed%s".formatted(name, value(from));
    }
    return "%s %s -> %s".formatted(name, from.get(), to.get());
  }

  private static String value(Optional<String> value) {
    return value.filter(text -> !text.isEmpty()).map(text -> ": " + text).orElse("");
  }

  private static Optional<String> get(Map<String, String> settings, String name) {
    return Optional.ofNullable(settings.get(name));
  }

  private static Map<String, String> volumes(Composition composition) {
    var all = new TreeMap<String, String>();
    composition.volumes().forEach(volume -> all.put("volume " + volume, ""));
    return all;
  }

  /** Everything that a spec says, each under a name that people know from Compose. */
  private static Map<String, String> settings(ServiceSpec spec) {
    var all = new LinkedHashMap<String, String>();
    all.put("command", words(spec.command()));
    all.put("entrypoint", words(spec.entrypoint()));
    spec.environment().forEach((name, value) -> all.put("environment " + name, value));
    spec.ports().forEach(port -> all.put("port " + port(port), ""));
    spec.mounts().forEach(mount -> all.put("mount " + mount.target(), mount(mount)));
    spec.dependsOn().forEach((on, condition) -> all.put("depends on " + on, word(condition)));
    all.put("health check", spec.healthCheck().map(CompositionLines::check).orElse("the image's"));
    all.put("restart", word(spec.restart()));
    spec.labels().forEach((name, value) -> all.put("label " + name, value));
    all.put("user", spec.user().orElse("the image's"));
    all.put("working directory", spec.workingDirectory().orElse("the image's"));
    all.put("hostname", spec.hostname().orElse("the service's name"));
    all.put("read-only", Boolean.toString(spec.readOnly()));
    all.put("init", Boolean.toString(spec.init()));
    all.put("stop grace", spec.stopGrace().toSeconds() + " s");
    spec.stopSignal().ifPresent(signal -> all.put("stop signal", signal));
    spec.limits().ifPresent(limits -> limits(limits, all));
    spec.confinement().ifPresent(confinement -> confinement(confinement, all));
    spec.lookup().ifPresent(lookup -> lookup(lookup, all));
    spec.networks().ifPresent(joins -> joins.forEach(join -> network(join, all)));
    spec.filesOrNone().forEach(file -> all.put("file " + file.target(), file(file)));
    spec.update().ifPresent(update -> all.put("update", update.strategy().word()));
    spec.maxRestarts().ifPresent(count -> all.put("restarts at most", Integer.toString(count)));
    return all;
  }

  private static void limits(Limits limits, Map<String, String> all) {
    limits.memory().ifPresent(bytes -> all.put("memory", bytes + " bytes"));
    limits.memoryAndSwap().ifPresent(bytes -> all.put("memory and swap", bytes + " bytes"));
    limits.reservedMemory().ifPresent(bytes -> all.put("reserved memory", bytes + " bytes"));
    limits
        .nanoCpus()
        .ifPresent(nano ->
            all.put("cpus", BigDecimal.valueOf(nano, 9).stripTrailingZeros().toPlainString()));
    limits.processes().ifPresent(count -> all.put("processes", Long.toString(count)));
    limits.sharedMemory().ifPresent(bytes -> all.put("shared memory", bytes + " bytes"));
    limits
        .ulimits()
        .forEach((name, limit) -> all.put("ulimit " + name, limit.soft() + " to " + limit.hard()));
  }

  private static void confinement(Confinement confinement, Map<String, String> all) {
    confinement.droppedCapabilities().forEach(name -> all.put("dropped capability " + name, ""));
    if (confinement.noNewPrivileges()) {
      all.put("no new privileges", "");
    }
    confinement.sysctls().forEach((name, value) -> all.put("sysctl " + name, value));
  }

  private static void lookup(NameLookup lookup, Map<String, String> all) {
    lookup.hosts().forEach((name, address) -> all.put("host " + name, address));
    lookup.servers().forEach(server -> all.put("dns server " + server, ""));
    lookup.domains().forEach(domain -> all.put("dns domain " + domain, ""));
    lookup.options().forEach(option -> all.put("dns option " + option, ""));
  }

  private static void network(NetworkJoin join, Map<String, String> all) {
    var said =
        Stream.of(
                join.address().stream(),
                join.aliases().stream().map(alias -> "as " + alias),
                join.shape().filter(NetworkShape::internal).map(_ -> "internal").stream(),
                join.shape().stream()
                    .flatMap(shape -> shape.subnets().stream())
                    .map(NetworkShape.Subnet::cidr))
            .flatMap(words -> words);
    all.put("network " + join.network(), said.collect(Collectors.joining(", ")));
  }

  private static String file(FileMount file) {
    return switch (file) {
      case FileMount.Content(var _, var digest, var _) -> digest.hex().substring(0, BRIEF);
      case FileMount.Value(var _, var variable, var _) -> "variable " + variable;
    };
  }

  private static String words(List<String> words) {
    return words.isEmpty() ? "the image's" : String.join(" ", words);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String port(PortMapping port) {
    var host = port.hostIp().isEmpty() ? "" : port.hostIp() + ":";
    return "%s%d:%d/%s".formatted(host, port.host(), port.container(), port.protocol());
  }

  private static String mount(Mount mount) {
    return switch (mount) {
      case Mount.Volume volume ->
          "volume " + volume.name() + (volume.readOnly() ? ", read-only" : "");
      case Mount.Memory _ -> "memory";
    };
  }

  private static String check(HealthCheck check) {
    return "%s every %d s, %d times"
        .formatted(String.join(" ", check.test()), check.interval().toSeconds(), check.retries());
  }
}
