package fleet.api.device;

import fleet.api.db.Database;
import fleet.api.db.GroupCommit;
import fleet.api.db.Tx;
import fleet.api.event.EventKind;
import fleet.api.event.Outbox;
import fleet.contract.device.Protocol;
import fleet.contract.device.StateReport;
import fleet.contract.identity.DeviceId;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes what devices report. Thread-safe. */
public final class Reports {
  private static final int MAX_SERVICES = 200;

  /** What there is to say of a report that was not simply stored. */
  private enum Outcome {
    REMOVED
  }

  private final ReportRows rows = new ReportRows();
  private final GroupCommit<DeviceId, Printed, Outcome> reports;
  private final Database database;
  private final Devices devices;
  private final Actions actions;
  private final Outbox outbox;

  public Reports(Database database, Devices devices, Actions actions, Outbox outbox) {
    this.database = database;
    this.reports = new GroupCommit<>(this::store);
    this.devices = devices;
    this.actions = actions;
    this.outbox = outbox;
  }

  /**
   * Stores a report; one whose sequence number was seen is passed over. What waits for it must be
   * short.
   *
   * @return done when the report is durable; fails when the device was removed
   * @throws IllegalArgumentException when the device speaks another protocol
   */
  public CompletableFuture<Void> take(DeviceId id, StateReport report) {
    require(report);
    return reports
        .submit(id, Printed.of(report))
        .thenAccept(outcome -> {
          if (outcome.isPresent()) {
            throw removed();
          }
        });
  }

  /** Most reports say nothing new: one statement stores all of those. */
  private Map<DeviceId, Outcome> store(Map<DeviceId, Printed> batch) {
    var quiet = new HashMap<>(batch);
    quiet.values().removeIf(printed -> !printed.report().actions().isEmpty());
    var others = new HashMap<>(batch);
    if (!quiet.isEmpty()) {
      others.keySet().removeAll(database.once(tx -> rows.count(tx, quiet)));
    }
    return others.isEmpty() ? Map.of() : database.call(tx -> store(tx, others));
  }

  private Map<DeviceId, Outcome> store(Tx tx, Map<DeviceId, Printed> batch) {
    var news = rows.store(tx, batch);
    var others = only(batch, id -> !news.containsKey(id));
    if (others.isEmpty()) {
      dealWith(tx, batch, news);
      return Map.of();
    }
    var first = only(others, rows.begin(tx, others.keySet())::contains);
    news.putAll(rows.store(tx, first));
    dealWith(tx, batch, news);
    var removed = new HashMap<DeviceId, Outcome>();
    others.keySet().forEach(id -> removed.put(id, Outcome.REMOVED));
    devices.findAll(tx, others.keySet()).forEach(device -> removed.remove(device.id()));
    return removed;
  }

  /** Deals with those reports that were newer, of which some say something new. */
  private void dealWith(Tx tx, Map<DeviceId, Printed> batch, Map<DeviceId, Boolean> news) {
    var changed = only(batch, id -> news.getOrDefault(id, false));
    if (!changed.isEmpty()) {
      outbox.append(tx, EventKind.DEVICE_CHANGED, rows.say(tx, changed));
    }
    only(batch, news::containsKey)
        .forEach((id, printed) -> {
          var answers = printed.report().actions();
          if (!answers.isEmpty()) {
            devices.find(tx, id).ifPresent(device -> actions.answered(tx, device, answers));
          }
        });
  }

  private static Map<DeviceId, Printed> only(
      Map<DeviceId, Printed> batch, Predicate<DeviceId> which) {
    return batch.entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The refusal for a device that is not registered any more. */
  public static ProblemException removed() {
    return new ProblemException(
        ProblemCode.UNAUTHENTICATED, "this device is not registered any more", "");
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
