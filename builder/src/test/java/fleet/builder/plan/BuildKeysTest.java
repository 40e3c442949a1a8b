package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.builder.plan.BuildSettings.Network;
import fleet.builder.plan.BuildSettings.Surroundings;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.Platform;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of {@code build} that say how. */
final class BuildKeysTest {
  @Test
  void every_key_of_a_build_reaches_its_settings() {
    var settings =
        plan("""
        services:
          web:
            build:
              context: .
              labels: {org.example.team: kitchen}
              cache_from: ["registry.example.com/app:1", "type=registry,ref=example/app:2"]
              network: none
              shm_size: 256m
              extra_hosts: ["mirror=10.0.0.5"]
              secrets: [npmrc, {source: token, target: api}, from-shell, mine]
        secrets:
          npmrc: {file: ./secrets/npmrc}
          token: {external: true, name: api-token}
          from-shell: {environment: TOKEN}
          mine: {external: true}
        """)
            .services()
            .getFirst()
            .images()
            .getFirst()
            .build()
            .settings();

    assertThat(settings.labels()).isEqualTo(Map.of("org.example.team", "kitchen"));
    assertThat(settings.cacheFrom()).containsExactly("registry.example.com/app:1", "example/app:2");
    assertThat(settings.surroundings())
        .isEqualTo(
            new Surroundings(
                Network.NONE, OptionalLong.of(256L * 1024 * 1024), Map.of("mirror", "10.0.0.5")));
    var place = "docker-compose.yml:10: services.web.build.secrets";
    assertThat(settings.secrets())
        .containsEntry("npmrc", new SecretSource.InProject("secrets/npmrc"))
        .containsEntry("api", new SecretSource.Given("api-token", place + ".source"))
        .containsEntry("from-shell", new SecretSource.Given("TOKEN", place))
        .containsEntry("mine", new SecretSource.Given("mine", place));
  }

  @Test
  void the_platforms_of_builds_are_those_of_the_release() {
    var plan =
        plan(
            """
            services:
              web: {build: {context: ., platforms: [linux/arm64, linux/amd64]}}
              db: {image: postgres}
            """);

    assertThat(plan.platforms()).containsExactly(Platform.LINUX_ARM64, Platform.LINUX_AMD64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{build: {secrets: [nowhere]}} | there is no secret 'nowhere' at the top level",
        "{build: {secrets: [{source: known, mode: 0400}]}} | mode: is not supported",
        "{build: {secrets: [{target: x}]}} | needs source",
        "{build: {network: host}} | kiosks does not allow its services 'build-network'",
        "{build: {entitlements: [network.host]}} | kiosks does not allow its services 'build-network'",
        "{build: {entitlements: [security.insecure]}} | an engine's API gives it to no build",
        "{build: {cache_from: ['type=local,src=/']}} | is not an image",
        "{build: {platforms: [linux/arm64]}} | leaves out linux/amd64",
        "{build: {ssh: [default]}} | ssh: is not supported",
      })
  void what_a_build_cannot_have_is_refused(String service, String reason) {
    var text =
        """
        services:
          web: %s
        x-fleet: {platforms: [linux/amd64]}
        secrets: {known: {external: true}}
        """
            .formatted(service);

    assertThat(catchThrowableOfType(ProblemException.class, () -> plan(text)))
        .hasMessageContaining("docker-compose.yml:2")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{file: missing.txt} | there is no file 'missing.txt'",
        "{file: ../above} | '../above' is outside the project",
        "{} | needs one of file, environment and external: true",
        "{external: false} | needs one of file, environment and external: true",
        "{external: true, name: 'a b'} | 'a b' is not a secret's name",
        "{content: x} | content: is not supported",
      })
  void what_is_no_secret_is_refused_although_nobody_asks_for_it(String secret, String reason) {
    var text = "services:\n  web: {build: .}\nsecrets: {known: %s}\n".formatted(secret);

    assertThat(catchThrowableOfType(ProblemException.class, () -> plan(text)))
        .hasMessageContaining("docker-compose.yml:3")
        .hasMessageContaining(reason);
  }

  private static BuildPlan plan(String compose) {
    return Planner.plan(
        new GivenFiles(
            Map.of("docker-compose.yml", compose), Set.of("Dockerfile", "secrets/npmrc")),
        Occasions.USUAL);
  }
}
