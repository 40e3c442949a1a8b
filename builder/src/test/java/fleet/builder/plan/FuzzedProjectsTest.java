package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.builder.engine.IgnoreRules;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Projects of chance: whatever a file says, there is a plan or a refusal with a place, and soon.
 * The seeds are fixed, so that what fails once fails again.
 */
final class FuzzedProjectsTest {
  private static final int CASES = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Occasion OCCASION = Occasions.allowing("privileged", "build-network");

  /** What the files of projects are made of. */
  private static final List<String> COMPOSE_CORPUS =
      List.of(
          """
          x-base: &base {restart: on-failure:3, environment: &env {A: "${B:-${C-d}}"}}
          services:
            web:
              <<: *base
              build: {context: ., args: [A=1, B], target: run, secrets: [{source: pin, target: p}]}
              ports: ["8080:80/tcp", {target: 53, published: "53", protocol: udp}]
              volumes: ["data:/d:ro", {type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 1777}}]
              networks: {front: {aliases: [a, b], priority: 3}, back: {ipv4_address: 172.28.0.9}}
              depends_on: {db: {condition: service_healthy, required: false}}
              healthcheck: {test: [CMD-SHELL, exit 0], interval: 1m30s, start_interval: 1s}
          volumes: {data: }
          networks: {front: , back: {ipam: {config: [{subnet: 172.28.0.0/16}]}}}
          secrets: &s {pin: {environment: PIN}, key: {external: true, name: KEY}}
          """,
          """
          services:
            db: {image: "x:${TAG:?which}", deploy: {resources: {limits: {cpus: '0.5', memory: 64m}}}}
            worker: {extends: {file: other.yaml, service: base}, ulimits: {nofile: {soft: 1, hard: 2}}}
            tool: {extends: db, command: "a 'b c'", configs: [site, {source: site, target: /b, mode: 0440}]}
          include: [more.yaml, {path: [a.yaml, b.yaml], env_file: .env}]
          configs: {site: {file: a.env}}
          secrets: {pin: {environment: PIN}}
          networks: {front: , back: {ipam: {config: [{subnet: 172.28.0.0/16}]}}}
          volumes: {data: }
          """,
          """
          networks:
            front:
            back: {internal: true, ipam: {config: [{subnet: 172.28.0.0/16, gateway: 172.28.0.1}]}}
          volumes: {data: {driver: local}}
          secrets: {pin: {environment: PIN}, key: {external: true, name: KEY}}
          configs: {site: {content: "hello $NAME $$"}, file: {file: ./a.env}}
          services:
            one: {image: x, labels: {io.balena.update.strategy: hand-over}, secrets: [pin]}
            two: {image: x, sysctls: [net.a=1], extra_hosts: ["a=1.2.3.4"], dns: 9.9.9.9, init: !reset true}
            three: {image: x, env_file: [a.env, {path: b.env, required: false}], profiles: [x]}
          """);

  private static final List<String> WORDS =
      List.of(
          "services",
          "web",
          "build",
          "image",
          "ports",
          "volumes",
          "networks",
          "configs",
          "secrets",
          "extends",
          "include",
          "depends_on",
          "healthcheck",
          "deploy",
          "resources",
          "limits",
          "environment",
          "labels",
          "<<",
          "*base",
          "&base",
          "!reset",
          "!override",
          "!!str",
          "~",
          "null",
          "true",
          "-1",
          "0",
          "9".repeat(30),
          "1e400",
          ".inf",
          "0x7f",
          "2026-01-01",
          "${A",
          "$",
          "${A:?",
          "${A:-${B}}",
          "\\u0000",
          "\t",
          "---",
          "...",
          "|",
          ">",
          "%YAML 1.2",
          "{",
          "}",
          "[",
          "]",
          ",",
          ": ",
          "- ",
          "? ",
          "#",
          "'",
          "\"",
          "\n",
          "  ",
          "é",
          "\uD83D\uDE80",
          "a.yaml",
          "other.yaml",
          "../..",
          "/",
          "1.2.3.4/8",
          "80:80",
          "1-9:1-9",
          "linux/amd64",
          "x-fleet");

  private static final List<String> OTHER_CORPUS =
      List.of(
          "A=1\nexport B=\"two words\" # said\nC='$literal'\nD=${A}-${B:-c}\n# no\nE\nF==\n",
          "COMPOSE_FILE=a.yaml:b.yaml\nCOMPOSE_PROFILES=x,*\nCOMPOSE_PATH_SEPARATOR=;\n",
          "FROM %%BALENA_MACHINE_NAME%%-x:%%FLEET_ARCH%%\nRUN --mount=type=secret,id=a,required a\n",
          "RUN \\\n  --mount=type=secret,target=/b,required=true \\\n# c\n  cat %%RESIN_APP_NAME%%\n",
          "node_modules\n!a/**/[a-c]?.txt\n**/*.log\n/b\\*\n../x\n");

