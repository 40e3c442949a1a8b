package fleet.tunnel.gateway;

import fleet.contract.identity.SessionId;
import fleet.tunnel.certificate.Guest;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of people that are open now, each for one session. Thread-safe. */
final class Guests {
  private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition came = lock.newCondition();
  private final Map<Session, SessionId> here = new HashMap<>();
  private long arrivals;

  /** Takes a connection in for as long as it lasts. */
  void add(Session connection, Guest guest) {
    lock.lock();
    try {
      here.put(connection, guest.session());
      arrivals++;
      came.signalAll();
    } finally {
      lock.unlock();
    }
    connection.addCloseFutureListener(_ -> remove(connection));
  }

  private void remove(Session connection) {
    lock.lock();
    try {
      here.remove(connection);
    } finally {
      lock.unlock();
    }
  }

  /** The sessions of those who are here. */
  Set<SessionId> sessions() {
    lock.lock();
    try {
      return Set.copyOf(here.values());
    } finally {
      lock.unlock();
    }
  }

  /** Waits until somebody is here; tells how many have come so far. */
  long awaitSome() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (here.isEmpty()) {
        came.await();
      }
      return arrivals;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more have come than that, or the time is over. */
  void awaitMore(long seen, Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (arrivals <= seen && left > 0) {
        left = came.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Closes all connections of the session, with everything that passes through them. */
  void sendAway(SessionId session, String reason) {
    for (var connection : of(session)) {
      LOG.atInfo()
          .addKeyValue("session", session)
          .addKeyValue("reason", reason)
          .log("a session was ended");
      try {
        connection.disconnect(
            SshConstants.SSH2_DISCONNECT_BY_APPLICATION, "this session is over: " + reason);
      } catch (IOException e) {
        connection.close(true);
      }
    }
  }

  private List<Session> of(SessionId session) {
    lock.lock();
    try {
      return here.entrySet().stream()
          .filter(entry -> entry.getValue().equals(session))
          .map(Map.Entry::getKey)
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
