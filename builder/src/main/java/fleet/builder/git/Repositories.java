package fleet.builder.git;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The bare repositories, one per fleet, made when they are first asked for. Thread-safe. */
public final class Repositories {
  static final String PARKED = "refs/fleet/builds/";
  static final String MAIN = Constants.R_HEADS + "main";

  private final Path folder;
  private final ReentrantLock making = new ReentrantLock();

  /**
   * @param folder holds {@code FLEET.git} for each
   */
  public Repositories(Path folder) {
    this.folder = folder;
  }

  /** Opens the fleet's repository; the caller closes it. */
  Repository open(FleetName fleet) throws IOException {
    var path = folder.resolve(fleet + ".git");
    making.lock();
    try {
      var repository =
          new FileRepositoryBuilder()
              .setBare()
              .setGitDir(path.toFile())
              .setMustExist(false)
              .build();
      if (!Files.exists(path.resolve(Constants.HEAD))) {
        repository.create(true);
        var _ = repository.updateRef(Constants.HEAD).link(MAIN);
      }
      return repository;
    } finally {
      making.unlock();
    }
  }

  /** Where a build keeps its commit until the branch moves. */
  static String parkedRef(BuildId build) {
    return PARKED + build;
  }

  /**
   * Removes what builds have parked, at start when no build runs.
   *
   * @param kept those that are still to be built
   */
  public void removeParked(Set<BuildId> kept) throws IOException {
    var keptRefs = kept.stream().map(Repositories::parkedRef).collect(Collectors.toSet());
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (var found = Files.newDirectoryStream(folder, "*.git")) {
      for (var path : found) {
        try (var repository =
            new FileRepositoryBuilder().setBare().setGitDir(path.toFile()).build()) {
          for (var ref : repository.getRefDatabase().getRefsByPrefix(PARKED)) {
            if (!keptRefs.contains(ref.getName())) {
              delete(repository, ref.getName());
            }
          }
        }
      }
    }
  }

  static void delete(Repository repository, String ref) throws IOException {
    var update = repository.updateRef(ref);
    update.setForceUpdate(true);
    var result = update.delete();
    if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
      throw new IOException("could not delete %s: %s".formatted(ref, result));
    }
  }
}