  private static final List<String> OTHER_WORDS =
      List.of(
          "=",
          "'",
          "\"",
          "#",
          "\n",
          "\r\n",
          "${",
          "}",
          "$$",
          "%%",
          "%%BALENA_",
          "_ARCH%%",
          "**",
          "*",
          "[",
          "]",
          "^",
          "-",
          "\\",
          "!",
          "?",
          "/",
          "..",
          "FROM",
          "RUN ",
          "--mount=",
          "type=secret",
          ",",
          "id=",
          "required",
          "\\\n",
          "export ",
          "COMPOSE_FILE=",
          " ",
          "\u0000",
          "\uFEFF",
          "ö");

  @Test
  void what_is_not_changed_is_a_plan() {
    for (var compose : COMPOSE_CORPUS) {
      assertThat(Planner.plan(files(compose, "A=1\n"), OCCASION).services()).isNotEmpty();
    }
  }

  @Test
  void a_compose_file_is_a_plan_or_a_refusal() {
    var random = new Random(20_261);
    within(CASES, () -> plan(compose(random), text(random, OTHER_CORPUS, OTHER_WORDS)));
  }

  @Test
  void files_that_are_put_together_are_a_plan_or_a_refusal() {
    var random = new Random(20_262);
    within(
        CASES,
        () -> {
          var files =
              new GivenFiles(
                  Map.of(
                      ".env", "COMPOSE_FILE=a.yaml:b.yaml\nPIN=1\n",
                      "a.yaml", compose(random),
                      "b.yaml", compose(random),
                      "other.yaml", compose(random),
                      "more.yaml", compose(random)),
                  Set.of("Dockerfile"));
          outcome(files);
        });
  }

  @Test
  void a_template_and_a_file_of_variables_are_read_or_refused() {
    var random = new Random(20_263);
    within(
        CASES,
        () -> {
          var files =
              new GivenFiles(
                  Map.of(
                      "Dockerfile.template", text(random, OTHER_CORPUS, OTHER_WORDS),
                      ".env", text(random, OTHER_CORPUS, OTHER_WORDS)),
                  Set.of());
          outcome(files);
          assertThat(SecretMounts.in(text(random, OTHER_CORPUS, OTHER_WORDS))).isNotNull();
        });
  }

  @Test
  void rules_of_what_is_ignored_are_read_or_refused() {
    var random = new Random(20_264);
    within(
        CASES,
        () -> {
          try {
            var rules = IgnoreRules.parse(text(random, OTHER_CORPUS, OTHER_WORDS));
            assertThat(rules.ignores(text(random, OTHER_CORPUS, OTHER_WORDS))).isIn(true, false);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("(?s).+");
          }
        });
  }

  private static void plan(String compose, String variables) {
    outcome(files(compose, variables));
  }

  private static GivenFiles files(String compose, String variables) {
    return new GivenFiles(
        Map.of(
            ".env", "TAG=1\nPIN=1\nB=2\nNAME=x\n",
            "docker-compose.yml", compose,
            "other.yaml", COMPOSE_CORPUS.getFirst().replace("web:", "base:"),
            "more.yaml", "services: {extra: {image: x}}",
            "a.yaml", "volumes: {more: }",
            "b.yaml", "volumes: {more: }",
            "a.env", variables),
        Set.of("Dockerfile"));
  }

  private static void outcome(GivenFiles files) {
    assertThat(isPlan(files)).isIn(true, false);
  }

  /** Whether it is a plan, rather than a refusal. */
  private static boolean isPlan(GivenFiles files) {
    try {
      return !Planner.plan(files, OCCASION).platforms().isEmpty();
    } catch (ProblemException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_500);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("neither a plan nor a refusal of:\n" + files.texts(), e);
    }
  }

  private static String compose(Random random) {
    return text(random, COMPOSE_CORPUS, WORDS);
  }

  /** Some of the corpus, with pieces put in, taken out, doubled and mixed. */
  private static String text(Random random, List<String> corpus, List<String> words) {
    var text = new StringBuilder(any(random, corpus));
    for (var changes = random.nextInt(6); changes > 0; changes--) {
      var at = random.nextInt(text.length() + 1);
      var end = Math.min(text.length(), at + random.nextInt(20));
      switch (random.nextInt(6)) {
        case 0 -> text.insert(at, any(random, words));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.replace(at, end, any(random, words));
        case 4 -> text.insert(at, any(random, corpus));
        default -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0xFFFF));
      }
    }
    return text.toString();
  }

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static void within(int cases, Runnable once) {
    var begin = Instant.now();
    for (var left = cases; left > 0; left--) {
      once.run();
    }
    assertThat(Duration.between(begin, Instant.now())).isLessThan(PATIENCE);
  }
}
