package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.identity.ServiceName;
import fleet.contract.problem.ProblemException;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.Mount;
import fleet.contract.release.PortMapping;
import fleet.contract.release.ServiceSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Projects of several compose files: merged, included, extended; and YAML's own ways to share. */
final class SeveralFilesTest {
  private static final String BASE =
      """
      services:
        web:
          image: x
          command: serve --slow
          environment: [LEVEL=info, COLOUR=blue]
          labels: {a: "1"}
          ports: ["8080:80"]
          volumes: ["data:/data", "logs:/logs"]
          depends_on: [db]
          dns: 9.9.9.9
          healthcheck: {test: [CMD, "true"], interval: 5s}
        db:
          image: y
      volumes: {data: , logs: }
      """;

  @Test
  void mappings_are_merged_and_lists_joined_by_what_they_mean() {
    var web =
        web(
            BASE,
            """
            services:
              web:
                command: [serve, --fast]
                environment: {LEVEL: debug, SIZE: "3"}
                labels: [b=2]
                ports: ["127.0.0.1:9090:90", {target: 80, published: 8080}]
                volumes: ["logs:/data:ro"]
                depends_on: {db: {condition: service_healthy}}
                dns: [1.1.1.1, 9.9.9.9]
                healthcheck: {test: exit 0}
            """);

    assertThat(web.command()).containsExactly("serve", "--fast");
    assertThat(web.environment())
        .isEqualTo(Map.of("LEVEL", "debug", "COLOUR", "blue", "SIZE", "3"));
    assertThat(web.labels()).isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(web.ports())
        .containsExactly(
            new PortMapping("", 8080, 80, "tcp"), new PortMapping("127.0.0.1", 9090, 90, "tcp"));
    assertThat(web.mounts())
        .containsExactly(
            new Mount.Volume("logs", "/data", true), new Mount.Volume("logs", "/logs", false));
    assertThat(web.dependsOn())
        .isEqualTo(Map.of(ServiceName.parse("db"), DependencyCondition.SERVICE_HEALTHY));
    assertThat(web.lookup().orElseThrow().servers()).containsExactly("9.9.9.9", "1.1.1.1");
    assertThat(web.healthCheck().orElseThrow().test()).containsExactly("CMD-SHELL", "exit 0");
    assertThat(web.healthCheck().orElseThrow().interval()).hasSeconds(5);
  }

  @Test
  void reset_takes_away_and_override_replaces() {
    var web =
        web(
            BASE,
            """
            services:
              web:
                ports: !reset []
                environment: !override {LEVEL: warn}
                labels: {a: !reset null}
                healthcheck: !reset null
                depends_on: !reset []
            """);

    assertThat(web.ports()).isEmpty();
    assertThat(web.environment()).isEqualTo(Map.of("LEVEL", "warn"));
    assertThat(web.labels()).isEmpty();
    assertThat(web.healthCheck()).isEmpty();
    assertThat(web.dependsOn()).isEmpty();
    assertThat(web.mounts()).hasSize(2);
  }

  @Test
  void what_is_wrong_is_told_with_the_file_in_which_it_stands() {
    var refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> web(BASE, "# mine\nservices:\n  web:\n    portz: [80]\n"));

