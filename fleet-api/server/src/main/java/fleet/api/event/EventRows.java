package fleet.api.event;

import fleet.api.db.Tx;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tables {@code api.events} and {@code api.event_cursors}. A cursor is the writing transaction's
 * id, shifted, and a count within that transaction; below {@code pg_snapshot_xmin} no transaction
 * can add to it any more. What is added to the ids makes up for another cluster's.
 */
final class EventRows {
  static final String CHANNEL = "fleet_api_events";

  private static final String ADDED = "(select added from api.event_cursors)";

  private static final String BOUND =
      "((%s + pg_snapshot_xmin(pg_current_snapshot())::text::bigint) << 12)".formatted(ADDED);

  /**
   * @param settled whether nothing can come before it any more
   */
  record Row(Event event, boolean settled) {}

  /**
   * Inserts events of one transaction.
   *
   * @param first count of the first of them
   */
  void insert(Tx tx, int first, List<Event> events) {
    var batch =
        tx.handle()
            .prepareBatch(
                """
                insert into api.events (cursor, at, kind, fleet, subject) values (
                  ((%s + pg_current_xact_id()::text::bigint) << 12) | :count,
                  :at, :kind, :fleet, :subject)
                """
                    .formatted(ADDED));
    for (var place = 0; place < events.size(); place++) {
      var event = events.get(place);
      batch
          .bind("count", first + place)
          .bind("at", event.at())
          .bind("kind", event.kind())
          .bind("fleet", event.fleet().map(FleetName::value).orElse(null))
          .bind("subject", event.subject())
          .add();
    }
    var _ = batch.execute();
  }

  void ring(Tx tx) {
    tx.handle().execute("notify " + CHANNEL);
  }

  List<Row> after(Tx tx, long cursor, int limit) {
    return tx.handle()
        .createQuery(
            """
            select cursor, at, kind, fleet, subject, cursor < %s as settled
            from api.events where cursor > :cursor order by cursor limit :limit
            """
                .formatted(BOUND))
        .bind("cursor", cursor)
        .bind("limit", limit)
        .map((row, _) ->
            new Row(
                new Event(
                    row.getLong("cursor"),
                    row.getTimestamp("at").toInstant(),
                    row.getString("kind"),
                    Optional.ofNullable(row.getString("fleet")).map(FleetName::parse),
                    row.getString("subject")),
                row.getBoolean("settled")))
        .list();
  }

  /**
   * Goes on behind events of another cluster, from which the database was restored: they are those
   * that no transaction of this one can have written yet.
   */
  void goOnBehindAll(Tx tx) {
    tx.handle()
        .execute(
            """
            update api.event_cursors
            set added = newest.id + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            from (select max(cursor) >> 12 as id from api.events) newest
            where newest.id >= added + pg_snapshot_xmax(pg_current_snapshot())::text::bigint
            """);
  }

  /** Everything below is settled. */
  long bound(Tx tx) {
    return tx.handle().createQuery("select " + BOUND).mapTo(Long.class).one();
  }

  void deleteBefore(Tx tx, Instant moment) {
    tx.handle()
        .createUpdate("delete from api.events where at < :moment")
        .bind("moment", moment)
        .execute();
  }
}
