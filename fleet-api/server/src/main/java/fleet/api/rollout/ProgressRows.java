package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.ReleaseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads how the devices of a release fare. */
final class ProgressRows {
  /**
   * One device whose target the release is.
   *
   * @param failure why the release does not run there
   */
  record Row(
      DeviceName name,
      boolean online,
      boolean running,
      boolean healthy,
      Optional<String> failure) {}

  List<Row> read(Tx tx, ReleaseId release, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select d.name, coalesce(s.online and s.online_until > :now, false) as online,
              coalesce(s.running = d.release, false) as running,
              coalesce(s.healthy = d.release, false) as healthy,
              case when said.report->'failure'->>'release' = d.release::text
                then said.report->'failure'->>'reason' end as failure
            from api.devices d left join api.device_states s on s.device = d.id
            left join api.device_reports said on said.device = d.id
            where d.release = :release order by d.name
            """)
        .bind("release", release.value())
        .bind("now", now)
        .map((row, _) ->
            new Row(
                DeviceName.parse(row.getString("name")),
                row.getBoolean("online"),
                row.getBoolean("running"),
                row.getBoolean("healthy"),
                Optional.ofNullable(row.getString("failure"))))
        .list();
  }
}
