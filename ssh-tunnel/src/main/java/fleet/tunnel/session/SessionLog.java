package fleet.tunnel.session;

import fleet.tunnel.db.TunnelDatabase;
import java.time.Instant;
import java.util.UUID;

/** The record of passages. Blocking and thread-safe: call it on a virtual thread. */
public final class SessionLog {
  private final SessionRows rows;

  public SessionLog(TunnelDatabase database) {
    this.rows = new SessionRows(database);
  }

  /** Records a passage before its first byte; nobody passes unrecorded. */
  public void begin(Passage passage) {
    rows.insert(passage);
  }

  /**
   * Records its end.
   *
   * @param bytesIn from the person to the device
   * @param bytesOut from the device to the person
   */
  public void end(UUID passage, long bytesIn, long bytesOut, Instant closedAt) {
    rows.close(passage, bytesIn, bytesOut, closedAt);
  }
}
