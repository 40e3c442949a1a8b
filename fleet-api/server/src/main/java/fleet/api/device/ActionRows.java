package fleet.api.device;

import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.device.ActionResult;
import fleet.contract.device.DeviceAction;
import fleet.contract.identity.DeviceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
  Map<DeviceId, List<DeviceAction>> open(Tx tx, Collection<DeviceId> devices, Instant now) {
    var open = new HashMap<DeviceId, List<DeviceAction>>();
    tx.handle()
        .createQuery(
            """
            select device, document from api.actions
            where device = any(:devices) and answered_at is null and expires_at > :now
            order by created_at, id
            """)
        .bindArray("devices", UUID.class, devices.stream().map(DeviceId::value).toList())
        .bind("now", now)
        .map((row, _) ->
            Map.entry(
                new DeviceId(row.getObject(1, UUID.class)),
                Json.read(row.getString(2), DeviceAction.class)))
        .forEach(entry ->
            open.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return open;
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
