package fleet.api;

import fleet.api.access.account.Accounts;
import fleet.api.audit.AuditLog;
import fleet.api.db.Database;
import fleet.api.event.Outbox;
import fleet.contract.identity.UserName;
import fleet.contract.operator.SignIn;
import java.time.Clock;
import javax.sql.DataSource;

/** The way in for who lost it and has the database. An API may run on it meanwhile. */
public final class LostSignIn {
  private final Database database;

  public LostSignIn(DataSource database) {
    this.database = new Database(database);
  }

  /**
   * Makes a new password for a person and ends their sign-ins; where there is nobody at all yet,
   * makes the first.
   *
   * @return how they sign in now
   * @throws fleet.contract.problem.ProblemException when there is no such person
   */
  public SignIn renew(UserName name) {
    database.migrate();
    var clock = Clock.systemUTC();
    var accounts = Accounts.of(database, new Outbox(clock), new AuditLog(clock), clock);
    return accounts
        .users()
        .makeFirst()
        .filter(made -> made.user().equals(name))
        .orElseGet(() -> accounts.changes().resetLost(name));
  }
}
