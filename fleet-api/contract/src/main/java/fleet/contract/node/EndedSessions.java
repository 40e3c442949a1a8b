package fleet.contract.node;

import fleet.contract.identity.SessionId;
import java.util.List;

/** Those of the asked sessions that are over; their people are sent away. */
public record EndedSessions(List<Ended> sessions) {
  public EndedSessions {
    sessions = List.copyOf(sessions);
  }

  /**
   * One that is over.
   *
   * @param reason one sentence for the person
   */
  public record Ended(SessionId session, String reason) {}
}