    assertThat(refused).hasMessage("more.yaml:4: services.web.portz: is not supported");
    assertThat(
            catchThrowableOfType(
                ProblemException.class, () -> web(BASE, "services: {web: {ports: [nonsense]}}")))
        .hasMessageStartingWith("more.yaml:1: services.web.ports: 'nonsense' is not a port");
    assertThat(
            catchThrowableOfType(
                ProblemException.class,
                () -> web(BASE + "x: 1\n", "services: {web: {init: true}}")))
        .hasMessageStartingWith("docker-compose.yml:15: x: is not supported");
  }

  @Test
  void an_override_file_is_read_when_env_names_it_and_told_when_not() {
    var texts = new HashMap<String, String>();
    texts.put("compose.yaml", "services: {web: {image: x}}");
    texts.put("compose.override.yaml", "services: {web: {user: '7'}}");

    var alone = plan(texts);
    assertThat(alone.composition().services().values()).containsOnly(ServiceSpec.plain());
    assertThat(alone.notes())
        .containsExactly(
            "compose.override.yaml is not read, for such a file is for one's own machine;"
                + " COMPOSE_FILE=compose.yaml:compose.override.yaml in .env reads both");

    texts.put(".env", "COMPOSE_FILE=compose.yaml:compose.override.yaml\n");
    var both = plan(texts);
    assertThat(both.composition().services().values().iterator().next().user()).contains("7");
    assertThat(both.notes()).isEmpty();

    texts.put(".env", "A=b\nCOMPOSE_FILE=compose.yaml;none.yaml\nCOMPOSE_PATH_SEPARATOR=;\n");
    assertThat(catchThrowableOfType(ProblemException.class, () -> plan(texts)))
        .hasMessage(".env:2: COMPOSE_FILE: there is no file 'none.yaml'");
  }

  @Test
  void paths_begin_at_the_folder_of_the_first_file() {
    var plan =
        plan(
            Map.of(
                ".env", "COMPOSE_FILE=deploy/base.yaml:deploy/prod.yaml",
                "deploy/base.yaml", "services: {web: {build: ../web, env_file: base.env}}",
                "deploy/prod.yaml",
                    "services: {web: {build: {target: run}, env_file: [{path: ./prod.env}]}, db: {build: {target: x}, env_file: !override [prod.env]}}",
                "deploy/Dockerfile", "FROM x\n",
                "deploy/base.env", "A=1\nB=1\n",
                "deploy/prod.env", "B=2\n",
                "web/Dockerfile", "FROM x\n"));

    assertThat(plan.services().getFirst().images().getFirst().build().context()).contains("web");
    assertThat(service(plan.composition().services(), "web").environment())
        .isEqualTo(Map.of("A", "1", "B", "2"));
    assertThat(plan.services().getLast().images().getFirst().build().context()).contains("deploy");
    assertThat(service(plan.composition().services(), "db").environment()).containsKey("B");
  }

  @Test
  void a_service_extends_one_of_this_file_or_of_another() {
    var plan =
        plan(
            Map.of(
                "docker-compose.yml",
                """
                services:
                  web:
                    extends: {file: common/base.yaml, service: app}
                    environment: {OWN: "1"}
                    ports: !override ["90:90"]
                  worker:
                    extends: web
                    ports: !reset []
                """,
                "common/base.yaml",
                """
                services:
                  root:
                    environment: {DEEP: "1", OWN: "0"}
                  app:
                    extends: root
                    build: app
                    ports: ["80:80"]
                """,
                "common/app/Dockerfile",
                "FROM x\n"));

    var web = service(plan.composition().services(), "web");
    assertThat(web.environment()).isEqualTo(Map.of("DEEP", "1", "OWN", "1"));
    assertThat(web.ports()).containsExactly(new PortMapping("", 90, 90, "tcp"));
    var worker = service(plan.composition().services(), "worker");
    assertThat(worker.environment()).isEqualTo(web.environment());
    assertThat(worker.ports()).isEmpty();
    assertThat(plan.services())
        .allSatisfy(service ->
            assertThat(service.images().getFirst().build().context()).contains("common/app"));
  }

  @Test
  void what_is_included_has_its_own_folder_and_variables() {
    var plan =
        plan(
            Map.of(
                ".env", "TAG=2\n",
                "docker-compose.yml",
                    """
                    include: [backup/compose.yaml, {path: [extra/a.yaml, extra/b.yaml]}]
                    services: {web: {image: x, depends_on: [backup]}}
                    """,
                "backup/compose.yaml",
                    """
                    services: {backup: {build: ., environment: {TAG: "$TAG", OWN: "$OWN"}}}
                    volumes: {kept: }
                    """,
                "backup/.env", "TAG=1\nOWN=mine\n",
                "backup/Dockerfile", "FROM x\n",
                "extra/a.yaml", "services: {extra: {image: x, user: '1'}}\nvolumes: {kept: }",
                "extra/b.yaml", "services: {extra: {user: '2'}}"));

    var services = plan.composition().services();
    assertThat(service(services, "backup").environment())
        .isEqualTo(Map.of("TAG", "2", "OWN", "mine"));
    assertThat(service(services, "extra").user()).contains("2");
    assertThat(plan.composition().volumes()).containsExactly("kept");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services: {web: {extends: web}}                            | extends itself",
        "services: {web: {extends: a}, a: {extends: web, image: x}} | extends itself",
        "services: {web: {extends: none}}                           | there is no service 'none'",
        "services: {web: {extends: {file: none.yaml, service: a}}}  | there is no file 'none.yaml'",
        "services: {web: {extends: {file: ../a.yaml, service: a}}}  | is outside the project",
        "services: {web: {extends: {file: other.yaml}}}             | needs service",
        "services: {web: {extends: {servise: a}}}                   | servise: is not supported",
        "services: {web: {extends: {file: loop.yaml, service: a}}}  | extends itself",
        "services: {web: {image: x}}, include: [other.yaml]         | is in other.yaml:1: services.web too",
        "services: {web: {image: x}}, include: [none.yaml]          | there is no file 'none.yaml'",
        "services: {web: {image: x}}, include: [https://x/y.yaml]   | is not a folder or file of this project",
        "services: {web: {image: x}}, include: [docker-compose.yml] | includes itself",
        "services: {web: {image: !mine x}}                          | the tag !mine is not supported",
      })
  void what_cannot_be_put_together_is_refused(String text, String message) {
    var texts =
        Map.of(
            "docker-compose.yml", "{" + text + "}",
            "other.yaml", "services: {web: {image: y}}",
            "loop.yaml", "services: {a: {extends: {file: docker-compose.yml, service: web}}}");

    assertThat(catchThrowableOfType(ProblemException.class, () -> plan(texts)))
        .hasMessageContaining(message)
        .hasMessageMatching("(?s)[a-z-]+\\.ya?ml:\\d+.*");
  }

  @Test
  void anchors_and_merge_keys_share_what_is_written_once() {
    var specs =
        plan(Map.of(
                "docker-compose.yml",
                """
                x-base: &base
                  image: x
                  restart: "no"
                  environment: &env {A: "1", B: "1"}
                x-more: &more {user: "7", restart: always}
                services:
                  web:
                    <<: *base
                    environment: {<<: *env, B: "2"}
                  db: {<<: [*base, *more]}
                """))
            .composition()
            .services();

    assertThat(service(specs, "web").environment()).isEqualTo(Map.of("A", "1", "B", "2"));
    assertThat(service(specs, "db").user()).contains("7");
    assertThat(service(specs, "db").restart().name()).isEqualTo("NO");
  }

  @Test
  void a_profile_that_env_names_is_deployed() {
    var texts =
        Map.of(
            ".env",
            "COMPOSE_PROFILES=field, other\n",
            "docker-compose.yml",
            "services: {web: {image: x, profiles: [field]}, dev: {image: x, profiles: [desk]}}");

    assertThat(plan(texts).composition().services()).containsOnlyKeys(ServiceName.parse("web"));
    assertThat(plan(texts).notes()).containsExactly("dev: left out, because it has profiles");
  }

  private static ServiceSpec web(String base, String over) {
    var plan =
        plan(
            Map.of(
                ".env", "COMPOSE_FILE=docker-compose.yml:more.yaml",
                "docker-compose.yml", base,
                "more.yaml", over));
    return service(plan.composition().services(), "web");
  }

  private static BuildPlan plan(Map<String, String> texts) {
    return Planner.plan(new GivenFiles(Map.copyOf(texts), Set.of()), Occasions.USUAL);
  }

  private static ServiceSpec service(Map<ServiceName, ServiceSpec> specs, String name) {
    return Objects.requireNonNull(specs.get(ServiceName.parse(name)));
  }
}
