package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.HealthCheck;
import fleet.contract.release.Mount;
import fleet.contract.release.Platform;
import fleet.contract.release.PortMapping;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlannerTest {
  private static final ServiceName WEB = ServiceName.parse("web");

  @Test
  void a_lone_dockerfile_is_the_service_main_with_every_default() {
    var plan =
        Planner.plan(new GivenFiles(Map.of(), Set.of("Dockerfile", "app.py")), Occasions.USUAL);

    assertThat(plan.services())
        .containsExactly(
            new ServicePlan(
                ServiceName.parse("main"),
                List.of(
                    new ImagePlan(
                        "linux/amd64",
                        Platform.LINUX_AMD64,
                        new ServiceBuild(
                            ServiceName.parse("main"),
                            Optional.of(""),
                            new Recipe.InProject("Dockerfile"),
                            BuildSettings.NONE)))));
    assertThat(plan.composition().services())
        .containsEntry(ServiceName.parse("main"), ServiceSpec.plain());
    assertThat(plan.platforms()).containsExactly(Platform.LINUX_AMD64);
  }

  @Test
  void an_empty_project_is_refused_with_what_to_add() {
    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> Planner.plan(new GivenFiles(Map.of(), Set.of("README")), Occasions.USUAL));

    assertThat(refused).hasMessageContaining("there is no Dockerfile and no docker-compose.yml");
    assertThat(refused.problem().hint()).contains("add a Dockerfile");
  }

  @Test
  void every_supported_key_reaches_the_spec() {
    var plan =
        plan(
            """
            services:
              web:
                build: {context: ., args: {A: b}, target: run}
                command: serve --name "two words" 'x y'
                entrypoint: ["/init", "--"]
                environment: [A=1, "B=x=y"]
                ports: ["8080:80", "127.0.0.1:53:53/udp", "9000-9001:90-91"]
                volumes: ["data:/data:ro", {type: tmpfs, target: /scratch}]
                tmpfs: /run
                depends_on: {db: {condition: service_healthy}}
                healthcheck: {test: curl -f localhost, interval: 1m30s, retries: 5}
                restart: unless-stopped
                labels: {a: b}
                user: "1000"
                working_dir: /app
                hostname: kiosk
                read_only: true
                init: true
                stop_grace_period: 500ms
              db:
                image: postgres:17
            volumes:
              data:
            """);

    assertThat(plan.composition().services().get(WEB))
        .isEqualTo(
            new ServiceSpec(
                List.of("serve", "--name", "two words", "x y"),
                List.of("/init", "--"),
                Map.of("A", "1", "B", "x=y"),
                List.of(
                    new PortMapping("", 8080, 80, "tcp"),
                    new PortMapping("127.0.0.1", 53, 53, "udp"),
                    new PortMapping("", 9000, 90, "tcp"),
                    new PortMapping("", 9001, 91, "tcp")),
                List.of(
                    new Mount.Volume("data", "/data", true),
                    new Mount.Memory("/scratch"),
                    new Mount.Memory("/run")),
                Map.of(ServiceName.parse("db"), DependencyCondition.SERVICE_HEALTHY),
                Optional.of(
                    new HealthCheck(
                        List.of("CMD-SHELL", "curl -f localhost"),
                        Duration.ofSeconds(90),
                        Duration.ofSeconds(30),
                        Duration.ZERO,
                        5)),
                RestartPolicy.UNLESS_STOPPED,
                Map.of("a", "b"),
                Optional.of("1000"),
                Optional.of("/app"),
                Optional.of("kiosk"),
                true,
                true,
                Duration.ofMillis(500)));
    assertThat(plan.composition().volumes()).containsExactly("data");
    assertThat(build(plan.services().getFirst()).settings().args()).isEqualTo(Map.of("A", "b"));
    assertThat(build(plan.services().getFirst()).settings().target()).contains("run");
    assertThat(build(plan.services().getLast()).recipe())
        .isEqualTo(new Recipe.Inline("FROM postgres:17\n"));
    assertThat(build(plan.services().getLast()).context()).isEmpty();
  }

  @Test
  void platforms_come_from_the_push_else_the_project_else_the_server() {
    var text =
        "services: {web: {image: x}}\nx-fleet: {platforms: [linux/arm/v7], version: 1.2.3}\n";
    var asked = Occasions.asking(Platform.LINUX_ARM64);

    assertThat(plan(text).platforms()).containsExactly(Platform.LINUX_ARM_V7);
    assertThat(plan(text).version()).contains("1.2.3");
    assertThat(plan("services: {web: {image: x}}").platforms())
        .containsExactly(Platform.LINUX_AMD64);
    assertThat(Planner.plan(files(text), asked).platforms()).containsExactly(Platform.LINUX_ARM64);
  }

  @Test
  void anchors_merge_and_what_is_written_beside_them_wins() {
    var plan =
        plan(
            """
            x-base: &base {image: one, restart: "no", environment: {A: "1"}}
            services:
              web:
                <<: *base
                image: two
            """);

    assertThat(build(plan.services().getFirst()).recipe())
        .isEqualTo(new Recipe.Inline("FROM two\n"));
    assertThat(plan.composition().services())
        .hasEntrySatisfying(WEB, spec -> assertThat(spec.restart()).isEqualTo(RestartPolicy.NO));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$A            | alpha",
        "${A}          | alpha",
        "${A:-other}   | alpha",
        "${NONE:-x}    | x",
        "${NONE-x}     | x",
        "${EMPTY:-x}   | x",
        "[${EMPTY-x}]  | []",
        "${A:+set}     | set",
        "[${NONE:+set}]| []",
        "${NONE:-${A}} | alpha",
        "$$A           | $A",
        "a$${A}b       | a${A}b",
      })
  void variables_are_resolved_as_compose_does(String written, String resolved) {
    var variables = Variables.ofEnvFile("# comment\nA=alpha\nEMPTY=\nexport Q='quoted'\n");

    assertThat(variables.resolve(written, new Where("f", 1, ""))).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "privileged: true        | f:4: services.web.privileged: kiosks does not allow its services 'privileged' | fleet policy allow kiosks privileged",
        "enviroment: {A: b}      | services.web.enviroment: is not supported | supported key is 'environment'",
        "ports: ['80']           | port 80 needs a port on the host | write 80:80",
        "ports: ['99999:80']     | a port is a number from 1 to 65535 | ",
        "volumes: ['/run/x:/b']  | kiosks does not allow its services 'folder:/run/x' | fleet policy allow",
        "volumes: ['./a:/b']     | './a' is a folder of the host | named volume",
        "volumes: ['a:/b']       | volume 'a' is not declared | add it under volumes",
        "depends_on: [nobody]    | there is no service 'nobody' | ",
        "depends_on: [web]       | waits for itself: web -> web | ",
        "restart: sometimes      | 'sometimes' is not supported | on-failure",
        "read_only: perhaps      | must be true or false | ",
        "healthcheck: {retries: 1} | needs test | CMD",
        "stop_grace_period: 5    | '5' is not a duration | 90s",
        "build: ../other         | '../other' is outside the project | ",
        "build: sub              | there is no file 'sub/Dockerfile' | committed",
        "command: '\"open'       | a quote is not closed | ",
        "user: ${WHO:?say who}   | variable WHO is needed: say who | .env",
        "labels: {fleet.x: y}    | are Fleet's own | ",
        "image: twice            | is written twice | ",
      })
  void what_is_not_supported_is_refused_with_place_and_hint(
      String line, String message, String hint) {
    var other = line.startsWith("build") ? "init: true" : "image: x";
    var compose = "# f\nservices:\n  web:\n    %s\n    %s\n".formatted(line, other);

    var refused = catchThrowableOfType(ProblemException.class, () -> plan(compose));

    assertThat(refused).hasMessageContaining(message.replace("f:4:", "docker-compose.yml:4:"));
    assertThat(refused).hasMessageStartingWith("docker-compose.yml:");
    assertThat(refused.problem().hint()).contains(hint == null ? "" : hint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services: {}                                        | names no services",
        "services: [a]                                       | must be a mapping",
        "models: {a: {}}                                     | models: is not supported",
        "services: {web: {image: x}, Web: {image: x}}        | is not a service name",
        "services: {web: {init: true}}                       | needs build or image",
        "services: {web: {image: x}, volumes: {d: {driver: n}}} | needs build or image",
        "x-fleet: {platforms: [linux]}                       | names no services",
        "services: [                                         | is not YAML",
      })
  void a_broken_compose_file_is_refused(String text, String message) {
    var refused = catchThrowableOfType(ProblemException.class, () -> plan(text));

    assertThat(refused).hasMessageContaining(message);
  }

  @Test
  void aliases_that_unfold_to_too_much_are_refused() {
    var text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 9; i++) {
      text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
    }
    var refused = catchThrowableOfType(ProblemException.class, () -> plan(text.toString()));

    assertThat(refused).hasMessageContaining("unfold to too much");
  }

  private static ServiceBuild build(ServicePlan service) {
    return service.images().getFirst().build();
  }

  private static BuildPlan plan(String compose) {
    return Planner.plan(files(compose), Occasions.USUAL);
  }

  private static ProjectFiles files(String compose) {
    return GivenFiles.compose(compose);
  }
}
