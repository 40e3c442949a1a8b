package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.contract.identity.DeviceName;
import fleet.contract.release.Platform;
import fleet.contract.release.Release;
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

  /** A device of the release's fleet that should run another one, or none. */
  record Other(DeviceName name, String type, Platform platform) {}

  /** So many of them that the answer stays small, by kind and name. */
  List<Other> others(Tx tx, Release release) {
    return tx.handle()
        .createQuery(
            """
            select name, type, platform from api.devices
            where fleet = :fleet and release is distinct from :release
            order by type, platform, name limit 1000
            """)
        .bind("fleet", release.fleet().value())
        .bind("release", release.id().value())
        .map((row, _) ->
            new Other(
                DeviceName.parse(row.getString("name")),
                row.getString("type"),
                Platform.parse(row.getString("platform"))))
        .list();
  }

  List<Row> read(Tx tx, Release release, Instant now) {
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
            where d.fleet = :fleet and d.release = :release order by d.name
            """)
        .bind("fleet", release.fleet().value())
        .bind("release", release.id().value())
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
