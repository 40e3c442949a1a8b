package fleet.builder.git;

import static org.assertj.core.api.Assertions.assertThat;

import fleet.builder.git.PushRule.Here;
import fleet.builder.git.PushRule.Verdict;
import fleet.contract.policy.BranchName;
import fleet.contract.policy.BranchPattern;
import fleet.contract.policy.BranchPolicy;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushRuleTest {
  private static final ObjectId COMMIT = ObjectId.fromString("1".repeat(40));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // deploys, head exists, ref, what becomes of it
        "-,          true,  refs/heads/main,         deploys",
        "-,          false, refs/heads/main,         deploys",
        "-,          false, refs/heads/master,       deploys",
        "-,          true,  refs/heads/master,       refused",
        "-,          true,  refs/heads/develop,      draft of develop",
        "-,          true,  refs/heads/feature/oven, draft of feature/oven",
        "-,          false, refs/heads/feature/oven, draft of feature/oven",
        "-,          true,  refs/heads/fix,          refused",
        "-,          true,  refs/tags/v1,            refused",
        "-,          true,  refs/tags/develop,       refused",
        "-,          true,  refs/fleet/builds/x,     refused",
        "production, true,  refs/heads/production,   deploys",
        "production, true,  refs/heads/main,         refused",
        "production, false, refs/heads/master,       refused",
        "develop,    true,  refs/heads/develop,      deploys",
      })
  void a_branch_deploys_or_makes_drafts_or_neither(
      String deploys, boolean born, String ref, String expected) {
    var command = new ReceiveCommand(ObjectId.zeroId(), COMMIT, ref);

    assertThat(word(verdict(command, born, deploys))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,          refs/heads/main,       refused",
        "-,          refs/heads/develop,    removed",
        "-,          refs/heads/forgotten,  removed",
        "-,          refs/tags/v1,          refused",
        "-,          refs/fleet/builds/x,   refused",
        "production, refs/heads/production, refused",
        "production, refs/heads/main,       refused",
      })
  void all_branches_but_the_default_one_can_be_deleted(
      String deploys, String ref, String expected) {
    var command = new ReceiveCommand(COMMIT, ObjectId.zeroId(), ref);

    assertThat(word(verdict(command, true, deploys))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "refs/heads/fix/it, fleet branch draft FLEET 'fix/it'",
    "refs/tags/v1, ''",
  })
  void a_refusal_names_the_default_branch_and_how_a_branch_builds_drafts(String ref, String hint) {
    assertThat(verdict(new ReceiveCommand(ObjectId.zeroId(), COMMIT, ref), true, "production"))
        .isEqualTo(
            new Verdict.Refused(
                "only the default branch deploys: git push .. HEAD:production", hint));
  }

  private static Verdict verdict(ReceiveCommand command, boolean born, String deploys) {
    var policy =
        new BranchPolicy(
            Optional.ofNullable(deploys).map(BranchName::parse),
            List.of(BranchPattern.parse("develop"), BranchPattern.parse("feature/*")));
    return PushRule.of(command, new Here("refs/heads/main", born), policy);
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Deploys _ -> "deploys";
      case Verdict.Drafts(var branch) -> "draft of " + branch;
      case Verdict.Removes _ -> "removed";
      case Verdict.Refused _ -> "refused";
    };
  }
}
