package fleet.api.rollout;

import fleet.api.db.Tx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * The columns {@code lease_owner}, {@code lease_until} and {@code fence} of {@code api.rollouts}:
 * which node drives one. Leases are timed by the database's clock. The fence grows whenever another
 * node takes over, so that one which was held up writes nothing any more.
 */
final class LeaseRows {
  private static final int AT_ONCE = 100;

  /** The right to drive a rollout, as long as the fence is the same. */
  record Lease(UUID rollout, long fence) {}

  /** Takes and renews leases of rollouts that go on; what another node has is passed over. */
  List<Lease> take(Tx tx, UUID node, Duration length) {
    return tx.handle()
        .createQuery(
            """
            update api.rollouts o set
              fence = case when o.lease_owner = :node then o.fence else o.fence + 1 end,
              lease_owner = :node,
              lease_until = now() + make_interval(secs => :seconds)
            where o.id in (
              select id from api.rollouts
              where state in ('RUNNING', 'SOAKING')
                and (lease_owner = :node or lease_until is null or lease_until < now())
              order by number limit %d for update skip locked)
            returning o.id, o.fence
            """
                .formatted(AT_ONCE))
        .bind("node", node)
        .bind("seconds", (double) length.toSeconds())
        .map((row, _) -> new Lease(row.getObject(1, UUID.class), row.getLong(2)))
        .list();
  }

  /** Says whether any rollout goes on, whoever drives it. */
  boolean anyGoesOn(Tx tx) {
    return tx.handle()
        .createQuery(
            "select exists (select 1 from api.rollouts where state in ('RUNNING', 'SOAKING'))")
        .mapTo(Boolean.class)
        .one();
  }
}
