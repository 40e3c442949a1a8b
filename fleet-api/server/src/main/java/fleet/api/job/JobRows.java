package fleet.api.job;

import fleet.api.db.Tx;
import fleet.api.query.Condition;
import fleet.api.wire.Part;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.job.JobAction;
import fleet.contract.job.JobCounts;
import fleet.contract.job.JobDevice;
import fleet.contract.job.JobDeviceState;
import fleet.contract.job.JobPlan;
import fleet.contract.job.JobSelection;
import fleet.contract.job.JobState;
import fleet.contract.job.JobView;
import fleet.contract.node.AccessAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tables {@code api.jobs} and {@code api.job_devices}, as people see them. */
final class JobRows {
  /** The devices of a fleet that a condition means, by name; so many at most. */
  List<JobPlan.Device> meant(Tx tx, FleetName fleet, Condition where, int most) {
    var query =
        tx.handle()
            .createQuery(
                """
                select d.id, d.name
                from api.devices d left join api.device_states s on s.device = d.id
                where d.fleet = :fleet and (%s) order by d.name limit :most
                """
                    .formatted(where.sql()));
    for (var place = 0; place < where.values().size(); place++) {
      query.bind(Condition.name(place), where.values().get(place));
    }
    return query
        .bind("fleet", fleet.value())
        .bind("most", most)
        .map((row, _) ->
            new JobPlan.Device(
                new DeviceId(row.getObject(1, UUID.class)), DeviceName.parse(row.getString(2))))
        .list();
  }

  /** Holds off others who make jobs in the fleet, and returns how many run there. */
  int lockRunning(Tx tx, FleetName fleet) {
    tx.handle()
        .createQuery("select 1 from api.fleets where name = :fleet for no key update")
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .list();
    return tx.handle()
        .createQuery("select count(*) from api.jobs where fleet = :fleet and state = 'RUNNING'")
        .bind("fleet", fleet.value())
        .mapTo(Integer.class)
        .one();
  }

  void insert(Tx tx, Job job, JobSelection selection, Instant now, List<JobPlan.Device> devices) {
    var limits = job.limits();
    tx.handle()
        .createUpdate(
            """
            insert into api.jobs (id, fleet, action, selection, made_by, key_actions, key_fleets,
              key_until, key_id, created_at, total)
            values (:id, :fleet, cast(:action as jsonb), cast(:selection as jsonb), :by,
              :keyActions, case when :anyFleet then null else :keyFleets end,
              cast(:keyUntil as timestamptz), cast(:keyId as uuid), :now, :total)
            """)
        .bind("id", job.id())
        .bind("fleet", job.fleet().value())
        .bind("action", Json.write(job.action()))
        .bind("selection", Json.write(selection))
        .bind("by", job.by().value())
        .bindArray(
            "keyActions", String.class, limits.actions().stream().map(AccessAction::name).toList())
        .bind("anyFleet", limits.fleets().isEmpty())
        .bindArray(
            "keyFleets",
            String.class,
            limits.fleets().stream().flatMap(Set::stream).map(FleetName::value).toList())
        .bind("keyUntil", limits.until().orElse(null))
        .bindByType("keyId", limits.key().orElse(null), UUID.class)
        .bind("now", now)
        .bind("total", devices.size())
        .execute();
    insertDevices(tx, job, devices);
  }

  private static void insertDevices(Tx tx, Job job, List<JobPlan.Device> devices) {
    tx.handle()
        .createUpdate(
            """
            insert into api.job_devices (job, device, name)
            select :job, meant.device, meant.name
            from unnest(:devices, :names) as meant (device, name)
            """)
        .bind("job", job.id())
        .bindArray(
            "devices", UUID.class, devices.stream().map(found -> found.device().value()).toList())
        .bindArray(
            "names", String.class, devices.stream().map(found -> found.name().value()).toList())
        .execute();
  }

  /**
   * One job of the fleet.
   *
   * @param which its id, or {@code latest}
   */
  Optional<JobView> find(Tx tx, FleetName fleet, String which) {
    return tx.handle()
        .createQuery(
            """
            select * from api.jobs where fleet = :fleet and (:which = 'latest' or id::text = :which)
            order by number desc limit 1
            """)
        .bind("fleet", fleet.value())
        .bind("which", which)
        .map((row, _) -> view(row))
        .findOne();
  }

