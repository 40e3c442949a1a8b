package fleet.builder.db;

import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** The builds and their lines in PostgreSQL. Thread-safe. */
public final class BuildRows {
  private static final int KEPT_BUILDS = 100;

  private final Jdbi jdbi;

  public BuildRows(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  /** Writes that a build has begun, and forgets the fleet's oldest when there are too many. */
  public void begin(BuildId build, FleetName fleet, String commit) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          "INSERT INTO builder.builds (id, fleet, commit) VALUES (?, ?, ?)",
          build.value(),
          fleet.value(),
          commit);
      handle.execute(
          """
          DELETE FROM builder.builds WHERE verdict IS NOT NULL AND id IN (
            SELECT id FROM builder.builds WHERE fleet = ?
            ORDER BY started_at DESC OFFSET ?)
          """,
          fleet.value(),
          KEPT_BUILDS);
    });
  }

  /** Appends lines; those that are there already stay as they are. */
  public void append(BuildId build, List<BuildEvent.Line> lines) {
    if (lines.isEmpty()) {
      return;
    }
    jdbi.useTransaction(handle -> {
      var batch =
          handle.prepareBatch(
              """
              INSERT INTO builder.build_lines (build, number, text) VALUES (?, ?, ?)
              ON CONFLICT DO NOTHING
              """);
      for (var line : lines) {
        batch.add(build.value(), line.number(), line.text());
      }
      batch.execute();
    });
  }

  /** Writes how a build ended, once. */
  public void end(BuildId build, BuildEvent verdict) {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            UPDATE builder.builds SET verdict = ?, finished_at = now()
            WHERE id = ? AND verdict IS NULL
            """,
            Json.write(verdict),
            build.value()));
  }

  /** The builds that have begun and not ended. */
  public List<BuildId> unfinished() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT id FROM builder.builds WHERE verdict IS NULL")
            .mapTo(UUID.class)
            .map(BuildId::new)
            .list());
  }

  /** Whose build it is; absent when there is no such build. */
  public Optional<FleetName> fleet(BuildId build) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT fleet FROM builder.builds WHERE id = ?")
            .bind(0, build.value())
            .mapTo(String.class)
            .findOne()
            .map(FleetName::parse));
  }

  /** All events of a build so far; absent when there is no such build. */
  public Optional<List<BuildEvent>> events(BuildId build) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT coalesce(verdict, '') FROM builder.builds WHERE id = ?")
            .bind(0, build.value())
            .mapTo(String.class)
            .findOne()
            .map(verdict -> {
              var events = new ArrayList<BuildEvent>();
              events.add(new BuildEvent.Started(build));
              handle
                  .createQuery(
                      """
                      SELECT number, text FROM builder.build_lines
                      WHERE build = ? ORDER BY number
                      """)
                  .bind(0, build.value())
                  .map((row, _) -> new BuildEvent.Line(row.getLong(1), row.getString(2)))
                  .forEach(events::add);
              if (!verdict.isEmpty()) {
                events.add(Json.read(verdict, BuildEvent.class));
              }
              return List.copyOf(events);
            }));
  }
}
