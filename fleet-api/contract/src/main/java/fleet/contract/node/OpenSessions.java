package fleet.contract.node;

import fleet.contract.identity.SessionId;
import java.util.Set;

/** The sessions whose people are at a gateway now. */
public record OpenSessions(Set<SessionId> sessions) {
  public OpenSessions {
    sessions = Set.copyOf(sessions);
  }
}
