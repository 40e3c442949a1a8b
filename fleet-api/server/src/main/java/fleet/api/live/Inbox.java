package fleet.api.live;

import fleet.api.db.StageFaults;
import fleet.api.device.Presence;
import fleet.api.device.Reports;
import fleet.api.log.DeviceLogs;
import fleet.api.wire.Received;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ServerMessage;
import fleet.contract.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What devices say on their connections. Thread-safe. */
public final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final Presence presence;
  private final Reports reports;
  private final DeviceLogs logs;

  public Inbox(Presence presence, Reports reports, DeviceLogs logs) {
    this.presence = presence;
    this.reports = reports;
    this.logs = logs;
  }

  /**
   * Deals with one message; a fault closes the connection, and the device sends again. Blocks
   * seldom.
   *
   * @return done, and never failed, when the next message may be read
   */
  CompletionStage<Void> take(DeviceLink link, String text) {
    return dealtWith(link, text)
        .exceptionallyAsync(
            fault -> {
              refuse(link, StageFaults.cause(fault));
              return null;
            },
            link.loop());
  }

  private CompletionStage<Void> dealtWith(DeviceLink link, String text) {
    try {
      if (presence.heard(link.device(), Presence.LONGEST_SILENCE)) {
        presence.connected(link.device(), link.id());
      }
      return switch (Received.read(text, DeviceMessage.class)) {
        case DeviceMessage.Report(var report) ->
            reports
                .take(link.device(), report)
                .thenRunAsync(
                    () -> link.send(new ServerMessage.Reported(report.sequence())), link.loop());
        case DeviceMessage.Logs(var batch) -> {
          logs.add(link.device(), batch);
          yield CompletableFuture.completedFuture(null);
        }
      };
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static void refuse(DeviceLink link, Throwable fault) {
    switch (fault) {
      case ProblemException e -> link.close(e.problem().message());
      case IllegalArgumentException _ -> {
        LOG.atWarn().addKeyValue("device", link.device()).log("a device sent what cannot be read");
        link.close("the message is not one that this server understands");
      }
      default -> {
        LOG.atError()
            .addKeyValue("device", link.device())
            .setCause(fault)
            .log("message not dealt with");
        link.close("the server could not deal with it now");
      }
    }
  }
}
