package fleet.api.device;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.device.ActionResult;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import java.time.Instant;
import java.util.List;

/** Table {@code api.actions}; the document is the {@code DeviceAction} as JSON. */
final class ActionRows {
  void insert(Tx tx, DeviceId device, DeviceAction action, Instant now) {
    tx.handle()
        .createUpdate(
            """
            insert into api.actions (id, device, document, created_at, expires_at)
            values (:id, :device, cast(:document as jsonb), :now, :expiresAt)
            """)
        .bind("id", action.id())
        .bind("device", device.value())
        .bind("document", Json.write(action))
        .bind("now", now)
        .bind("expiresAt", action.expiresAt())
        .execute();
  }

  /** Neither answered nor over, the oldest first. */
  List<DeviceAction> open(Tx tx, DeviceId device, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select document from api.actions
            where device = :device and answered_at is null and expires_at > :now
            order by created_at, id
            """)
        .bind("device", device.value())
        .bind("now", now)
        .map((row, _) -> Json.read(row.getString(1), DeviceAction.class))
        .list();
  }

  /** Keeps the first answer, and says whether this was it. */
  boolean answer(Tx tx, DeviceId device, ActionResult result, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update api.actions set answered_at = :now, done = :done, message = :message
                where id = :id and device = :device and answered_at is null
                """)
            .bind("id", result.action())
            .bind("device", device.value())
            .bind("now", now)
            .bind("done", result.done())
            .bind("message", result.message())
            .execute()
        == 1;
  }
}
