package fleet.builder.db;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildView;
import fleet.contract.problem.Problem;
import fleet.contract.release.Digest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The queue of builds in PostgreSQL, as those see it who push. Thread-safe.
 *
 * <pre>
 * waits:   verdict, built_by NULL
 * builds:  built_by = NODE
 * ended:   verdict, and no request
 * </pre>
 */
public final class QueueRows {
  private static final int QUEUE_LOCK = 7_102;

  private final Jdbi jdbi;

  public QueueRows(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  /** What became of a build that wanted to join the queue. */
  public enum Joined {
    FIRST,
    /** Others of its fleet come before it. */
    BEHIND,
    /** The fleet has as many as it may. */
    FULL
  }

  /**
   * Puts a build at the queue's end, unless its fleet has so many already; forgets the fleet's
   * oldest.
   *
   * @param superseded how those end that wait and are for devices, if this one is
   * @param waiting the log's first line where it has to wait
   */
  public Joined join(
      QueuedBuild build, int maxOfFleet, BuildEvent.Failed superseded, String waiting) {
    return jdbi.inTransaction(handle -> {
      var _ =
          handle
              .createQuery("SELECT 1 FROM pg_advisory_xact_lock(?, hashtext(?))")
              .bind(0, QUEUE_LOCK)
              .bind(1, build.fleet().value())
              .mapTo(Integer.class)
              .one();
      if (build.forDevices()) {
        supersede(handle, build.fleet(), superseded);
      }
      var before = before(handle, build.fleet());
      if (before.all() >= maxOfFleet) {
        return Joined.FULL;
      }
      insert(handle, build);
      if (!build.forDevices() || before.forDevices() == 0) {
        return Joined.FIRST;
      }
      handle.execute(
          "INSERT INTO builder.build_lines (build, number, text) VALUES (?, 1, ?)",
          build.id().value(),
          waiting);
      return Joined.BEHIND;
    });
  }

  private static void supersede(Handle handle, FleetName fleet, BuildEvent.Failed verdict) {
    handle.execute(
        """
        UPDATE builder.builds SET verdict = ?, finished_at = now(), request = NULL
        WHERE fleet = ? AND for_devices AND verdict IS NULL AND request IS NOT NULL
          AND built_by IS NULL AND NOT releasing
        """,
        Json.write(verdict),
        fleet.value());
  }

  private record Before(int all, int forDevices) {}

  private static Before before(Handle handle, FleetName fleet) {
    return handle
        .createQuery(
            """
            SELECT count(*), count(*) FILTER (WHERE for_devices) FROM builder.builds
            WHERE fleet = ? AND verdict IS NULL
            """)
        .bind(0, fleet.value())
        .map((row, _) -> new Before(row.getInt(1), row.getInt(2)))
        .one();
  }

  private static void insert(Handle handle, QueuedBuild build) {
    handle.execute(
        """
        INSERT INTO builder.builds (id, fleet, commit, request, for_devices, keeper, blob)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        build.id().value(),
        build.fleet().value(),
        build.commit(),
        build.request(),
        build.forDevices(),
        build.keeper().orElse(null),
        build.blob().map(Digest::toString).orElse(null));
    handle.execute(
        """
        DELETE FROM builder.builds WHERE verdict IS NOT NULL AND blob IS NULL AND id IN (
          SELECT id FROM builder.builds WHERE fleet = ?
          ORDER BY started_at DESC OFFSET ?)
        """,
        build.fleet().value(),
        BuildView.MAX_OF_FLEET);
  }

  /** How these stand; those that are forgotten are not among them. */
  public List<Standing> standings(Collection<BuildId> builds) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT id, built_by, verdict IS NOT NULL AS ended, coalesce(halt, '') AS halt
                FROM builder.builds WHERE id = ANY (:builds)
                """)
            .bindArray("builds", UUID.class, builds.stream().map(BuildId::value).toList())
            .map((row, _) ->
                new Standing(
                    id(row),
                    Optional.ofNullable(row.getObject("built_by", UUID.class)),
                    row.getBoolean("ended"),
                    halt(row)))
            .list());
  }

  private static Optional<Problem> halt(ResultSet row) throws SQLException {
    return Optional.of(row.getString("halt"))
        .filter(text -> !text.isEmpty())
        .map(text -> Json.read(text, Problem.class));
  }

  /** What became of the wish to end a build. */
  public enum Halted {
    /** It waited, and has ended. */
    ENDED,
    /** Whoever builds it will end it. */
    TOLD,
    /** Its release is being made. */
    TOO_LATE,
    /** It has ended before, or never was. */
    OVER
  }

  /** Ends a build for this reason if it waits, or has its builder end it. */
  public Halted halt(BuildId build, Problem reason) {
    return jdbi.inTransaction(handle -> {
      var ended =
          handle.execute(
              """
              UPDATE builder.builds SET verdict = ?, finished_at = now(), request = NULL
              WHERE id = ? AND verdict IS NULL AND request IS NOT NULL
                AND built_by IS NULL AND NOT releasing
              """,
              Json.write(new BuildEvent.Failed(reason)),
              build.value());
      if (ended > 0) {
        return Halted.ENDED;
      }
      var told =
          handle.execute(
              """
              UPDATE builder.builds SET halt = coalesce(halt, ?)
              WHERE id = ? AND verdict IS NULL AND NOT releasing
              """,
              Json.write(reason),
              build.value());
      if (told > 0) {
        return Halted.TOLD;
      }
      var isOver =
          handle
              .createQuery("SELECT verdict IS NOT NULL FROM builder.builds WHERE id = ?")
              .bind(0, build.value())
              .mapTo(Boolean.class)
              .findOne()
              .orElse(true);
      return isOver ? Halted.OVER : Halted.TOO_LATE;
    });
  }

  private static BuildId id(ResultSet row) throws SQLException {
    return new BuildId(row.getObject("id", UUID.class));
  }
}
