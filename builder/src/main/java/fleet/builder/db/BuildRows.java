package fleet.builder.db;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildState;
import fleet.contract.operator.BuildStep;
import fleet.contract.operator.BuildView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The builds and their lines in PostgreSQL. Thread-safe. */
public final class BuildRows {
  /** Those of the version before are built from their beginning on. */
  private static final String VIEW =
      """
      SELECT id, fleet, commit, for_devices, attempt, started_at, finished_at, verdict,
        built_by IS NOT NULL OR request IS NULL AS is_built
      FROM builder.builds
      """;

  private final Jdbi jdbi;

  public BuildRows(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  /**
   * Appends lines; those that are there already stay as they are.
   *
   * @param attempt of the writer
   * @return false when another attempt has begun: nothing was written
   */
  public boolean append(BuildId build, int attempt, List<BuildEvent.Line> lines) {
    if (lines.isEmpty()) {
      return true;
    }
    return jdbi.inTransaction(handle -> {
      var isCurrent =
          handle
              .createQuery(
                  "SELECT attempt = ? FROM builder.builds WHERE id = ? AND verdict IS NULL FOR SHARE")
              .bind(0, attempt)
              .bind(1, build.value())
              .mapTo(Boolean.class)
              .findOne()
              .orElse(false);
      if (isCurrent) {
        insert(handle, build, lines);
      }
      return isCurrent;
    });
  }

  private static void insert(Handle handle, BuildId build, List<BuildEvent.Line> lines) {
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO builder.build_lines (build, number, text, step) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """);
    for (var line : lines) {
      batch.add(
          build.value(), line.number(), line.text(), line.step().map(Json::write).orElse(null));
    }
    batch.execute();
  }

  /**
   * Writes how a build ended, once, and that nobody needs to begin it again.
   *
   * @return false when it has ended already, or another attempt has begun
   */
  public boolean end(BuildId build, int attempt, BuildEvent verdict) {
    return jdbi.withHandle(handle ->
        handle.execute(
                """
                UPDATE builder.builds SET verdict = ?, finished_at = now(), request = NULL
                WHERE id = ? AND attempt = ? AND verdict IS NULL
                """,
                Json.write(verdict),
                build.value(),
                attempt)
            > 0);
  }

  /** The builds of the version before that have begun and not ended: it kept no queue. */
  public List<BuildId> unfinishedWithoutQueue() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT id FROM builder.builds WHERE verdict IS NULL AND request IS NULL")
            .mapTo(UUID.class)
            .map(BuildId::new)
            .list());
  }

  /** One build; absent when there is no such build. */
  public Optional<BuildView> find(BuildId build) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(VIEW + " WHERE id = ?")
            .bind(0, build.value())
            .map((row, _) -> view(row))
            .findOne());
  }

  /** A fleet's builds that are remembered, the newest first. */
  public List<BuildView> of(FleetName fleet) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(VIEW + " WHERE fleet = ? ORDER BY started_at DESC, id LIMIT ?")
            .bind(0, fleet.value())
            .bind(1, BuildView.MAX_OF_FLEET)
            .map((row, _) -> view(row))
            .list());
  }

  private static BuildView view(ResultSet row) throws SQLException {
    var verdict =
        Optional.ofNullable(row.getString("verdict"))
            .map(text -> Json.read(text, BuildEvent.class));
    return new BuildView(
        new BuildId(row.getObject("id", UUID.class)),
        FleetName.parse(row.getString("fleet")),
        row.getString("commit"),
        state(verdict, row.getBoolean("is_built")),
        row.getBoolean("for_devices"),
        row.getInt("attempt"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        verdict.flatMap(it ->
            it instanceof BuildEvent.Succeeded success
                ? Optional.of(success.version())
                : Optional.empty()),
        verdict.flatMap(it ->
            it instanceof BuildEvent.Failed failure
                ? Optional.of(failure.problem().message())
                : Optional.empty()));
  }

  private static BuildState state(Optional<BuildEvent> verdict, boolean isBuilt) {
    if (verdict.isEmpty()) {
      return isBuilt ? BuildState.RUNNING : BuildState.WAITING;
    }
    return verdict.get() instanceof BuildEvent.Succeeded ? BuildState.SUCCEEDED : BuildState.FAILED;
  }

  /**
   * The events of a build so far; absent when there is no such build.
   *
   * @param after the number of the line before those that are wanted; 0 for all
   */
  public Optional<List<BuildEvent>> events(BuildId build, long after) {
    return jdbi.inTransaction(handle ->
        handle
            .createQuery("SELECT coalesce(verdict, '') FROM builder.builds WHERE id = ?")
            .bind(0, build.value())
            .mapTo(String.class)
            .findOne()
            .map(verdict -> {
              var events = new ArrayList<BuildEvent>();
              events.add(new BuildEvent.Started(build));
              events.addAll(lines(handle, build, after));
              if (!verdict.isEmpty()) {
                events.add(Json.read(verdict, BuildEvent.class));
              }
              return List.copyOf(events);
            }));
  }

  /** The lines that are kept so far. */
  public List<BuildEvent.Line> lines(BuildId build) {
    return jdbi.withHandle(handle -> lines(handle, build, 0));
  }

  private static List<BuildEvent.Line> lines(Handle handle, BuildId build, long after) {
    return handle
        .createQuery(
            """
            SELECT number, text, step FROM builder.build_lines
            WHERE build = ? AND number > ? ORDER BY number
            """)
        .bind(0, build.value())
        .bind(1, after)
        .map((row, _) ->
            new BuildEvent.Line(
                row.getLong("number"),
                row.getString("text"),
                Optional.ofNullable(row.getString("step"))
                    .map(text -> Json.read(text, BuildStep.class))))
        .list();
  }
}
