package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.contract.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProjectVersionTest {
  private static final String COMPOSE = "services: {web: {image: x}}\n";

  @ParameterizedTest
  @CsvSource({
    "3.0.0, 2.0.0, 1.0.0, 3.0.0",
    "     , 2.0.0, 1.0.0, 2.0.0",
    "     ,      , 1.0.0, 1.0.0",
    "3.0.0,      ,      , 3.0.0",
    "     ,      ,      ,      ",
  })
  void the_compose_file_goes_before_balena_yml_and_that_before_version(
      String compose, String balena, String plain, String expected) {
    var files = new HashMap<String, String>();
    files.put(
        "docker-compose.yml",
        compose == null ? COMPOSE : COMPOSE + "x-fleet: {version: %s}\n".formatted(compose));
    if (balena != null) {
      files.put("balena.yml", "name: kiosk\nversion: %s\n".formatted(balena));
    }
    if (plain != null) {
      files.put("VERSION", plain + "\n");
    }

    assertThat(version(files)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void a_project_of_one_dockerfile_has_a_version_too() {
    assertThat(version(Map.of("Dockerfile", "FROM x", "VERSION", "\n  1.2.3-rc.1+b5 \n")))
        .contains("1.2.3-rc.1+b5");
  }

  @Test
  void other_keys_of_balena_yml_are_read_over() {
    var balena =
        """
        name: kiosk
        type: sw.application
        description: costs $5, ${and} more
        version: 0.9.1
        data: {defaultDeviceType: raspberrypi4-64, supportedDeviceTypes: [a, b]}
        """;

    assertThat(version(Map.of("Dockerfile", "FROM x", "balena.yml", balena))).contains("0.9.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name: kiosk\n", "version:\n", "- a\n"})
  void a_balena_yml_without_a_version_says_nothing(String text) {
    assertThat(version(Map.of("Dockerfile", "FROM x", "balena.yml", text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "VERSION, 1.2, VERSION:1",
    "VERSION, v1.2.3, VERSION:1",
    "VERSION, 1.02.3, VERSION:1",
    "VERSION, 1.2.3-, VERSION:1",
    "VERSION, 1.2.3-01, VERSION:1",
    "VERSION, 1.2.3+a_b, VERSION:1",
    "balena.yml, version: 1, balena.yml:1: version",
  })
  void what_is_no_semantic_version_is_refused_with_its_place(
      String file, String text, String place) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> version(Map.of("Dockerfile", "FROM x", file, text)))
        .withMessageStartingWith(place + ": '")
        .withMessageEndingWith("' is not a semantic version");
  }

  private static Optional<String> version(Map<String, String> files) {
    return Planner.plan(new GivenFiles(files, Set.of()), Occasions.USUAL).version();
  }
}
