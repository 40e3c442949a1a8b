package fleet.builder.plan;

import fleet.contract.identity.FleetName;
import fleet.contract.release.FileMount;
import fleet.contract.variable.VariableName;
import java.util.List;
import java.util.Map;

/**
 * {@code secrets} of services: values of the fleet's variables, which services see as files. What
 * builds are given by the same names is another matter.
 *
 * @param fleet whose variables they are
 * @param defined at the top level
 */
record RunSecrets(FleetName fleet, Map<String, Value> defined) {
  private static final FileGrants GRANTS = new FileGrants("/run/secrets/");

  static RunSecrets of(FleetName fleet, Value root) {
    return new RunSecrets(
        fleet, Values.present(root.fields(), "secrets").map(Value::fields).orElse(Map.of()));
  }

  List<FileMount> read(Value granted) {
    return GRANTS.read(granted).stream()
        .<FileMount>map(
            grant -> new FileMount.Value(grant.target(), variable(grant.source()), grant.access()))
        .toList();
  }

  private VariableName variable(Value source) {
    var definition = defined.get(source.text());
    if (definition == null) {
      throw source
          .where()
          .refuse(
              "there is no secret '%s' at the top level".formatted(source.text()),
              "secrets: {%s: {environment: NAME}} takes the fleet's variable NAME"
                  .formatted(source.text()));
    }
    var fields = definition.fields();
    Values.present(fields, "file")
        .ifPresent(file -> {
          throw file.where()
              .refuse(
                  "a secret that a service sees is in no file of the project",
                  "%s; configs are for what is not secret".formatted(hint()));
        });
    var environment = Values.present(fields, "environment");
    if (environment.isPresent()) {
      return name(environment.get(), environment.get().text());
    }
    var name = Values.present(fields, "name");
    return name.map(it -> name(it, it.text())).orElseGet(() -> name(definition, source.text()));
  }

  private VariableName name(Value value, String text) {
    try {
      return VariableName.parse(text);
    } catch (IllegalArgumentException e) {
      throw value.where().refuse("'%s' is not the name of a variable".formatted(text), hint());
    }
  }

  private String hint() {
    return "say environment: NAME, and give it a value: fleet env set --fleet %s --secret NAME"
        .formatted(fleet);
  }
}
