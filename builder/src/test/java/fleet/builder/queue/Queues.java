package fleet.builder.queue;

import fleet.builder.build.BuildOrder;
import fleet.builder.build.Source;
import fleet.builder.db.Claim;
import fleet.builder.db.LeaseRows;
import fleet.builder.db.QueueRows;
import fleet.builder.db.QueueRows.Joined;
import fleet.builder.db.QueuedBuild;
import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.UserName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.release.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Builds for tests of the queue. */
final class Queues {
  static final int MAX = 1_000;
  static final Digest BLOB = Digest.of("a tar".getBytes(StandardCharsets.UTF_8));

  private Queues() {}

  static Joined join(QueueRows queue, QueuedBuild build) {
    var superseded = new BuildEvent.Failed(Verdicts.SUPERSEDED);
    return queue.join(
        build, MAX, superseded, "waiting for the build of %s".formatted(build.fleet()));
  }

  /** A build that only one node can build. */
  static QueuedBuild kept(String fleet, UUID keeper) {
    return build(BuildId.random(), fleet, true, Optional.of(keeper));
  }

  static QueuedBuild draft(String fleet) {
    return build(BuildId.random(), fleet, false, Optional.empty());
  }

  static QueuedBuild forDevices(String fleet) {
    return build(BuildId.random(), fleet, true, Optional.empty());
  }

  /** A build of ada's that some node has. */
  static Claim claimed(DataSource database, BuildId id) {
    var _ = join(new QueueRows(database), build(id, "berlin", true, Optional.empty()));
    return new LeaseRows(database).claim(UUID.randomUUID(), List.of()).orElseThrow();
  }

  private static QueuedBuild build(
      BuildId id, String fleet, boolean forDevices, Optional<UUID> keeper) {
    var source = new Source.Uploaded(BLOB, "c0ffee");
    var name = FleetName.parse(fleet);
    var order = new BuildOrder(id, name, UserName.parse("ada"), List.of(), source, false);
    return new QueuedBuild(
        id, name, "c0ffee", forDevices, keeper, Json.write(order), Optional.of(BLOB));
  }
}
