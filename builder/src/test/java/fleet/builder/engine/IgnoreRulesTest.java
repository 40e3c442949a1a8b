package fleet.builder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IgnoreRulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node_modules   | node_modules          | true",
        "node_modules   | node_modules/a/b.js   | true",
        "node_modules   | web/node_modules      | false",
        "**/node_modules| web/node_modules/a.js | true",
        "**/node_modules| node_modules          | true",
        "*.log          | a.log                 | true",
        "*.log          | logs/a.log            | false",
        "*/*.log        | logs/a.log            | true",
        "**/*.log       | a/b/c.log             | true",
        "temp?          | tempa                 | true",
        "temp?          | temp                  | false",
        "/build         | build/x               | true",
        "./build/       | build/x               | true",
        "a/../b         | b                     | true",
        "[a-c].txt      | b.txt                 | true",
        "[a-c].txt      | d.txt                 | false",
        "a.txt          | axtxt                 | false",
        "docs/**        | docs/a/b              | true",
        "**             | anything/at/all       | true",
        "\\*.txt        | a.txt                 | false",
        "\\*.txt        | *.txt                 | true",
        "# comment      | # comment             | false",
        " # comment     | # comment             | false",
        "*/temp*        | somedir/temporary.txt | true",
        "*/temp*        | a/b/temporary.txt     | false",
        "*/*/temp*      | a/b/temporary.txt     | true",
        "**/temp        | x/temp/y              | true",
        "**temp         | x/mytemp              | true",
        "**.go          | a/b/c.go              | true",
        "a**b           | a/x/b                 | true",
        "a**b           | axb                   | false",
        "a/**/b         | a/b                   | true",
        "a/**/b         | a/x/y/b               | true",
        "a/**           | a                     | false",
        "a/**           | a/b                   | true",
        "**/a/**        | x/a/b                 | true",
        "**/a/**        | a                     | false",
        "foo*           | foo/bar               | true",
        "../a           | a                     | false",
        "/../a          | a                     | true",
        "a/../../b      | b                     | false",
        ".              | a                     | false",
        "/              | a                     | false",
        "[^a]           | b                     | true",
        "[^a]           | a                     | false",
        "[!a]           | !                     | true",
        "[!a]           | b                     | false",
        "[\\]a]         | ]                     | true",
        "[a-cx]         | x                     | true",
        "a]             | a]                    | true",
        "(a+b)$         | (a+b)$                | true",
        "a.*            | a.txt                 | true",
        "ä?ö            | äüö                   | true",
      })
  void a_pattern_matches_as_docker_says(String pattern, String path, boolean ignored) {
    assertThat(IgnoreRules.parse(pattern).ignores(path)).isEqualTo(ignored);
  }

  @Test
  void the_last_pattern_that_matches_decides() {
    var rules = IgnoreRules.parse("*.md\n!README*.md\nREADME-secret.md\n");

    assertThat(rules.ignores("notes.md")).isTrue();
    assertThat(rules.ignores("README-all.md")).isFalse();
    assertThat(rules.ignores("README-secret.md")).isTrue();
  }

  @Test
  void an_exception_brings_back_what_lies_in_a_folder() {
    var rules = IgnoreRules.parse("\uFEFF*\n\n!src\n  !/go.mod  \n");

    assertThat(rules.ignores("src/a/b.go")).isFalse();
    assertThat(rules.ignores("go.mod")).isFalse();
    assertThat(rules.ignores("other")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[z-a]x", "[a", "[]a]", "[]", "[-a]", "[a-]", "a\\", "!", "! "})
  void a_line_that_is_no_pattern_is_named(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IgnoreRules.parse("ok\n" + line + "\n"))
        .withMessageContaining(line.strip());
  }

  @Test
  void no_pattern_makes_a_path_costly() {
    var begin = Instant.now();
    var rules = IgnoreRules.parse("*a".repeat(300) + "\n" + "**/".repeat(300) + "b\n");

    assertThat(rules.ignores("a".repeat(4_000))).isTrue();
    assertThat(rules.ignores("a/".repeat(2_000) + "c")).isFalse();
    assertThat(rules.ignores("a/".repeat(2_000) + "b")).isTrue();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void there_are_not_too_many() {
    assertThatIllegalArgumentException().isThrownBy(() -> IgnoreRules.parse("a\n".repeat(10_001)));
  }

  /** All that the recorded folder had. */
  private static final List<String> FILES =
      List.of(
          "a.go",
          "a.txt",
          "b",
          "c/a.go",
          "c/b/a.go",
          "c/b/d.txt",
          "c/b/e/f.md",
          "c/d",
          "d/c/b/a.go",
          "docs/README.md",
          "docs/a.md",
          "docs/x/a.md",
          "node_modules/p/i.js",
          "README.md",
          "README-secret.md",
          "src/main.c",
          "src/node_modules/q.js",
          "src/test/main.c",
          "temp",
          "tempa");

  static Stream<Arguments> sentByDocker() throws IOException {
    try (var in = IgnoreRulesTest.class.getResourceAsStream("sent-by-docker.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" \\|", -1))
          .map(parts -> Arguments.of(parts[0], parts[1].strip()));
    }
  }

  @ParameterizedTest
  @MethodSource("sentByDocker")
  void what_is_sent_is_what_docker_sends(String patterns, String sent) {
    var rules = IgnoreRules.parse(patterns.replace(' ', '\n'));

    assertThat(FILES.stream().filter(file -> !rules.ignores(file)).toList())
        .containsExactlyInAnyOrderElementsOf(sent.isEmpty() ? List.of() : List.of(sent.split(" ")));
  }

  /** Against the regular expressions that Docker makes of patterns, where Java's mean the same. */
  @Test
  void it_agrees_with_regular_expressions() {
    var random = new Random(7);
    for (var round = 0; round < 5_000; round++) {
      var pattern = some(random, "ab/*?", 8);
      var path = some(random, "ab/", 8).replaceAll("/+", "/").replaceAll("^/|/$", "");
      if (!pattern.matches("/*") && !pattern.contains("**") && !path.isEmpty()) {
        assertThat(IgnoreRules.parse(pattern).ignores(path))
            .as("%s on %s", pattern, path)
            .isEqualTo(matches(pattern, path));
      }
    }
  }

  private static boolean matches(String pattern, String path) {
    var expression =
        pattern
            .replaceAll("/+", "/")
            .replaceAll("^/|/$", "")
            .replace("*", "[^/]*")
            .replace("?", "[^/]");
    return path.matches(expression + "(/.*)?");
  }

  private static String some(Random random, String letters, int most) {
    var text = new StringBuilder();
    for (var left = 1 + random.nextInt(most); left > 0; left--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
