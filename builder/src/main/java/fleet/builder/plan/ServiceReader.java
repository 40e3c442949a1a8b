package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.FileMount;
import fleet.contract.release.HostAccess.Folder;
import fleet.contract.release.Mount;
import fleet.contract.release.ServiceSpec;
import java.util.HashSet;
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
          "label_file",
          "user",
          "working_dir",
          "hostname",
          "read_only",
          "init",
          "stop_grace_period",
          "stop_signal",
          "expose",
          "env_file",
          "configs",
          "secrets",
          "profiles");
  private static final Keys KEYS =
      new Keys(
          Stream.of(
                  OWN,
                  LimitsReader.KEYS,
                  ConfinementReader.KEYS,
                  LookupReader.KEYS,
                  NetworkReader.KEYS,
                  HostAccessReader.KEYS,
                  UnusedKeys.OF_SERVICES)
              .flatMap(List::stream)
              .toList());
  private static final Pattern SIGNAL = Pattern.compile("(?:SIG)?[A-Z0-9+-]{2,12}|[1-9]\\d?");

  private final Declared declared;
  private final Mounts mounts;
  private final EnvironmentFiles environmentFiles;
  private final Variables variables;
  private final Allowance allowance;
  private final Notes notes;

  ServiceReader(
      Declared declared,
      EnvironmentFiles environmentFiles,
      Variables variables,
      Allowance allowance,
      Notes notes) {
    this.declared = declared;
    this.allowance = allowance;
    this.mounts = new Mounts(declared.volumes(), allowance);
    this.environmentFiles = environmentFiles;
    this.variables = variables;
    this.notes = notes;
  }

  /**
   * What the project declares, for services to use.
   *
   * @param services that are deployed
   * @param volumes of the top level
   */
  record Declared(
      Set<String> services,
      Set<String> volumes,
      NetworkReader networks,
      Configs configs,
      RunSecrets secrets) {}

  ServiceSpec read(ServiceName name, Value service) {
    KEYS.check(service);
    var fields = new Reading(service.fields());
    fields.read("expose", Ports::checkExposed, true);
    UnusedKeys.tell(service, notes);
    var labels = labels(fields);
    UpdateLabels.tell(name, labels, notes);
    var restart = fields.read("restart", Restarts::read, Restarts.USUAL);
    var spec =
        new ServiceSpec(
            fields.read("command", ShellWords::of, List.of()),
            fields.read("entrypoint", ShellWords::of, List.of()),
            environment(fields),
            fields.read("ports", Ports::read, List.of()),
            mounts(fields),
            fields.read(
                "depends_on", it -> Dependencies.read(it, declared.services(), notes), Map.of()),
            fields.read("healthcheck", it -> Optional.of(HealthChecks.read(it)), Optional.empty()),
            restart.policy(),
            labels,
            fields.read("user", ServiceReader::some, Optional.empty()),
            fields.read("working_dir", ServiceReader::some, Optional.empty()),
            fields.read("hostname", ServiceReader::some, Optional.empty()),
            fields.read("read_only", Value::flag, false),
            fields.read("init", Value::flag, false),
            fields.read("stop_grace_period", Durations::read, ServiceSpec.DEFAULT_STOP_GRACE),
            fields.read("stop_signal", ServiceReader::signal, Optional.empty()),
            Optional.of(LimitsReader.read(service)),
            Optional.of(ConfinementReader.read(service, variables)),
            Optional.of(LookupReader.read(service)),
            Optional.of(
                new HostAccessReader(allowance).read(service, folders(service, fields, labels))),
            declared.networks().read(service),
            Optional.of(files(fields)),
            UpdateLabels.read(at(service, "labels"), labels),
            restart.most());
    refuseTwice(service, spec);
    return spec;
  }

  private List<Folder> folders(Value service, Reading fields, Map<String, String> labels) {
    return Stream.concat(
            fields.read("volumes", mounts::folders, List.<Folder>of()).stream(),
            FeatureLabels.folders(at(service, "labels"), labels, allowance).stream())
        .toList();
  }

  private List<FileMount> files(Reading fields) {
    return Stream.concat(
            fields.read("configs", declared.configs()::read, List.<FileMount>of()).stream(),
            fields.read("secrets", declared.secrets()::read, List.<FileMount>of()).stream())
        .toList();
  }

  /** An engine refuses two mounts at one place, on each device, later. */
  private static void refuseTwice(Value service, ServiceSpec spec) {
    var seen = new HashSet<String>();
    Stream.of(
            spec.mounts().stream().map(Mount::target),
            spec.filesOrNone().stream().map(FileMount::target),
            spec.hostAccess().stream().flatMap(it -> it.folders().stream()).map(Folder::target))
        .flatMap(targets -> targets)
        .filter(target -> !seen.add(target))
        .findFirst()
        .ifPresent(target -> {
          throw service.where().refuse("mounts two things at %s".formatted(target), "");
        });
  }

  /** What the service says itself goes before what its files say. */
  private Map<String, String> environment(Reading fields) {
    return over(fields, "env_file", "environment");
  }

  private Map<String, String> labels(Reading fields) {
    fields.read("labels", it -> Labels.read(it, variables), Map.of());
    var labels = over(fields, "label_file", "labels");
    return fields.read("label_file", it -> Labels.checked(it, labels), labels);
  }

  private Map<String, String> over(Reading fields, String inFiles, String own) {
    var all = new LinkedHashMap<>(fields.read(inFiles, environmentFiles::read, Map.of()));
    all.putAll(fields.read(own, it -> Pairs.read(it, variables), Map.of()));
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

  private static Value at(Value service, String key) {
    return service.fields().getOrDefault(key, service);
  }

  private static Optional<String> some(Value value) {
    return Optional.of(value.text());
  }

  /** The fields of one service, each read when it is there. */
  private record Reading(Map<String, Value> fields) {
    <T> T read(String key, Function<Value, T> reader, T otherwise) {
      return Values.present(fields, key).map(reader).orElse(otherwise);
    }
  }
}
