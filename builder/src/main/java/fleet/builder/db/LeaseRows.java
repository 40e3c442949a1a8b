package fleet.builder.db;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
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
import org.jdbi.v3.core.Jdbi;

/**
 * Which node has which build of the queue, by leases that end when it says nothing more.
 * Thread-safe.
 *
 * <pre>
 * built_by = NODE, lease_until in the future; past it anybody who can may take the build
 * </pre>
 */
public final class LeaseRows {
  /** How long a node has a build without saying that it is still there. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  private final Jdbi jdbi;

  public LeaseRows(DataSource database) {
    this.jdbi = Jdbi.create(database);
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

  private static BuildId id(ResultSet row) throws SQLException {
    return new BuildId(row.getObject("id", UUID.class));
  }
}
