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
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The queue of builds in PostgreSQL, for any number of builders. Thread-safe.
 *
 * <pre>
 * waits:   verdict, built_by NULL
 * builds:  built_by = NODE, lease_until in the future; past it anybody who can may take it
 * ended:   verdict, and no request
 * </pre>
 */
public final class QueueRows {
  /** How long a node has a build without saying that it is still there. */
  public static final Duration LEASE = Duration.ofSeconds(30);

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

  /**
   * Takes the first build that this node can build and that nobody has.
   *
   * @param here what it has already, whatever the leases say
   */
  public Optional<Claim> claim(UUID node, Collection<BuildId> here) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                WITH next AS (
                  SELECT id FROM builder.builds AS mine
                  WHERE verdict IS NULL AND request IS NOT NULL
                    AND (lease_until IS NULL OR lease_until < now())
                    AND (keeper IS NULL OR keeper = :node)
                    AND id <> ALL (:here)
                    AND NOT (for_devices AND EXISTS (
                      SELECT FROM builder.builds AS other
                      WHERE other.fleet = mine.fleet AND other.for_devices
                        AND other.verdict IS NULL AND other.position < mine.position))
                  ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
                UPDATE builder.builds AS taken
                SET built_by = :node, lease_until = now() + :lease * interval '1 second',
                  attempt = attempt + 1
                FROM next WHERE taken.id = next.id
                RETURNING taken.id, taken.request, taken.attempt, taken.releasing,
                  extract(epoch FROM now() - taken.started_at)
                """)
            .bind("node", node)
            .bindArray("here", UUID.class, here.stream().map(BuildId::value).toList())
            .bind("lease", LEASE.toSeconds())
            .map((row, _) ->
                new Claim(
                    id(row),
                    row.getString("request"),
                    row.getInt("attempt"),
                    Duration.ofSeconds(row.getLong(5)),
                    row.getBoolean("releasing")))
            .findOne());
  }

  /** Says that a node is there, and that it goes on with what it has. */
  public void renew(UUID node) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          """
          INSERT INTO builder.nodes (id) VALUES (?)
          ON CONFLICT (id) DO UPDATE SET seen_at = now()
          """,
          node);
      handle.execute(
          """
          UPDATE builder.builds SET lease_until = now() + ? * interval '1 second'
          WHERE built_by = ? AND verdict IS NULL
          """,
          LEASE.toSeconds(),
          node);
    });
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

  /** From now on the release may exist; false when the build was halted, or is another's. */
  public boolean beginRelease(BuildId build, int attempt) {
    return jdbi.withHandle(handle ->
        handle.execute(
                """
                UPDATE builder.builds SET releasing = true
                WHERE id = ? AND attempt = ? AND verdict IS NULL AND halt IS NULL
                """,
                build.value(),
                attempt)
            > 0);
  }

  /** Gives a build back to the queue: whoever can may take it. */
  public void giveBack(BuildId build, int attempt) {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            UPDATE builder.builds SET lease_until = NULL, built_by = NULL
            WHERE id = ? AND attempt = ? AND verdict IS NULL
            """,
            build.value(),
            attempt));
  }

  /** A node begins anew: what it had can be taken at once. Returns those that need this node. */
  public Set<BuildId> begin(UUID node) {
    return jdbi.inTransaction(handle -> {
      handle.execute(
          """
          UPDATE builder.builds SET lease_until = NULL, built_by = NULL
          WHERE built_by = ? AND verdict IS NULL
          """,
          node);
      return handle
          .createQuery("SELECT id FROM builder.builds WHERE keeper = ? AND verdict IS NULL")
          .bind(0, node)
          .map((row, _) -> id(row))
          .stream()
          .collect(Collectors.toSet());
    });
  }

  /** Ends the builds that no node can build any more, for this reason, and returns them. */
  public List<BuildId> endForsaken(UUID node, Duration silence, BuildEvent.Failed verdict) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                UPDATE builder.builds SET verdict = :verdict, finished_at = now(), request = NULL
                WHERE verdict IS NULL AND request IS NOT NULL AND keeper <> :node
                  AND started_at < now() - :silence * interval '1 second'
                  AND NOT EXISTS (SELECT FROM builder.nodes
                    WHERE nodes.id = keeper AND seen_at > now() - :silence * interval '1 second')
                RETURNING id
                """)
            .bind("verdict", Json.write(verdict))
            .bind("node", node)
            .bind("silence", silence.toSeconds())
            .map((row, _) -> id(row))
            .list());
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

  private static BuildId id(ResultSet row) throws SQLException {
    return new BuildId(row.getObject("id", UUID.class));
  }
}
