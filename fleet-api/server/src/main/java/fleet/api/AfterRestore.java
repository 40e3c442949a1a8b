package fleet.api;

import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.db.Database;
import fleet.api.trust.StatementRows;
import java.time.Clock;
import javax.sql.DataSource;

/** What must be done once when the API's database came back from a backup. No API runs on it. */
public final class AfterRestore {
  private final Database database;

  public AfterRestore(DataSource database) {
    this.database = new Database(database);
  }

  /**
   * Forgets what devices were told to run, so that it is said anew: they follow nothing older than
   * what they heard last, and that may be later than the backup.
   */
  public void sayAnew() {
    database.migrate();
    var audit = new AuditLog(Clock.systemUTC());
    database.run(tx -> {
      new StatementRows().deleteAssignments(tx);
      audit.add(tx, Actor.server(), Deed.of("server.restore"));
    });
  }
}
