package fleet.builder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void a_line_that_is_no_pattern_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IgnoreRules.parse("ok\n[z-a]x\n"))
        .withMessageContaining("[z-a]x");
  }
}
