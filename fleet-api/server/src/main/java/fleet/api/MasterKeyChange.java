package fleet.api;

import fleet.api.access.TokenSigner;
import fleet.api.access.provider.Providers;
import fleet.api.audit.Actor;
import fleet.api.audit.AuditLog;
import fleet.api.audit.Deed;
import fleet.api.buildkey.BuildKeyBook;
import fleet.api.certificate.Authorities;
import fleet.api.db.Database;
import fleet.api.trust.Statements;
import fleet.api.variable.VariableBook;
import fleet.contract.node.Rewrap;
import java.time.Clock;
import javax.sql.DataSource;

/** Has another master key wrap what one wrapped, while no API runs on the database. */
public final class MasterKeyChange {
  private final Database database;

  public MasterKeyChange(DataSource source) {
    this.database = new Database(source);
  }

  /**
   * All of it, or nothing; what was done already stays as it is.
   *
   * @throws IllegalStateException when neither master key wrapped some of it
   */
  public void run(Rewrap rewrap) {
    database.migrate();
    database.run(tx -> {
      TokenSigner.rewrap(tx, rewrap);
      Authorities.rewrap(tx, rewrap);
      Providers.rewrap(tx, rewrap);
      Statements.rewrap(tx, rewrap);
      VariableBook.rewrap(tx, rewrap);
      BuildKeyBook.rewrap(tx, rewrap);
      new AuditLog(Clock.systemUTC()).add(tx, Actor.server(), Deed.of("master-key.change"));
    });
  }
}
