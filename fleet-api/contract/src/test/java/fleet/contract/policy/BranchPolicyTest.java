package fleet.contract.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fleet.contract.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BranchPolicyTest {
  @ParameterizedTest
  @CsvSource({
    "feature/*, feature/oven, true",
    "feature/*, feature/, true",
    "feature/*, feature/oven/door, false",
    "feature/**, feature/oven/door, true",
    "feature/*, feature, false",
    "*, main, true",
    "*, a/b, false",
    "**, a/b/c, true",
    "release-*, release-1.2, true",
    "release-*, prerelease-1.2, false",
    "*-wip, oven-wip, true",
    "*-wip, oven-wip-2, false",
    "*/fix-*, ada/fix-3, true",
    "develop, develop, true",
    "develop, developer, false",
  })
  void a_star_stands_for_letters_up_to_the_next_slash(
      String pattern, String branch, boolean matches) {
    assertThat(BranchPattern.parse(pattern).matches(branch)).isEqualTo(matches);
  }

  @Test
  void many_stars_and_a_long_name_take_no_time() {
    assertThat(BranchPattern.parse("**a*a**a*a**a*a**a*b").matches("a".repeat(200))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "***", "a b", "a\u0000", "?", "[a]"})
  void what_is_no_pattern_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BranchPattern.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/a", "a/", "a//b", "-x", "a..b", "a.lock", "a./b", "a b", "a*", "@{0}", "a."})
  void what_is_no_branch_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BranchName.parse(text));
  }

  @Test
  void it_is_one_document() {
    var policy =
        new BranchPolicy(
            Optional.of(BranchName.parse("production")),
            List.of(BranchPattern.parse("b*"), BranchPattern.parse("a/**")));

    assertThat(Json.write(policy))
        .isEqualTo("{\"deploys\":\"production\",\"drafts\":[\"a/**\",\"b*\"]}");
    assertThat(Json.read(Json.write(policy), BranchPolicy.class)).isEqualTo(policy);
    assertThat(policy.makesDrafts("bake")).isTrue();
    assertThat(policy.makesDrafts("production")).isFalse();
  }
}
