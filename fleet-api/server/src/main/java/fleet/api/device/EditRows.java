package fleet.api.device;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/** The columns of {@code api.devices} that people change. */
final class EditRows {
  private static final String UNIQUE_VIOLATION = "23505";

  /** Gives it a name, and says whether that was free; if not, the transaction is over. */
  boolean rename(Tx tx, DeviceId id, DeviceName name) {
    return unlessTaken(
        tx.handle()
            .createUpdate("update api.devices set name = :name where id = :id")
            .bind("id", id.value())
            .bind("name", name.value()));
  }

  void type(Tx tx, DeviceId id, String type) {
    tx.handle()
        .createUpdate("update api.devices set type = :type where id = :id")
        .bind("id", id.value())
        .bind("type", type)
        .execute();
  }

  void note(Tx tx, DeviceId id, String note) {
    tx.handle()
        .createUpdate("update api.devices set note = :note where id = :id")
        .bind("id", id.value())
        .bind("note", note)
        .execute();
  }

  /** The tags, holding others off until the end of the transaction. */
  Optional<Map<String, String>> lockTags(Tx tx, DeviceId id) {
    return tx.handle()
        .createQuery("select tags from api.devices where id = :id for update")
        .bind("id", id.value())
        .map((row, _) -> Tags.read(row.getString(1)))
        .findOne();
  }

  void tag(Tx tx, DeviceId id, Map<String, String> tags) {
    tx.handle()
        .createUpdate("update api.devices set tags = cast(:tags as jsonb) where id = :id")
        .bind("id", id.value())
        .bind("tags", Tags.write(tags))
        .execute();
  }

  /** Holds the device until the end of the transaction, and says whether it is in the fleet. */
  boolean lockIn(Tx tx, DeviceId id, FleetName fleet) {
    return tx.handle()
        .createQuery("select 1 from api.devices where id = :id and fleet = :fleet for update")
        .bind("id", id.value())
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Takes it to a fleet, without pin, rollout and release; says whether its name was free there: if
   * not, the transaction is over.
   */
  boolean move(Tx tx, DeviceId id, FleetName to) {
    tx.handle()
        .createUpdate("delete from api.pins where device = :id")
        .bind("id", id.value())
        .execute();
    return unlessTaken(
        tx.handle()
            .createUpdate(
                """
                update api.devices
                set fleet = :to, release = null, rolled = null, withdrawn = null
                where id = :id
                """)
            .bind("id", id.value())
            .bind("to", to.value()));
  }

  private static boolean unlessTaken(Update update) {
    try {
      return update.execute() >= 0;
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLException cause
          && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
        return false;
      }
      throw e;
    }
  }
}
