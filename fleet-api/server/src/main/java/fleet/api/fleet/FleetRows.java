package fleet.api.fleet;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import java.time.Instant;
import java.util.List;

/** Table {@code api.fleets}, and the marks that a fleet's devices leave when it goes. */
final class FleetRows {
  /** Adds a fleet, and says whether the name was free. */
  boolean insert(Tx tx, FleetName name, String note, Instant createdAt) {
    return tx.handle()
            .createUpdate(
                """
                insert into api.fleets (name, note, created_at) values (:name, :note, :createdAt)
                on conflict do nothing
                """)
            .bind("name", name.value())
            .bind("note", note)
            .bind("createdAt", createdAt)
            .execute()
        == 1;
  }

  void note(Tx tx, FleetName name, String note) {
    tx.handle()
        .createUpdate("update api.fleets set note = :note where name = :name")
        .bind("name", name.value())
        .bind("note", note)
        .execute();
  }

  List<FleetName> names(Tx tx) {
    return tx.handle()
        .createQuery("select name from api.fleets order by name")
        .mapTo(String.class)
        .map(FleetName::parse)
        .list();
  }

  boolean exists(Tx tx, FleetName name) {
    return tx.handle()
        .createQuery("select 1 from api.fleets where name = :name")
        .bind("name", name.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /**
   * Keeps the keys of the fleet's devices, so that none comes back; one that is only expected was
   * never here. No device comes in until the end of the transaction.
   */
  void bury(Tx tx, FleetName name, Instant now) {
    tx.handle()
        .createQuery("select 1 from api.fleets where name = :name for update")
        .bind("name", name.value())
        .mapTo(Integer.class)
        .findOne();
    tx.handle()
        .createUpdate(
            """
            insert into api.tombstones (public_key, device, removed_at)
            select d.public_key, d.id, :now
            from api.devices d left join api.places p on p.device = d.id and p.taken_at is null
            where d.fleet = :name and p.device is null
            """)
        .bind("name", name.value())
        .bind("now", now)
        .execute();
  }

  /** Removes a fleet with all that hangs on it, and says whether it was there. */
  boolean delete(Tx tx, FleetName name) {
    return tx.handle()
            .createUpdate("delete from api.fleets where name = :name")
            .bind("name", name.value())
            .execute()
        == 1;
  }
}