  /** The newest first; the cursor is an id. */
  List<JobView> list(Tx tx, FleetName fleet, Part part) {
    return tx.handle()
        .createQuery(
            """
            select * from api.jobs
            where fleet = :fleet and (:after = ''
              or number < (select number from api.jobs where id::text = :after))
            order by number desc limit :limit
            """)
        .bind("fleet", fleet.value())
        .bind("after", part.after())
        .bind("limit", part.limit())
        .map((row, _) -> view(row))
        .list();
  }

  /**
   * By name, which is the cursor: names are unique in a fleet.
   *
   * @param state absent for all
   */
  List<JobDevice> devices(Tx tx, UUID job, Optional<JobDeviceState> state, Part part) {
    return tx.handle()
        .createQuery(
            """
            select * from api.job_devices
            where job = :job and name > :after and (:state = '' or state = :state)
            order by name limit :limit
            """)
        .bind("job", job)
        .bind("after", part.after())
        .bind("state", state.map(JobDeviceState::name).orElse(""))
        .bind("limit", part.limit())
        .map((row, _) -> device(row))
        .list();
  }

  /** Leaves out the devices that wait, and says whether the job ran. */
  boolean cancel(Tx tx, UUID job, UserName by, Instant now) {
    var held =
        tx.handle()
            .createQuery("select state from api.jobs where id = :job for update")
            .bind("job", job)
            .mapTo(String.class)
            .findOne();
    if (!held.equals(Optional.of(JobState.RUNNING.name()))) {
      return false;
    }
    var left =
        tx.handle()
            .createUpdate(
                """
                update api.job_devices set state = 'SKIPPED', reason = :reason, at = :now
                where job = :job and state = 'WAITING'
                """)
            .bind("job", job)
            .bind("reason", "%s cancelled the job".formatted(by))
            .bind("now", now)
            .execute();
    tx.handle()
        .createUpdate(
            """
            update api.jobs set state = 'CANCELLED', ended_at = :now, cancelled_by = :by,
              skipped = skipped + :left
            where id = :job
            """)
        .bind("job", job)
        .bind("by", by.value())
        .bind("left", left)
        .bind("now", now)
        .execute();
    return true;
  }

  /** Forgets what ended before then. */
  void deleteBefore(Tx tx, Instant then) {
    tx.handle()
        .createUpdate("delete from api.jobs where ended_at < :then")
        .bind("then", then)
        .execute();
  }

  /** Forgets what ended in a fleet, but for the newest. */
  void deleteBeyond(Tx tx, FleetName fleet, int kept) {
    tx.handle()
        .createUpdate(
            """
            delete from api.jobs
            where fleet = :fleet and ended_at is not null and number <= (
              select number from api.jobs where fleet = :fleet
              order by number desc offset :kept limit 1)
            """)
        .bind("fleet", fleet.value())
        .bind("kept", kept)
        .execute();
  }

  private static JobView view(ResultSet row) throws SQLException {
    return new JobView(
        row.getObject("id", UUID.class),
        FleetName.parse(row.getString("fleet")),
        Json.read(row.getString("action"), JobAction.class),
        Json.read(row.getString("selection"), JobSelection.class),
        UserName.parse(row.getString("made_by")),
        row.getTimestamp("created_at").toInstant(),
        JobState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("cancelled_by")).map(UserName::parse),
        counts(row));
  }

  private static JobCounts counts(ResultSet row) throws SQLException {
    var total = row.getInt("total");
    var done = row.getInt("done");
    var failed = row.getInt("failed");
    var skipped = row.getInt("skipped");
    return new JobCounts(total, total - done - failed - skipped, done, failed, skipped);
  }

  private static JobDevice device(ResultSet row) throws SQLException {
    return new JobDevice(
        new DeviceId(row.getObject("device", UUID.class)),
        DeviceName.parse(row.getString("name")),
        JobDeviceState.valueOf(row.getString("state")),
        row.getString("reason"),
        Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant));
  }
}
