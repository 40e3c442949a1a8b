package fleet.builder.db;

import fleet.contract.identity.FleetName;
import fleet.contract.release.Digest;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Uploaded sources in the registry, which go when no build needs them any more. Thread-safe. */
public final class BlobRows {
  private final Jdbi jdbi;

  public BlobRows(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  /** The sources that no build needs any more, at most so many. */
  public List<LeftBlob> leftBlobs(int atMost) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT DISTINCT fleet, blob FROM builder.builds AS old
                WHERE verdict IS NOT NULL AND blob IS NOT NULL AND NOT EXISTS (
                  SELECT FROM builder.builds AS other WHERE other.verdict IS NULL
                    AND other.fleet = old.fleet AND other.blob = old.blob)
                LIMIT ?
                """)
            .bind(0, atMost)
            .map((row, _) ->
                new LeftBlob(FleetName.parse(row.getString(1)), Digest.parse(row.getString(2))))
            .list());
  }

  /** A source was taken away. */
  public void forget(LeftBlob left) {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            UPDATE builder.builds SET blob = NULL
            WHERE fleet = ? AND blob = ? AND verdict IS NOT NULL
            """,
            left.fleet().value(),
            left.blob().toString()));
  }
}
