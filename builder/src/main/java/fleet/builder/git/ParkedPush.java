package fleet.builder.git;

import fleet.builder.build.Landing;
import fleet.builder.build.Opener.Opened;
import fleet.builder.build.ProjectSource;
import fleet.builder.build.Source;
import fleet.builder.source.CommitSource;
import fleet.builder.source.SourceLimits;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * A push that is kept aside while it is built: then its branch moves from the commit that the
 * pusher saw to the one that was built, or not at all.
 */
public record ParkedPush(
    Repositories repositories, BuildId build, FleetName fleet, Source.Pushed push)
    implements ProjectSource, Landing {
  /** It is its own landing. */
  public Opened opened() {
    return new Opened(this, this);
  }

  /** Keeps the commit from being collected while it is built. */
  void park(Repository repository) throws IOException {
    var update = repository.updateRef(Repositories.parkedRef(build));
    update.setNewObjectId(to());
    update.setExpectedOldObjectId(ObjectId.zeroId());
    requireDone(update.update(), "park the push");
  }

  @Override
  public String commit() {
    return push.commit();
  }

  @Override
  public boolean isOfGit() {
    return true;
  }

  @Override
  public void writeTo(Path folder) {
    with(repository -> new CommitSource(SourceLimits.DEFAULT).unpack(repository, to(), folder));
  }

  @Override
  public void check() {
    with(repository -> {
      var now = tip(repository);
      if (!now.equals(from()) && !now.equals(to())) {
        throw moved();
      }
    });
  }

  @Override
  public void land() {
    with(repository -> {
      if (!tip(repository).equals(to())) {
        move(repository);
      }
      if (push.isDefault() && !push.branch().equals(repository.getFullBranch())) {
        var _ = repository.updateRef(Constants.HEAD).link(push.branch());
      }
      Repositories.delete(repository, Repositories.parkedRef(build));
    });
  }

  private void move(Repository repository) throws IOException {
    var update = repository.updateRef(push.branch());
    update.setNewObjectId(to());
    update.setExpectedOldObjectId(from());
    update.setForceUpdate(true);
    var result = update.update();
    if (result == RefUpdate.Result.LOCK_FAILURE) {
      throw moved();
    }
    requireDone(result, "move the branch");
  }

  private ObjectId tip(Repository repository) throws IOException {
    return Optional.ofNullable(repository.exactRef(push.branch()))
        .map(Ref::getObjectId)
        .orElse(ObjectId.zeroId());
  }

  private ObjectId from() {
    return ObjectId.fromString(push.from());
  }

  private ObjectId to() {
    return ObjectId.fromString(push.commit());
  }

  @Override
  public void abandon() {
    with(repository -> Repositories.delete(repository, Repositories.parkedRef(build)));
  }

  private ProblemException moved() {
    return new ProblemException(
        ProblemCode.CONFLICT,
        "%s moved while this push waited".formatted(Repository.shortenRefName(push.branch())),
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
