package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fleet.contract.problem.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Dockerfile that a push names. */
final class NamedDockerfileTest {
  @Test
  void it_is_taken_before_any_other() {
    var files = new GivenFiles(Map.of(), Set.of("Dockerfile", "docker/prod", "Dockerfile.amd64"));

    var image = Planner.plan(files, naming("docker/prod")).services().getFirst().images();

    assertThat(image)
        .extracting(each -> each.build().recipe())
        .containsExactly(new Recipe.InProject("docker/prod"));
    assertThat(image.getFirst().build().context()).contains("");
  }

  @Test
  void it_may_be_a_template() {
    var text = "FROM %%BALENA_ARCH%%-debian";
    var files = new GivenFiles(Map.of("docker/Dockerfile.template", text), Set.of());

    var image =
        Planner.plan(files, naming("docker/Dockerfile.template")).services().getFirst().images();

    assertThat(image.getFirst().build().recipe())
        .isEqualTo(new Recipe.Filled("docker/Dockerfile.template", "FROM amd64-debian"));
  }

  @Test
  void one_that_is_not_there_is_told() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(
            () -> Planner.plan(new GivenFiles(Map.of(), Set.of("Dockerfile")), naming("prod")))
        .withMessage("there is no file 'prod', of which the push says that it is its Dockerfile");
  }

  @Test
  void a_compose_file_says_itself_which_are_built() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Planner.plan(GivenFiles.compose("services: {}"), naming("Dockerfile")))
        .withMessage("the push names a Dockerfile, but docker-compose.yml says which are built");
  }

  private static Occasion naming(String path) {
    var usual = Occasions.USUAL;
    return new Occasion(
        usual.fleet(),
        usual.commit(),
        usual.asked(),
        usual.usual(),
        usual.terms(),
        new Wish(Optional.of(path), Map.of(), Map.of(), false));
  }
}
