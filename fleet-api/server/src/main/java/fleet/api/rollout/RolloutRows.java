package fleet.api.rollout;

import fleet.api.db.Tx;
import fleet.api.rollout.plan.Draw;
import fleet.api.rollout.plan.First;
import fleet.api.rollout.plan.Sighting;
import fleet.api.rollout.plan.Standing;
import fleet.api.rollout.plan.Terms;
import fleet.contract.Json;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.ReleaseSummary;
import fleet.contract.operator.RolloutState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tables {@code api.rollouts} and {@code api.rollout_devices}, and the column {@code rolled} of the
 * devices that take part in an open one.
 */
final class RolloutRows {
  private static final String SELECT =
      """
      select o.*, r.version, r.commit, r.created_at as released_at
      from api.rollouts o join api.releases r on r.id = o.release
      """;

  void insert(Tx tx, Rollout rollout) {
    tx.handle()
        .createUpdate(
            """
            insert into api.rollouts (id, fleet, release, state, started_by, created_at, changed_at,
              seed, soak_seconds, deadline_seconds, reason, resumed, looked_at)
            values (:id, :fleet, :release, :state, :by, :at, :at,
              :seed, :soak, :deadline, :reason, false, :at)
            """)
        .bind("id", rollout.id())
        .bind("fleet", rollout.fleet().value())
        .bind("release", rollout.release().id().value())
        .bind("state", rollout.state().name())
        .bind("by", rollout.by())
        .bind("at", rollout.createdAt())
        .bind("seed", rollout.seed())
        .bind("soak", rollout.terms().soak().toSeconds())
        .bind("deadline", rollout.terms().deadline().toSeconds())
        .bind("reason", rollout.reason())
        .execute();
  }

  /** The devices take part in the rollout, as its first. */
  void join(Tx tx, Rollout rollout, List<DeviceId> devices) {
    var ids = devices.stream().map(DeviceId::value).toList();
    tx.handle()
        .createUpdate(
            """
            insert into api.rollout_devices (rollout, device, phase, good, since)
            select :rollout, id, 0, false, :at from api.devices where id = any(:ids)
            """)
        .bind("rollout", rollout.id())
        .bind("at", rollout.createdAt())
        .bindArray("ids", UUID.class, ids)
        .execute();
    tx.handle()
        .createUpdate("update api.devices set rolled = :release where id = any(:ids)")
        .bind("release", rollout.release().id().value())
        .bindArray("ids", UUID.class, ids)
        .execute();
  }

