package fleet.api;

import fleet.api.access.account.Accounts;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignIn;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;

/** The way in for who lost it and has the database. An API may run on it meanwhile. */
public final class PasswordReset {
  private final Database database;

  public PasswordReset(DataSource database) {
    this.database = new Database(database);
  }

  /**
   * Makes a new password for a person and ends their sign-ins; where there is nobody at all yet,
   * makes the first.
   *
   * @return how they sign in now; nothing when there is no such person
   */
  public Optional<SignIn> of(UserName name) {
    database.migrate();
    var clock = Clock.systemUTC();
    var users = Accounts.of(database, new AuditLog(clock), clock).users();
    return users
        .makeFirst()
        .filter(made -> made.user().equals(name))
        .or(() -> users.resetPassword(name));
  }
}
