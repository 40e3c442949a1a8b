package fleet.cli.command;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.ReleaseId;
import fleet.contract.problem.Problem;

/** How far a build was followed. */
sealed interface BuildOutcome {
  /** It made a release. */
  record Released(ReleaseId release, String version) implements BuildOutcome {}

  /** It made none. */
  record Failed(Problem problem) implements BuildOutcome {}

  /** It goes on, unwatched. */
  record Detached(BuildId build) implements BuildOutcome {}
}
