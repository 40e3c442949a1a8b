package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.Composition;
import fleet.contract.release.ServiceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads how the services of a project are built and run, from its compose files. */
final class ComposeReader {
  private static final int MAX_SERVICES = 64;

  private final ComposeChoice choice;
  private final ProjectFiles files;
  private final Variables variables;
  private final Notes notes = new Notes();

  ComposeReader(ComposeChoice choice, ProjectFiles files) {
    this.choice = choice;
    this.files = files;
    this.variables = Variables.ofEnvFile(files.text(Planner.ENV_FILE).orElse(""));
  }

  BuildPlan plan(Occasion occasion) {
    var root =
        new ComposeFiles(files).read(choice.paths(), choice.asking(), choice.folder(), variables);
    choice.tellOverrides(files, notes);
    var profiles = Profiles.of(variables);
    var all = services(root);
    tellLeftOut(all, profiles);
    var services = profiles.deployed(all);
    var fleet = FleetKeys.of(root);
    var allowance = new Allowance(occasion);
    var wanted = wanted(fleet, services, occasion);
    var settings = new SettingsReader(variables, BuildSecrets.of(root, files), allowance);
    var images = images(services, new Builds(files, settings, occasion, wanted));
    var composition = composition(root, services, allowance);
    return Planner.plan(
        images, wanted, ProjectVersion.of(fleet.version(), files), composition, notes.all());
  }

  private static Map<String, Value> services(Value root) {
    var services = Values.present(root.fields(), "services");
    if (services.isEmpty() || services.get().fields().isEmpty()) {
      throw root.where().refuse("names no services", "add services: with at least one service");
    }
    if (services.get().fields().size() > MAX_SERVICES) {
      throw services
          .get()
          .where()
          .refuse("names more than %d services".formatted(MAX_SERVICES), "");
    }
    return services.get().fields();
  }

  private void tellLeftOut(Map<String, Value> services, Profiles profiles) {
    services.forEach((name, service) -> {
      if (profiles.leavesOut(service)) {
        notes.add("%s: left out, because it has profiles".formatted(name));
      }
    });
  }

  private static List<ServicePlan> images(Map<String, Value> services, Builds builds) {
    return services.entrySet().stream()
        .map(service -> builds.read(name(service.getKey(), service.getValue()), service.getValue()))
        .toList();
  }

  private Composition composition(Value root, Map<String, Value> services, Allowance allowance) {
    var volumes = Volumes.names(root, notes);
    var configs = Configs.of(root, files, variables, notes);
    var declared =
        new ServiceReader.Declared(
            services.keySet(),
            volumes,
            new NetworkReader(new NetworkShapes(notes, variables).read(root)),
            configs,
            RunSecrets.of(allowance.occasion().fleet(), root));
    var reader =
        new ServiceReader(
            declared, new EnvironmentFiles(files, variables), variables, allowance, notes);
    var specs = new LinkedHashMap<ServiceName, ServiceSpec>();
    services.forEach((key, value) -> {
      var name = name(key, value);
      specs.put(name, reader.read(name, value));
    });
    refuseCircles(services, specs);
    tellFeatures(specs);
    return new Composition(specs, volumes, Optional.of(configs.contents()));
  }

  private static void refuseCircles(
      Map<String, Value> services, Map<ServiceName, ServiceSpec> specs) {
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
  }

  private static ServiceName name(String name, Value value) {
    try {
      return ServiceName.parse(name);
    } catch (IllegalArgumentException e) {
      throw value.where().refuse(String.valueOf(e.getMessage()), "");
    }
  }

  /** Those of x-fleet, else all that a build names; each build has to name all or none. */
  private static Occasion.Wanted wanted(
      FleetKeys fleet, Map<String, Value> services, Occasion occasion) {
    var ofFleet = fleet.platforms();
    var ofBuilds = services.values().stream().flatMap(SettingsReader::platforms).toList();
    var wanted = occasion.wanted(ofFleet.isEmpty() ? ofBuilds : ofFleet);
    services.values().forEach(service -> SettingsReader.requireAll(service, wanted.platforms()));
    return wanted;
  }

  private void tellFeatures(Map<ServiceName, ServiceSpec> specs) {
    specs.forEach((name, spec) ->
        FeatureLabels.withoutEffect(spec.labels())
            .forEach(label -> notes.add("%s: label %s has no effect here".formatted(name, label))));
  }
}
