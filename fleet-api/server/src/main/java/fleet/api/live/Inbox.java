package fleet.api.live;

import fleet.api.device.Presence;
import fleet.api.device.Reports;
import fleet.api.log.DeviceLogs;
import fleet.api.wire.Received;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ServerMessage;
import fleet.contract.problem.ProblemException;
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

  /** Deals with one message; a fault closes the connection, and the device sends again. */
  void take(DeviceLink link, String text) {
    try {
      if (presence.heard(link.device(), Presence.LONGEST_SILENCE)) {
        presence.connected(link.device(), link.id());
      }
      switch (Received.read(text, DeviceMessage.class)) {
        case DeviceMessage.Report message -> {
          reports.take(link.device(), message.report());
          link.send(new ServerMessage.Reported(message.report().sequence()));
        }
        case DeviceMessage.Logs message -> logs.add(link.device(), message.batch());
      }
    } catch (ProblemException e) {
      link.close(e.problem().message());
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("device", link.device()).log("a device sent what cannot be read");
      link.close("the message is not one that this server understands");
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("device", link.device()).setCause(e).log("message not dealt with");
      link.close("the server could not deal with it now");
    }
  }
}
