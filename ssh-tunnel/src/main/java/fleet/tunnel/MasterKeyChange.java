package fleet.tunnel;

import fleet.contract.node.Rewrap;
import fleet.tunnel.certificate.Keyring;
import fleet.tunnel.db.TunnelDatabase;
import javax.sql.DataSource;

/** Has another master key wrap what one wrapped, while no gateway runs on the database. */
public final class MasterKeyChange {
  private final TunnelDatabase database;

  public MasterKeyChange(DataSource source) {
    this.database = new TunnelDatabase(source);
  }

  /**
   * All of it, or nothing; what was done already stays as it is.
   *
   * @throws IllegalStateException when neither master key wrapped some of it
   */
  public void run(Rewrap rewrap) {
    database.migrate();
    Keyring.rewrap(database, rewrap);
  }
}
