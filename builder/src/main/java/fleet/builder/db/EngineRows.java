package fleet.builder.db;

import fleet.contract.identity.BuildId;
import fleet.contract.identity.EngineName;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What is remembered of the engines that build. Thread-safe. */
public final class EngineRows {
  private final Jdbi jdbi;

  public EngineRows(DataSource database) {
    this.jdbi = Jdbi.create(database);
  }

  /** Those that get no work. */
  public Set<EngineName> drained() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT name FROM builder.drained_engines")
            .mapTo(String.class)
            .map(EngineName::parse)
            .set());
  }

  public void drain(EngineName engine) {
    jdbi.useHandle(handle ->
        handle.execute(
            "INSERT INTO builder.drained_engines (name) VALUES (?) ON CONFLICT DO NOTHING",
            engine.value()));
  }

  public void resume(EngineName engine) {
    jdbi.useHandle(handle ->
        handle.execute("DELETE FROM builder.drained_engines WHERE name = ?", engine.value()));
  }

  /** Those of these builds that are known, and have ended. */
  public Set<BuildId> ended(Set<BuildId> builds) {
    if (builds.isEmpty()) {
      return Set.of();
    }
    var ids = builds.stream().map(BuildId::value).collect(Collectors.toSet());
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT id FROM builder.builds WHERE verdict IS NOT NULL AND id = ANY(:ids)")
            .bindArray("ids", UUID.class, ids.toArray())
            .mapTo(UUID.class)
            .map(BuildId::new)
            .set());
  }
}
