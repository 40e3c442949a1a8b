package fleet.api.device;

import fleet.api.db.Database;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.device.Protocol;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Instant;
import java.util.List;

/** Takes what devices report; a report is durable when {@link #take} returns. Thread-safe. */
public final class Reports {
  private static final int MAX_SERVICES = 200;

  private final StateRows rows = new StateRows();
  private final ReportGroup group;
  private final Database database;
  private final Devices devices;
  private final Actions actions;
  private final Outbox outbox;

  public Reports(Database database, Devices devices, Actions actions, Outbox outbox) {
    this.group = new ReportGroup(database);
    this.database = database;
    this.devices = devices;
    this.actions = actions;
    this.outbox = outbox;
  }

  /**
   * Stores a report; one whose sequence number was seen is passed over.
   *
   * @throws ProblemException when the device was removed, or speaks another protocol
   */
  public void take(DeviceId id, StateReport report) {
    require(report);
    if (!report.actions().isEmpty() || !group.store(id, report)) {
      store(id, report);
    }
  }

  private void store(DeviceId id, StateReport report) {
    database.run(tx -> {
      var device = devices.find(tx, id).orElseThrow(Reports::removed);
      var before = rows.lock(tx, id);
      if (before.isPresent() && before.get().sequence() >= report.sequence()) {
        return;
      }
      rows.store(tx, id, report);
      rows.storeVersion(tx, id, report.supervisorVersion());
      actions.answered(tx, device, report.actions());
      if (before.filter(last -> sameState(last, report)).isEmpty()) {
        outbox.append(tx, EventKind.DEVICE_CHANGED, device.fleet(), id);
      }
    });
  }

  /** The refusal for a device that is not registered any more. */
  public static ProblemException removed() {
    return new ProblemException(
        ProblemCode.UNAUTHENTICATED, "this device is not registered any more", "");
  }

  private static boolean sameState(StateReport before, StateReport now) {
    return core(before).equals(core(now));
  }

  /** What people see of a report. */
  private static StateReport core(StateReport report) {
    return new StateReport(
        report.protocol(),
        0,
        Instant.EPOCH,
        report.supervisorVersion(),
        report.phase(),
        report.target(),
        report.running(),
        report.healthy(),
        report.services(),
        report.failure(),
        List.of(),
        report.variables());
  }

  private static void require(StateReport report) {
    if (report.protocol() != Protocol.CURRENT) {
      throw new IllegalArgumentException(
          "this server speaks device protocol %d, not %d"
              .formatted(Protocol.CURRENT, report.protocol()));
    }
    if (report.services().size() > MAX_SERVICES) {
      throw new IllegalArgumentException(
          "a report has at most %d services".formatted(MAX_SERVICES));
    }
  }
}
