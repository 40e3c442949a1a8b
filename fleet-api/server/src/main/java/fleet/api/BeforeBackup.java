package fleet.api;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import java.time.Clock;
import javax.sql.DataSource;

/** What is said before the API's database is copied whole. An API may run on it meanwhile. */
public final class BeforeBackup {
  private final Database database;

  public BeforeBackup(DataSource database) {
    this.database = new Database(database);
  }

  /** Notes that everything, every key too, leaves the house. The copy has the note in it. */
  public void note() {
    database.run(
        tx -> new AuditLog(Clock.systemUTC()).add(tx, Actor.server(), Deed.of("server.backup")));
  }
}
