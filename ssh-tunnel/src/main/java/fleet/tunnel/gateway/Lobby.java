package fleet.tunnel.gateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** Bounds how many connections may be there without being logged in. Thread-safe. */
final class Lobby implements SessionListener {
  private final int room;
  private final Set<Session> strangers = ConcurrentHashMap.newKeySet();

  Lobby(int room) {
    this.room = room;
  }

  @Override
  public void sessionCreated(Session session) {
    if (strangers.size() >= room) {
      session.close(true);
      return;
    }
    strangers.add(session);
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      strangers.remove(session);
    }
  }

  @Override
  public void sessionClosed(Session session) {
    strangers.remove(session);
  }
}
