package fleet.registry.db;

import fleet.registry.request.RepositoryName;
import fleet.registry.request.UploadId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Which uploads are under way, and to which repository. */
public final class UploadRows {
  private final Database database;

  public UploadRows(Database database) {
    this.database = database;
  }

  public void add(UploadId id, RepositoryName repository) {
    database.inTransaction(handle -> {
      RepositoryRows.ensure(handle, repository);
      return handle
          .createUpdate(
              """
              insert into registry.upload_sessions (id, repository)
              values (:id, :repository)\
              """)
          .bind("id", id.value())
          .bind("repository", repository.value())
          .execute();
    });
  }

  public boolean isOpen(UploadId id, RepositoryName repository) {
    return database.with(handle ->
        handle
            .createQuery(
                """
                select exists (select 1 from registry.upload_sessions
                where id = :id and repository = :repository)\
                """)
            .bind("id", id.value())
            .bind("repository", repository.value())
            .mapTo(Boolean.class)
            .one());
  }

  public void remove(UploadId id) {
    database.with(handle ->
        handle
            .createUpdate("delete from registry.upload_sessions where id = :id")
            .bind("id", id.value())
            .execute());
  }

  public List<UploadId> startedBefore(Instant moment) {
    return database.with(handle ->
        handle
            .createQuery("select id from registry.upload_sessions where started_at < :moment")
            .bind("moment", moment)
            .mapTo(UUID.class)
            .map(UploadId::new)
            .list());
  }
}
