package fleet.registry.db;

import fleet.contract.release.Digest;
import fleet.registry.request.RepositoryName;
import fleet.registry.request.Tag;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tags of repositories. */
public final class TagRows {
  private final Database database;

  public TagRows(Database database) {
    this.database = database;
  }

  /**
   * Lists tags in the order of their bytes.
   *
   * @param after where the page before ended
   * @return nothing when there is no such repository
   */
  public Optional<List<String>> page(RepositoryName repository, Optional<String> after, int limit) {
    return database.with(handle ->
        RepositoryRows.exists(handle, repository)
            ? Optional.of(list(handle, repository, after.orElse(""), limit))
            : Optional.empty());
  }

  /** Removes a tag; false when there was none. */
  public boolean remove(RepositoryName repository, Tag tag) {
    return database.with(handle ->
        handle
                .createUpdate(
                    """
                    delete from registry.tags
                    where repository = :repository and tag = :tag\
                    """)
                .bind("repository", repository.value())
                .bind("tag", tag.value())
                .execute()
            > 0);
  }

  /** Makes the tag mean that manifest from now on. */
  static void move(Handle handle, RepositoryName repository, Tag tag, Digest digest) {
    handle
        .createUpdate(
            """
            insert into registry.tags (repository, tag, digest)
            values (:repository, :tag, :digest)
            on conflict (repository, tag) do update
            set digest = excluded.digest, updated_at = now()\
            """)
        .bind("repository", repository.value())
        .bind("tag", tag.value())
        .bind("digest", digest.value())
        .execute();
  }

  private static List<String> list(
      Handle handle, RepositoryName repository, String after, int limit) {
    return handle
        .createQuery(
            """
            select tag from registry.tags
            where repository = :repository and tag > :after
            order by tag limit :limit\
            """)
        .bind("repository", repository.value())
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(String.class)
        .list();
  }
}
