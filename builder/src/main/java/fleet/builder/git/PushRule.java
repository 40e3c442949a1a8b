package fleet.builder.git;

import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;

/** Which pushes deploy: those to the default branch. Pure. */
final class PushRule {
  private static final String MASTER = Constants.R_HEADS + Constants.MASTER;

  private PushRule() {}

  /**
   * Why a command is refused; absent when it deploys.
   *
   * @param head branch that HEAD names
   * @param born that branch exists; before, a first push may be to master as well
   */
  static Optional<String> refusal(ReceiveCommand command, String head, boolean born) {
    var name = command.getRefName();
    var isDefault = name.equals(head) || (!born && name.equals(MASTER));
    if (!isDefault) {
      var branch = Repository.shortenRefName(head);
      return Optional.of("only the default branch deploys: git push .. HEAD:" + branch);
    }
    if (command.getType() == ReceiveCommand.Type.DELETE) {
      return Optional.of("the default branch cannot be deleted");
    }
    return Optional.empty();
  }
}
