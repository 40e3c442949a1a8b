package fleet.builder.plan;

import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.Mount;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how one service runs. */
final class ServiceReader {
  private static final List<String> OWN =
      List.of(
          "build",
          "image",
          "command",
          "entrypoint",
          "environment",
          "ports",
          "volumes",
          "tmpfs",
          "depends_on",
          "healthcheck",
          "restart",
          "labels",
          "user",
          "working_dir",
          "hostname",
          "read_only",
          "init",
          "stop_grace_period",
          "stop_signal",
          "expose",
          "env_file",
          "profiles",
          "logging");
  private static final Keys KEYS =
      new Keys(
          Stream.of(
                  OWN,
                  LimitsReader.KEYS,
                  ConfinementReader.KEYS,
                  LookupReader.KEYS,
                  HostAccessReader.KEYS)
              .flatMap(List::stream)
              .toList());
  private static final Pattern SIGNAL = Pattern.compile("(?:SIG)?[A-Z0-9+-]{2,12}|[1-9]\\d?");

  private final Set<String> services;
  private final Mounts mounts;
  private final EnvironmentFiles environmentFiles;
  private final Variables variables;
  private final Allowance allowance;

  /**
   * @param services that are deployed
   * @param volumes that the file declares
   */
  ServiceReader(
      Set<String> services,
      Set<String> volumes,
      ProjectFiles files,
      Variables variables,
      Allowance allowance) {
    this.services = services;
    this.allowance = allowance;
    this.mounts = new Mounts(volumes, allowance);
    this.environmentFiles = new EnvironmentFiles(files, variables);
    this.variables = variables;
  }

  ServiceSpec read(Value service) {
    KEYS.check(service);
    var fields = new Reading(service.fields());
    fields.read("expose", Ports::checkExposed, true);
    return new ServiceSpec(
        fields.read("command", ShellWords::of, List.of()),
        fields.read("entrypoint", ShellWords::of, List.of()),
        environment(fields),
        fields.read("ports", Ports::read, List.of()),
        mounts(fields),
        fields.read("depends_on", it -> Dependencies.read(it, services), Map.of()),
        fields.read("healthcheck", it -> Optional.of(HealthChecks.read(it)), Optional.empty()),
        fields.read("restart", ServiceReader::restart, RestartPolicy.ALWAYS),
        fields.read("labels", this::labels, Map.of()),
        fields.read("user", ServiceReader::some, Optional.empty()),
        fields.read("working_dir", ServiceReader::some, Optional.empty()),
        fields.read("hostname", ServiceReader::some, Optional.empty()),
        fields.read("read_only", Value::flag, false),
        fields.read("init", Value::flag, false),
        fields.read("stop_grace_period", ServiceReader::grace, ServiceSpec.DEFAULT_STOP_GRACE),
        fields.read("stop_signal", ServiceReader::signal, Optional.empty()),
        Optional.of(LimitsReader.read(service)),
        Optional.of(ConfinementReader.read(service, variables)),
        Optional.of(LookupReader.read(service)),
        Optional.of(new HostAccessReader(allowance).read(service, folders(fields))));
  }

  private List<Folder> folders(Reading fields) {
    return Stream.concat(
            fields.read("volumes", mounts::folders, List.<Folder>of()).stream(),
            fields
                .read(
                    "labels",
                    value -> FeatureLabels.folders(value, labels(value), allowance),
                    List.<Folder>of())
                .stream())
        .toList();
  }

  /** What the service says itself goes before what its files say. */
  private Map<String, String> environment(Reading fields) {
    var all = new LinkedHashMap<>(fields.read("env_file", environmentFiles::read, Map.of()));
    all.putAll(fields.read("environment", it -> Pairs.read(it, variables), Map.of()));
    return all;
  }

  private static Optional<String> signal(Value value) {
    var signal = value.text();
    if (!SIGNAL.matcher(signal).matches()) {
      throw value.where().refuse("'%s' is not a signal".formatted(signal), "such as SIGTERM or 15");
    }
    return Optional.of(signal);
  }

  private List<Mount> mounts(Reading fields) {
    return Stream.concat(
            fields.read("volumes", mounts::read, List.<Mount>of()).stream(),
            fields.read("tmpfs", Mounts::memory, List.<Mount>of()).stream())
        .toList();
  }

  private Map<String, String> labels(Value value) {
    var labels = Pairs.read(value, variables);
    if (labels.keySet().stream().anyMatch(name -> name.startsWith("fleet."))) {
      throw value.where().refuse("labels that begin with 'fleet.' are Fleet's own", "");
    }
    return labels;
  }

  private static Optional<String> some(Value value) {
    return Optional.of(value.text());
  }

  private static Duration grace(Value value) {
    return Durations.read(value);
  }

  private static RestartPolicy restart(Value value) {
    return switch (value.text()) {
      case "no" -> RestartPolicy.NO;
      case "always" -> RestartPolicy.ALWAYS;
      case "on-failure" -> RestartPolicy.ON_FAILURE;
      case "unless-stopped" -> RestartPolicy.UNLESS_STOPPED;
      default ->
          throw value
              .where()
              .refuse(
                  "'%s' is not supported".formatted(value.text()),
                  "no, always, on-failure or unless-stopped");
    };
  }

  /** The fields of one service, each read when it is there. */
  private record Reading(Map<String, Value> fields) {
    <T> T read(String key, Function<Value, T> reader, T otherwise) {
      var value = fields.get(key);
      return value == null || value instanceof Value.Nothing ? otherwise : reader.apply(value);
    }
  }
}
