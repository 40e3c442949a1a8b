package fleet.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Projects that are made to hurt: each ends soon, with one short sentence. */
final class HostileProjectsTest {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int LONGEST_SENTENCE = 1_500;

  record Hostile(String name, Map<String, String> texts, boolean isRefused) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Hostile> projects() {
    return Stream.of(
        refused("deep flow", "[".repeat(200_000)),
        refused("deep mappings", "{a: ".repeat(100_000)),
        refused(
            "deep blocks",
            IntStream.range(0, 600)
                .mapToObj(i -> " ".repeat(i) + "a:\n")
                .collect(Collectors.joining())),
        refused("indented lists", "- ".repeat(100_000)),
        refused(
            "many anchors",
            "a: ["
                + IntStream.range(0, 30_000)
                    .mapToObj(i -> "&a" + i + " x")
                    .collect(Collectors.joining(","))
                + "]"),
        refused("billion laughs", laughs("[", "]")),
        refused("merges of merges", merges()),
        refused("a merge of itself", "a: &a {<<: *a}\nservices: {web: {image: x}}"),
        refused("an alias to itself", "a: &a [*a]\nservices: {web: {image: x}}"),
        refused("a huge file", "#" + "x".repeat(600 * 1024)),
        refused(
            "a huge scalar", "services: {web: {image: x, restart: " + "y".repeat(400_000) + "}}"),
        refused(
            "a long duration",
            "services: {web: {image: x, stop_grace_period: " + "1s".repeat(100_000) + "}}"),
        refused("a long key", "services: {web: {image: x, " + "k".repeat(400_000) + ": 1}}"),
        refused(
            "long keys",
            "services: {web: {" + "k".repeat(1_000) + ": {" + "l".repeat(100_000) + ": 1}}}"),
        refused("nested variables", "services: {web: {image: '" + "${A:-".repeat(50_000) + "'}}"),
        refused("open variables", "services: {web: {image: '" + "${".repeat(100_000) + "'}}"),
        refused("1,000 services", services(1_000, "image: x")),
        refused(
            "10,000 keys",
            "services: {web: {image: x, "
                + IntStream.range(0, 10_000)
                    .mapToObj(i -> "k" + i + ": 1")
                    .collect(Collectors.joining(","))
                + "}}"),
        refused(
            "a circle",
            "services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}"),
        accepted("everybody waits for all before", layered()),
        refused("ports without end", "services: {web: {image: x, ports: ['1-65535:1-65535']}}"),
        refused("many documents", "a: 1\n---\nb: 2\n"),
        refused("a control character", "services: {web: {image: \u0001}}"),
        refused("half a surrogate", "services: {web: {image: \uD800}}"),
        refused("binary", "services: {web: {image: !!binary AAAA}}"),
        refused("an object", "services: !!java.net.URL [x]"),
        new Hostile("a chain of extensions", chain(), true),
        new Hostile("a ring of files", ring(), true),
        new Hostile("a tree of inclusions", tree(), true));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void ends_soon_with_one_sentence(Hostile project) {
    var begin = Instant.now();
    var files = new GivenFiles(project.texts(), Set.of("Dockerfile"));
    var refused =
        catchThrowableOfType(ProblemException.class, () -> Planner.plan(files, Occasions.USUAL));

    assertThat(Duration.between(begin, Instant.now())).isLessThan(SOON);
    assertThat(refused != null).isEqualTo(project.isRefused());
    if (refused != null) {
      assertThat(refused.getMessage()).hasSizeLessThan(LONGEST_SENTENCE);
    }
  }

  private static Hostile refused(String name, String compose) {
    return new Hostile(name, Map.of("docker-compose.yml", compose), true);
  }

  private static Hostile accepted(String name, String compose) {
    return new Hostile(name, Map.of("docker-compose.yml", compose), false);
  }

  private static String laughs(String open, String close) {
    var text = new StringBuilder("a0: &a0 x\n");
    for (int i = 1; i < 12; i++) {
      var before = "*a" + (i - 1) + ",";
      text.append("a%d: &a%d %s%s%s\n".formatted(i, i, open, before.repeat(10), close));
    }
    return text.toString();
  }

  private static String merges() {
    var text = new StringBuilder("a0: &a0 {}\n");
    for (int i = 1; i < 12; i++) {
      text.append("a%d: &a%d {<<: [%s]}\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(30)));
    }
    return text.toString();
  }

  private static String services(int count, String field) {
    return IntStream.range(0, count)
        .mapToObj(i -> "s%d: {%s}".formatted(i, field))
        .collect(Collectors.joining(",", "services: {", "}"));
  }

  /** 2^63 ways lead through it. */
  private static String layered() {
    return IntStream.range(0, 64)
        .mapToObj(i ->
            "s%d: {image: x, depends_on: [%s]}"
                .formatted(
                    i,
                    IntStream.range(0, i).mapToObj(j -> "s" + j).collect(Collectors.joining(","))))
        .collect(Collectors.joining(",", "services: {", "}"));
  }

  /** Each has what the one before has, and some more. */
  private static Map<String, String> chain() {
    var more =
        IntStream.range(0, 100)
            .mapToObj(i -> "E%%d_%d: x".formatted(i))
            .collect(Collectors.joining(","));
    var text =
        IntStream.range(1, 200)
            .mapToObj(i ->
                "s%d: {extends: s%d, environment: {%s}}"
                    .formatted(i, i - 1, more.replace("%d", "" + i)))
            .collect(Collectors.joining(",", "services: {s0: {image: x}, ", "}"));
    return Map.of("docker-compose.yml", text);
  }

  private static Map<String, String> ring() {
    var texts = new HashMap<String, String>();
    texts.put("docker-compose.yml", "services: {web: {extends: {file: f0.yaml, service: web}}}");
    for (int i = 0; i < 100; i++) {
      var next = "f%d.yaml".formatted((i + 1) % 100);
      texts.put(
          "f%d.yaml".formatted(i),
          "services: {web: {extends: {file: %s, service: web}}}".formatted(next));
    }
    return texts;
  }

  private static Map<String, String> tree() {
    var texts = new HashMap<String, String>();
    texts.put("docker-compose.yml", "services: {web: {image: x}}\ninclude: [f0.yaml, f0.yaml]");
    for (int i = 0; i < 7; i++) {
      var next = "f%d.yaml, ".formatted(i + 1).repeat(9);
      texts.put("f%d.yaml".formatted(i), "include: [%s]\nvolumes: {}".formatted(next));
    }
    texts.put("f7.yaml", "volumes: {}");
    return texts;
  }
}
