package fleet.builder.git;

import fleet.contract.policy.BranchName;
import fleet.contract.policy.BranchPolicy;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.transport.ReceiveCommand;

/** What becomes of a push: it deploys, makes a draft, removes a branch, or is refused. Pure. */
final class PushRule {
  private static final String HEADS = Constants.R_HEADS;
  private static final String MASTER = HEADS + Constants.MASTER;

  private PushRule() {}

  /** What is done with one command of a push. */
  sealed interface Verdict {
    /** The default branch: it is built, and goes to the devices. */
    record Deploys() implements Verdict {}

    /** Another branch: it is built as a draft. */
    record Drafts(String branch) implements Verdict {}

    /** A branch goes, with nothing to build. */
    record Removes() implements Verdict {}

    /** Nothing. */
    record Refused(String sentence, String hint) implements Verdict {}
  }

  /**
   * The repository as the push finds it.
   *
   * @param head branch that HEAD names
   * @param born that branch exists; before, a first push may be to master as well
   */
  record Here(String head, boolean born) {}

  static Verdict of(ReceiveCommand command, Here here, BranchPolicy policy) {
    var name = command.getRefName();
    var deploying = policy.deploys().map(BranchName::value).map(HEADS::concat).orElse(here.head());
    var isFirst = policy.deploys().isEmpty() && !here.born() && name.equals(MASTER);
    var deploys = name.equals(deploying) || isFirst;
    if (command.getType() == ReceiveCommand.Type.DELETE) {
      return removal(name, deploys || name.equals(here.head()));
    }
    if (deploys) {
      return new Verdict.Deploys();
    }
    var branch = name.startsWith(HEADS) ? name.substring(HEADS.length()) : "";
    if (!branch.isEmpty() && policy.makesDrafts(branch)) {
      return new Verdict.Drafts(branch);
    }
    var sentence =
        "only the default branch deploys: git push .. HEAD:" + deploying.substring(HEADS.length());
    return new Verdict.Refused(
        sentence, branch.isEmpty() ? "" : "fleet branch draft FLEET '%s'".formatted(branch));
  }

  private static Verdict removal(String name, boolean isDefault) {
    if (isDefault) {
      return new Verdict.Refused("the default branch cannot be deleted", "");
    }
    return name.startsWith(HEADS)
        ? new Verdict.Removes()
        : new Verdict.Refused("only branches can be deleted", "");
  }
}
