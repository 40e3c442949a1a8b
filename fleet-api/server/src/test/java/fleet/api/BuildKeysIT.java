package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.node.BuildKeys;
import fleet.contract.node.RegistryLogin;
import fleet.contract.operator.NewBuildSecret;
import fleet.contract.operator.NewRegistryLogin;
import fleet.contract.operator.Role;
import fleet.contract.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What fleets keep for their builds, over HTTP, on a real database. */
class BuildKeysIT {
  private static final String VALUE = "correct-horse-battery";
  private static RunningApi api;
  private static Caller developer;
  private static Caller viewer;

  @BeforeAll
  static void start() {
    api = RunningApi.alone();
    developer = api.asNew("dora", Role.DEVELOPER);
    viewer = api.asNew("vera", Role.VIEWER);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void a_secret_is_told_to_the_builder_alone_and_lies_wrapped() {
    var fleet = api.newFleet("vault");
    var secrets = "/api/v1/fleets/%s/build-secrets".formatted(fleet);
    developer.put(secrets + "/npmrc", new NewBuildSecret(SecretBytes.of("old"))).expect(204);
    developer.put(secrets + "/npmrc", new NewBuildSecret(SecretBytes.of(VALUE))).expect(204);

    assertThat(viewer.get(secrets).expect(200).text())
        .contains("npmrc", "dora")
        .doesNotContain(VALUE);
    assertThat(opened("vault").secrets()).containsEntry("npmrc", SecretBytes.of(VALUE));
    assertThat(api.database().everyRow("build_keys", "audit", "events"))
        .contains("npmrc")
        .doesNotContain(VALUE)
        .doesNotContain(
            Base64.getEncoder()
                .withoutPadding()
                .encodeToString(VALUE.getBytes(StandardCharsets.UTF_8)));
    viewer.put(secrets + "/npmrc", new NewBuildSecret(SecretBytes.of("x"))).expect(403);
    assertThat(developer.get("/internal/v1/fleets/vault/build-keys").status()).isIn(401, 403, 404);

    developer.delete(secrets + "/npmrc").expect(204);
    assertThat(opened("vault")).isEqualTo(BuildKeys.NONE);
    assertThat(developer.delete(secrets + "/npmrc").problem().message())
        .isEqualTo("there is no build secret 'npmrc'");
  }

  @Test
  void a_login_is_kept_for_its_fleet_and_host() {
    var fleet = api.newFleet("bakery");
    var _ = api.newFleet("other");
    var logins = "/api/v1/fleets/%s/registries".formatted(fleet);
    var login = new NewRegistryLogin("ci", Secret.of(VALUE));
    developer.put(logins + "/registry.example.com:5000", login).expect(204);

    assertThat(viewer.get(logins).expect(200).text())
        .contains("registry.example.com:5000", "\"username\":\"ci\"")
        .doesNotContain(VALUE);
    assertThat(opened("bakery").logins())
        .containsExactly(new RegistryLogin("registry.example.com:5000", "ci", Secret.of(VALUE)));
    assertThat(opened("other")).isEqualTo(BuildKeys.NONE);
    assertThat(api.database().everyRow("build_keys", "audit", "events")).doesNotContain(VALUE);

    developer.delete(logins + "/registry.example.com:5000").expect(204);
    assertThat(opened("bakery")).isEqualTo(BuildKeys.NONE);
  }

  @Test
  void names_values_and_numbers_are_bounded() {
    var fleet = api.newFleet("crowd");
    var secrets = "/api/v1/fleets/%s/build-secrets/".formatted(fleet);
    var one = new NewBuildSecret(SecretBytes.of("x"));
    assertThat(developer.put(secrets + "a%20b", one).problem().code())
        .isEqualTo(ProblemCode.INVALID_REQUEST);
    assertThat(developer.put(secrets + "empty", "{\"value\":\"\"}").status()).isEqualTo(400);
    for (var number = 0; number < 100; number++) {
      developer.put(secrets + "s" + number, one).expect(204);
    }
    assertThat(developer.put(secrets + "more", one).problem().message())
        .startsWith("a fleet keeps at most 100 build secrets");
  }

  private static BuildKeys opened(String fleet) {
    return api.asServer()
        .get("/internal/v1/fleets/%s/build-keys".formatted(fleet))
        .expect(200)
        .as(BuildKeys.class);
  }
}
