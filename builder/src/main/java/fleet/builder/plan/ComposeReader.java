package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Composition;
import fleet.contract.release.Platform;
import fleet.contract.release.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one compose file. */
final class ComposeReader {
  private static final Keys KEYS = new Keys("services", "volumes", "secrets", "version", "name");
  private static final Keys FLEET_KEYS = new Keys("platforms", "version");
  private static final Keys VOLUME_KEYS = new Keys();
  private static final Pattern VOLUME_NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}");
  private static final int MAX_SERVICES = 64;

  private final String file;
  private final ProjectFiles files;
  private final Variables variables;

  ComposeReader(String file, ProjectFiles files) {
    this.file = file;
    this.files = files;
    this.variables = Variables.ofEnvFile(files.text(Planner.ENV_FILE).orElse(""));
  }

  BuildPlan plan(Occasion occasion) {
    var root = new YamlReader(file, variables).read(files.text(file).orElse(""));
    if (root instanceof Value.Nothing) {
      throw root.where().refuse("the file is empty", "");
    }
    KEYS.check(root);
    var all = services(root);
    var services = deployed(all);
    var volumes = volumes(root);
    var fleet = Optional.ofNullable(root.fields().get("x-fleet"));
    fleet.ifPresent(FLEET_KEYS::check);
    var wanted = wanted(fleet, services, occasion);
    var settings = new SettingsReader(variables, BuildSecrets.of(root, files));
    var images = images(services, new Builds(files, settings, occasion, wanted));
    var specs = specs(services, volumes, new Allowance(occasion));
    return Planner.plan(
        images,
        wanted,
        ProjectVersion.of(fleet, files),
        new Composition(specs, volumes),
        notes(all, specs));
  }

  private static Map<String, Value> services(Value root) {
    var services = root.fields().get("services");
    if (services == null || services instanceof Value.Nothing || services.fields().isEmpty()) {
      throw root.where().refuse("names no services", "add services: with at least one service");
    }
    if (services.fields().size() > MAX_SERVICES) {
      throw services.where().refuse("names more than %d services".formatted(MAX_SERVICES), "");
    }
    return services.fields();
  }

  /** A service with profiles is one that people start by hand, and no part of a release. */
  private static Map<String, Value> deployed(Map<String, Value> services) {
    var deployed = new LinkedHashMap<>(services);
    deployed.values().removeIf(ComposeReader::hasProfiles);
    if (deployed.isEmpty()) {
      throw services
          .values()
          .iterator()
          .next()
          .where()
          .refuse("has profiles, as every service here, so none is deployed", "remove profiles");
    }
    return deployed;
  }

  private static boolean hasProfiles(Value service) {
    return service instanceof Value.Fields(var _, var fields)
        && fields.get("profiles") instanceof Value.Items(var _, var names)
        && !names.isEmpty();
  }

  private static List<ServicePlan> images(Map<String, Value> services, Builds builds) {
    return services.entrySet().stream()
        .map(service -> builds.read(name(service.getKey(), service.getValue()), service.getValue()))
        .toList();
  }

  private Map<ServiceName, ServiceSpec> specs(
      Map<String, Value> services, Set<String> volumes, Allowance allowance) {
    var reader = new ServiceReader(services.keySet(), volumes, files, variables, allowance);
    var specs = new LinkedHashMap<ServiceName, ServiceSpec>();
    services.forEach((name, value) -> specs.put(name(name, value), reader.read(value)));
    Dependencies.refuseCircles(
        services,
        specs.entrySet().stream()
            .collect(
                Collectors.toMap(
                    spec -> spec.getKey().value(),
                    spec ->
                        spec.getValue().dependsOn().keySet().stream()
                            .map(ServiceName::value)
                            .collect(Collectors.toSet()))));
    return specs;
  }

  private static ServiceName name(String name, Value value) {
    try {
      return ServiceName.parse(name);
    } catch (IllegalArgumentException e) {
      throw value.where().refuse(String.valueOf(e.getMessage()), "");
    }
  }

  private static Set<String> volumes(Value root) {
    var volumes = root.fields().get("volumes");
    if (volumes == null || volumes instanceof Value.Nothing) {
      return Set.of();
    }
    volumes
        .fields()
        .forEach((name, value) -> {
          if (!VOLUME_NAME.matcher(name).matches()) {
            throw value.where().refuse("is not a volume's name", "");
          }
          if (!(value instanceof Value.Nothing)) {
            VOLUME_KEYS.check(value);
          }
        });
    return volumes.fields().keySet();
  }

  /** Those of x-fleet, else all that a build names; each build has to name all or none. */
  private static Occasion.Wanted wanted(
      Optional<Value> fleet, Map<String, Value> services, Occasion occasion) {
    var ofFleet = fleet.map(ComposeReader::platforms).orElse(List.of());
    var ofBuilds = services.values().stream().flatMap(SettingsReader::platforms).toList();
    var wanted = occasion.wanted(ofFleet.isEmpty() ? ofBuilds : ofFleet);
    services.values().forEach(service -> SettingsReader.requireAll(service, wanted.platforms()));
    return wanted;
  }

  private static List<Platform> platforms(Value fleet) {
    var platforms = fleet.fields().get("platforms");
    if (platforms == null) {
      return List.of();
    }
    return platforms.items().stream()
        .map(item -> item.parse((_, text) -> Platform.parse(text)))
        .toList();
  }

  private static List<String> notes(
      Map<String, Value> services, Map<ServiceName, ServiceSpec> specs) {
    var notes = new ArrayList<String>();
    specs.forEach((name, spec) ->
        FeatureLabels.withoutEffect(spec.labels())
            .forEach(label -> notes.add("%s: label %s has no effect here".formatted(name, label))));
    services.forEach((name, service) -> {
      if (hasProfiles(service)) {
        notes.add("%s: left out, because it has profiles".formatted(name));
        return;
      }
      if (service.fields().containsKey("logging")) {
        notes.add("%s: 'logging' is not used, because devices bound all logs".formatted(name));
      }
      if (service.fields().containsKey("build") && service.fields().containsKey("image")) {
        notes.add("%s: 'image' is not used, because 'build' makes the image".formatted(name));
      }
    });
    return notes;
  }
}
