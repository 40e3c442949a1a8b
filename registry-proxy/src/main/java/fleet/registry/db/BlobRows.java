package fleet.registry.db;

import fleet.contract.release.Digest;
import fleet.registry.request.RepositoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Handle;

/** Which blobs a repository shows. */
public final class BlobRows {
  private static final String TABLE = "repository_blobs";

  private final Database database;

  public BlobRows(Database database) {
    this.database = database;
  }

  public boolean shows(RepositoryName repository, Digest digest) {
    return database.with(handle -> shows(handle, repository, digest));
  }

  /** Shows a blob; the step puts it in its place while nobody can remove it. */
  public void show(RepositoryName repository, Digest digest, long size, FileStep publish) {
    database.inTransaction(handle -> {
      Database.lock(handle, digest);
      run(publish);
      RepositoryRows.ensure(handle, repository);
      return handle
          .createUpdate(
              """
              insert into registry.repository_blobs (repository, digest, size)
              values (:repository, :digest, :size)
              on conflict do nothing\
              """)
          .bind("repository", repository.value())
          .bind("digest", digest.value())
          .bind("size", size)
          .execute();
    });
  }

  /** Shows in one repository what another shows; false when that one does not. */
  public boolean mount(RepositoryName from, RepositoryName to, Digest digest) {
    return database.inTransaction(handle -> {
      Database.lock(handle, digest);
      if (!shows(handle, from, digest)) {
        return false;
      }
      RepositoryRows.ensure(handle, to);
      handle
          .createUpdate(
              """
              insert into registry.repository_blobs (repository, digest, size)
              select :to, digest, size from registry.repository_blobs
              where repository = :from and digest = :digest
              on conflict do nothing\
              """)
          .bind("to", to.value())
          .bind("from", from.value())
          .bind("digest", digest.value())
          .execute();
      return true;
    });
  }

  /**
   * Shows a blob no longer, unless a manifest needs it.
   *
   * @param remove runs when no other repository shows it
   */
  public Forgotten forget(RepositoryName repository, Digest digest, FileStep remove) {
    return database.inTransaction(handle -> {
      Database.lock(handle, digest);
      if (!RepositoryRows.lockEntry(handle, TABLE, repository, digest)) {
        return Forgotten.UNKNOWN;
      }
      if (ManifestRows.isReferenced(handle, repository, digest)) {
        return Forgotten.IN_USE;
      }
      RepositoryRows.deleteEntry(handle, TABLE, repository, digest);
      if (!isShownAnywhere(handle, digest)) {
        run(remove);
      }
      return Forgotten.DONE;
    });
  }

  private static boolean isShownAnywhere(Handle handle, Digest digest) {
    return handle
        .createQuery(
            "select exists (select 1 from registry.repository_blobs where digest = :digest)")
        .bind("digest", digest.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static boolean shows(Handle handle, RepositoryName repository, Digest digest) {
    return handle
        .createQuery(
            """
            select exists (select 1 from registry.repository_blobs
            where repository = :repository and digest = :digest)\
            """)
        .bind("repository", repository.value())
        .bind("digest", digest.value())
        .mapTo(Boolean.class)
        .one();
  }

  private static void run(FileStep step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