  /** The fleet's devices take part in no rollout any more. */
  List<DeviceId> release(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            """
            update api.devices set rolled = null where fleet = :fleet and rolled is not null
            returning id
            """)
        .bind("fleet", fleet.value())
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .list();
  }

  Optional<FleetName> fleetOf(Tx tx, UUID id) {
    return tx.handle()
        .createQuery("select fleet from api.rollouts where id = :id")
        .bind("id", id)
        .map((row, _) -> FleetName.parse(row.getString(1)))
        .findOne();
  }

  /** Holds others off until the end of the transaction. */
  Optional<Rollout> lock(Tx tx, UUID id) {
    return tx.handle()
        .createQuery(SELECT + "where o.id = :id for update of o")
        .bind("id", id)
        .map((row, _) -> rollout(row))
        .findOne();
  }

  /** The same, as long as nobody else has the lease by now, nor ended it meanwhile. */
  Optional<Rollout> lock(Tx tx, LeaseRows.Lease lease) {
    return tx.handle()
        .createQuery(
            SELECT
                + """
                where o.id = :id and o.fence = :fence and o.state in ('RUNNING', 'SOAKING')
                for update of o
                """)
        .bind("id", lease.rollout())
        .bind("fence", lease.fence())
        .map((row, _) -> rollout(row))
        .findOne();
  }

  Optional<Rollout> lockOpen(Tx tx, FleetName fleet) {
    return tx.handle()
        .createQuery(
            SELECT
                + """
                where o.fleet = :fleet and o.state in ('RUNNING', 'SOAKING', 'HALTED')
                for update of o
                """)
        .bind("fleet", fleet.value())
        .map((row, _) -> rollout(row))
        .findOne();
  }

  /** By id, or the newest. */
  Optional<Rollout> find(Tx tx, FleetName fleet, String id) {
    return tx.handle()
        .createQuery(
            SELECT
                + """
                where o.fleet = :fleet and (:id = 'latest' or o.id::text = :id)
                order by o.number desc limit 1
                """)
        .bind("fleet", fleet.value())
        .bind("id", id)
        .map((row, _) -> rollout(row))
        .findOne();
  }

  /** The release's newest, unless it was given up and the release became the fleet's otherwise. */
  Optional<Rollout> newestOf(Tx tx, FleetName fleet, ReleaseId release) {
    return tx.handle()
        .createQuery(
            SELECT
                + """
                where o.fleet = :fleet and o.release = :release and (o.state <> 'ABORTED'
                  or :release is distinct from (select release from api.fleets where name = :fleet))
                order by o.number desc limit 1
                """)
        .bind("fleet", fleet.value())
        .bind("release", release.value())
        .map((row, _) -> rollout(row))
        .findOne();
  }

  /** The newest first, below a number. */
  List<Rollout> list(Tx tx, FleetName fleet, long below, int limit) {
    return tx.handle()
        .createQuery(
            SELECT
                + """
                where o.fleet = :fleet and o.number < :below
                order by o.number desc limit :limit
                """)
        .bind("fleet", fleet.value())
        .bind("below", below)
        .bind("limit", limit)
        .map((row, _) -> rollout(row))
        .list();
  }

  void change(Tx tx, Rollout rollout) {
    tx.handle()
        .createUpdate(
            """
            update api.rollouts set state = :state, reason = :reason, culprit = :culprit,
              resumed = :resumed, changed_at = :at
            where id = :id
            """)
        .bind("id", rollout.id())
        .bind("state", rollout.state().name())
        .bind("reason", rollout.reason())
        .bind("culprit", rollout.culprit().map(DeviceName::value).orElse(null))
        .bind("resumed", rollout.resumed())
        .bind("at", rollout.changedAt())
        .execute();
  }

  void lookedAt(Tx tx, UUID rollout, Instant now) {
    tx.handle()
        .createUpdate("update api.rollouts set looked_at = :now where id = :id")
        .bind("id", rollout)
        .bind("now", now)
        .execute();
  }

  /** Those that go first, as they are seen now, by name. */
  List<First> firsts(Tx tx, Rollout rollout, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select p.*, d.name, said.report,
              coalesce(s.online and s.online_until > :now, false) as here
            from api.rollout_devices p join api.devices d on d.id = p.device
            left join api.device_states s on s.device = p.device
            left join api.device_reports said on said.device = p.device
            where p.rollout = :rollout and p.phase = 0 order by d.name
            """)
        .bind("rollout", rollout.id())
        .bind("now", now)
        .map((row, _) ->
            new First(
                new DeviceId(row.getObject("device", UUID.class)),
                DeviceName.parse(row.getString("name")),
                new Standing(row.getBoolean("good"), row.getTimestamp("since").toInstant()),
                row.getBoolean("forgiven"),
                Sighting.of(
                    rollout.release().id(),
                    row.getBoolean("here"),
                    Optional.ofNullable(row.getString("report"))
                        .map(text -> Json.read(text, StateReport.class)))))
        .list();
  }

  void stand(Tx tx, UUID rollout, Map<DeviceId, Standing> standings) {
    if (standings.isEmpty()) {
      return;
    }
    var batch =
        tx.handle()
            .prepareBatch(
                """
                update api.rollout_devices set good = :good, since = :since
                where rollout = :rollout and device = :device
                """);
    standings.forEach((device, standing) ->
        batch
            .bind("rollout", rollout)
            .bind("device", device.value())
            .bind("good", standing.good())
            .bind("since", standing.since())
            .add());
    var _ = batch.execute();
  }

  /** What those that are not good do is of no consequence; the others begin their soak anew. */
  void forgive(Tx tx, UUID rollout) {
    tx.handle()
        .createUpdate(
            """
            update api.rollout_devices set forgiven = forgiven or not good where rollout = :rollout
            """)
        .bind("rollout", rollout)
        .execute();
  }

  /**
   * The fleet's devices; those that are pinned or have another kind than fits stay where they are.
   */
  List<Draw.Candidate> candidates(Tx tx, FleetName fleet, Obstacles obstacles, Instant now) {
    return tx.handle()
        .createQuery(
            """
            select d.id, d.name, d.type, d.platform, p.device is not null as is_pinned,
              coalesce(s.online and s.online_until > :now, false) as here
            from api.devices d left join api.device_states s on s.device = d.id
            left join api.pins p on p.device = d.id
            where d.fleet = :fleet order by d.name
            """)
        .bind("fleet", fleet.value())
        .bind("now", now)
        .map((row, _) ->
            new Draw.Candidate(
                new DeviceId(row.getObject("id", UUID.class)),
                DeviceName.parse(row.getString("name")),
                row.getBoolean("here"),
                obstacles.of(
                    row.getString("type"), row.getString("platform"), row.getBoolean("is_pinned"))))
        .list();
  }

  private static Rollout rollout(ResultSet row) throws SQLException {
    var release =
        new ReleaseSummary(
            new ReleaseId(row.getObject("release", UUID.class)),
            row.getString("version"),
            row.getString("commit"),
            row.getTimestamp("released_at").toInstant());
    return new Rollout(
        row.getObject("id", UUID.class),
        row.getLong("number"),
        FleetName.parse(row.getString("fleet")),
        release,
        RolloutState.valueOf(row.getString("state")),
        row.getString("started_by"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        row.getLong("seed"),
        new Terms(
            Duration.ofSeconds(row.getLong("soak_seconds")),
            Duration.ofSeconds(row.getLong("deadline_seconds"))),
        row.getString("reason"),
        Optional.ofNullable(row.getString("culprit")).map(DeviceName::parse),
        row.getBoolean("resumed"),
        row.getTimestamp("looked_at").toInstant());
  }
}
