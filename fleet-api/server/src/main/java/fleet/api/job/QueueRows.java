package fleet.api.job;

import fleet.api.access.KeyLimits;
import fleet.api.db.Tx;
import fleet.contract.Json;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.job.JobAction;
import fleet.contract.node.AccessAction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables {@code api.jobs} and {@code api.job_devices} as a queue. Leases are timed by the
 * database's clock. The fence grows whenever another node takes over, so that one which was held up
 * does nothing any more.
 */
final class QueueRows {
  /** The right to carry a job out, as long as the fence is the same. */
  record Lease(Job job, long fence) {}

  /** Takes and renews leases of jobs that run; what another node has is passed over. */
  List<Lease> take(Tx tx, UUID node, Duration length, int most) {
    return tx.handle()
        .createQuery(
            """
            update api.jobs j set
              fence = case when j.lease_owner = :node then j.fence else j.fence + 1 end,
              lease_owner = :node,
              lease_until = now() + make_interval(secs => :seconds)
            where j.id in (
              select id from api.jobs
              where state = 'RUNNING'
                and (lease_owner = :node or lease_until is null or lease_until < now())
              order by lease_owner is distinct from :node, number limit :most
              for update skip locked)
            returning j.*
            """)
        .bind("node", node)
        .bind("seconds", (double) length.toSeconds())
        .bind("most", most)
        .map((row, _) -> new Lease(job(row), row.getLong("fence")))
        .list();
  }

  /** Some of the devices that wait, by name. */
  List<DeviceId> waiting(Tx tx, Job job, int most) {
    return tx.handle()
        .createQuery(
            """
            select device from api.job_devices where job = :job and state = 'WAITING'
            order by name limit :most
            """)
        .bind("job", job.id())
        .bind("most", most)
        .map((row, _) -> new DeviceId(row.getObject(1, UUID.class)))
        .list();
  }

  /**
   * Holds the job and the device until the end of the transaction, and says whether it is still
   * this node's turn to deal with it.
   */
  boolean hold(Tx tx, Lease lease, DeviceId device) {
    return isMine(tx, lease)
        && tx.handle()
            .createQuery(
                """
                select 1 from api.job_devices
                where job = :job and device = :device and state = 'WAITING' for update
                """)
            .bind("job", lease.job().id())
            .bind("device", device.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
  }

  private static boolean isMine(Tx tx, Lease lease) {
    return tx.handle()
        .createQuery(
            """
            select 1 from api.jobs where id = :job and fence = :fence and state = 'RUNNING'
            for update
            """)
        .bind("job", lease.job().id())
        .bind("fence", lease.fence())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** How it went for a device that is held. */
  void settle(Tx tx, Lease lease, DeviceId device, Outcome outcome, Instant now) {
    tx.handle()
        .createUpdate(
            """
            update api.job_devices set state = :state, reason = :reason, at = :now
            where job = :job and device = :device
            """)
        .bind("state", outcome.state().name())
        .bind("reason", outcome.reason())
        .bind("now", now)
        .bind("job", lease.job().id())
        .bind("device", device.value())
        .execute();
    tx.handle()
        .createUpdate(
            """
            update api.jobs set done = done + cast(:state = 'DONE' as integer),
              failed = failed + cast(:state = 'FAILED' as integer),
              skipped = skipped + cast(:state = 'SKIPPED' as integer)
            where id = :job
            """)
        .bind("state", outcome.state().name())
        .bind("job", lease.job().id())
        .execute();
  }

  /** Counts a fault of ours at a device that is held, and returns how many there were. */
  int stumble(Tx tx, Lease lease, DeviceId device) {
    return tx.handle()
        .createQuery(
            """
            update api.job_devices set attempts = attempts + 1
            where job = :job and device = :device returning attempts
            """)
        .bind("job", lease.job().id())
        .bind("device", device.value())
        .mapTo(Integer.class)
        .one();
  }

  /** Ends a job of which no device waits, and says whether this did it. */
  boolean end(Tx tx, Lease lease, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update api.jobs set state = 'DONE', ended_at = :now
                where id = :job and fence = :fence and state = 'RUNNING'
                  and done + failed + skipped = total
                """)
            .bind("job", lease.job().id())
            .bind("fence", lease.fence())
            .bind("now", now)
            .execute()
        == 1;
  }

  private static Job job(ResultSet row) throws SQLException {
    var actions = words(row, "key_actions").map(AccessAction::valueOf).collect(Collectors.toSet());
    var fleets =
        row.getArray("key_fleets") == null
            ? Optional.<Set<FleetName>>empty()
            : Optional.of(
                words(row, "key_fleets").map(FleetName::parse).collect(Collectors.toSet()));
    var until = Optional.ofNullable(row.getTimestamp("key_until")).map(Timestamp::toInstant);
    return new Job(
        row.getObject("id", UUID.class),
        FleetName.parse(row.getString("fleet")),
        Json.read(row.getString("action"), JobAction.class),
        UserName.parse(row.getString("made_by")),
        new KeyLimits(
            actions, fleets, until, Optional.ofNullable(row.getObject("key_id", UUID.class))));
  }

  private static Stream<String> words(ResultSet row, String column) throws SQLException {
    return Stream.of((String[]) row.getArray(column).getArray());
  }
}
