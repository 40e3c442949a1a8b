package fleet.tunnel.gateway;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.SessionId;
import fleet.contract.node.EndedSessions;
import fleet.contract.node.OpenSessions;
import java.util.List;
import java.util.Set;

/** Asks the API which sessions are over. Blocking and thread-safe. */
public final class SessionDirectory {
  private final JsonHttp api;

  public SessionDirectory(JsonHttp api) {
    this.api = api;
  }

  /** Those of them that are over. */
  List<EndedSessions.Ended> endedAmong(Set<SessionId> open) {
    return api.post("/internal/v1/sessions/ended", new OpenSessions(open), EndedSessions.class)
        .sessions();
  }
}
