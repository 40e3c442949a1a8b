package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.NewBuildSecret;
import fleet.contract.operator.NewRegistryLogin;

/** Every route of keys that fleets keep for builds, each answered with success. */
record BuildKeyTour(RunningApi api) {
  void walk(FleetName fleet) {
    var admin = api.asAdmin();
    var secrets = "/api/v1/fleets/%s/build-secrets".formatted(fleet);
    admin.put(secrets + "/npmrc", new NewBuildSecret(SecretBytes.of("hush"))).expect(204);
    admin.get(secrets).expect(200);
    var registries = "/api/v1/fleets/%s/registries".formatted(fleet);
    var login = new NewRegistryLogin("ada", Secret.of("correct horse"));
    admin.put(registries + "/registry.example.com:5000", login).expect(204);
    admin.get(registries).expect(200);
    var opened = api.asServer().get("/internal/v1/fleets/%s/build-keys".formatted(fleet));
    assertThat(opened.expect(200)).isNotNull();
    admin.delete(secrets + "/npmrc").expect(204);
    admin.delete(registries + "/registry.example.com:5000").expect(204);
  }
}
