package fleet.builder.git;

import fleet.builder.build.Landing;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/** Moves a branch from the commit that the pusher saw to the one that was built, or not at all. */
final class BranchLanding implements Landing {
  private final Repositories repositories;
  private final FleetName fleet;
  private final BuildId build;
  private final Move move;

  /**
   * From where to where; the zero id stands for a branch that does not exist yet.
   *
   * @param isDefault the repository's own branch, which whoever clones it gets
   */
  record Move(String branch, ObjectId from, ObjectId to, boolean isDefault) {}

  BranchLanding(Repositories repositories, FleetName fleet, BuildId build, Move move) {
    this.repositories = repositories;
    this.fleet = fleet;
    this.build = build;
    this.move = move;
  }

  /** Keeps the commit from being collected while it is built. */
  void park(Repository repository) throws IOException {
    var update = repository.updateRef(Repositories.parkedRef(build));
    update.setNewObjectId(move.to());
    update.setExpectedOldObjectId(ObjectId.zeroId());
    requireDone(update.update(), "park the push");
  }

  @Override
  public void check() {
    with(repository -> {
      var now =
          Optional.ofNullable(repository.exactRef(move.branch()))
              .map(Ref::getObjectId)
              .orElse(ObjectId.zeroId());
      if (!now.equals(move.from())) {
        throw moved();
      }
    });
  }

  @Override
  public void land() {
    with(repository -> {
      var update = repository.updateRef(move.branch());
      update.setNewObjectId(move.to());
      update.setExpectedOldObjectId(move.from());
      update.setForceUpdate(true);
      var result = update.update();
      if (result == RefUpdate.Result.LOCK_FAILURE) {
        throw moved();
      }
      requireDone(result, "move the branch");
      if (move.isDefault() && !move.branch().equals(repository.getFullBranch())) {
        var _ = repository.updateRef(Constants.HEAD).link(move.branch());
      }
      Repositories.delete(repository, Repositories.parkedRef(build));
    });
  }

  @Override
  public void abandon() {
    with(repository -> Repositories.delete(repository, Repositories.parkedRef(build)));
  }

  private ProblemException moved() {
    return new ProblemException(
        ProblemCode.CONFLICT,
        "%s moved while this push waited".formatted(Repository.shortenRefName(move.branch())),
        "git pull, and push again");
  }

  private static void requireDone(RefUpdate.Result result, String what) throws IOException {
    switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      default -> throw new IOException("could not %s: %s".formatted(what, result));
    }
  }

  private void with(RepositoryWork work) {
    try (var repository = repositories.open(fleet)) {
      work.run(repository);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface RepositoryWork {
    void run(Repository repository) throws IOException;
  }
}
