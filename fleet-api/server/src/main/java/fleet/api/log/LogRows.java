package fleet.api.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.device.LogBatch;
import fleet.contract.device.LogLine;
import fleet.contract.identity.DeviceId;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/** Table {@code api.log_batches}: lines as they came, a batch a row. */
final class LogRows {
  private static final TypeReference<List<LogLine>> LINES = new TypeReference<>() {};

  /** One stored batch. */
  record Row(long id, List<LogLine> lines) {}

  /** Adds a batch, unless the device is gone, and tells its id or 0. */
  long insert(Tx tx, DeviceId device, LogBatch batch, Instant now) {
    var json = Json.write(batch.lines());
    return tx.handle()
        .createQuery(
            """
            insert into api.log_batches (device, received_at, bytes, dropped, lines)
            select id, :now, :bytes, :dropped, cast(:lines as jsonb)
            from api.devices where id = :device returning id
            """)
        .bind("device", device.value())
        .bind("now", now)
        .bind("bytes", json.length())
        .bind("dropped", batch.dropped())
        // A NUL cannot be stored in PostgreSQL's text, escaped or not.
        .bind("lines", json.replace("\\u0000", "\\ufffd"))
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /** Removes the oldest batches of a device, so that the rest has about so many bytes. */
  void trim(Tx tx, DeviceId device, long bytes) {
    tx.handle()
        .createUpdate(
            """
            delete from api.log_batches where id in (
              select id from (
                select id, sum(bytes + 200) over (order by id desc) as total
                from api.log_batches where device = :device
              ) counted where total > :bytes)
            """)
        .bind("device", device.value())
        .bind("bytes", bytes)
        .execute();
  }

  /** The newest first, below an id. */
  List<Row> before(Tx tx, DeviceId device, long id, int limit) {
    return tx.handle()
        .createQuery(
            """
            select id, lines from api.log_batches where device = :device and id < :id
            order by id desc limit :limit
            """)
        .bind("device", device.value())
        .bind("id", id)
        .bind("limit", limit)
        .map((row, _) -> new Row(row.getLong(1), lines(row.getString(2))))
        .list();
  }

  /** The oldest first, above an id. */
  List<Row> after(Tx tx, DeviceId device, long id, int limit) {
    return tx.handle()
        .createQuery(
            """
            select id, lines from api.log_batches where device = :device and id > :id
            order by id limit :limit
            """)
        .bind("device", device.value())
        .bind("id", id)
        .bind("limit", limit)
        .map((row, _) -> new Row(row.getLong(1), lines(row.getString(2))))
        .list();
  }

  private static List<LogLine> lines(String json) {
    try {
      return Json.mapper().readValue(json, LINES);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
