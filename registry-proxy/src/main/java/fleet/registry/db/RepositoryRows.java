package fleet.registry.db;

import fleet.contract.release.Digest;
import fleet.registry.request.RepositoryName;
import org.jdbi.v3.core.Handle;

/** Which repositories there are, and what their tables of digests share. */
final class RepositoryRows {
  private RepositoryRows() {}

  static void ensure(Handle handle, RepositoryName repository) {
    handle
        .createUpdate(
            "insert into registry.repositories (name) values (:name) on conflict do nothing")
        .bind("name", repository.value())
        .execute();
  }

  static boolean exists(Handle handle, RepositoryName repository) {
    return handle
        .createQuery("select exists (select 1 from registry.repositories where name = :name)")
        .bind("name", repository.value())
        .mapTo(Boolean.class)
        .one();
  }

  /** Waits for pushes of manifests that are about to need the entry; false when there is none. */
  static boolean lockEntry(Handle handle, String table, RepositoryName repository, Digest digest) {
    return handle
        .createQuery(
            """
            select 1 from registry.%s
            where repository = :repository and digest = :digest for update\
            """
                .formatted(table))
        .bind("repository", repository.value())
        .bind("digest", digest.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  static void deleteEntry(Handle handle, String table, RepositoryName repository, Digest digest) {
    handle
        .createUpdate(
            "delete from registry.%s where repository = :repository and digest = :digest"
                .formatted(table))
        .bind("repository", repository.value())
        .bind("digest", digest.value())
        .execute();
  }
}
