package fleet.tunnel.link;

import fleet.contract.identity.DeviceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links that are up now. Thread-safe. */
public final class Links {
  private static final Logger LOG = LoggerFactory.getLogger(Links.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<DeviceId, Link> up = new HashMap<>();

  /** The link of that device, waiting for it to come up; nothing when it did not in time. */
  public Optional<Link> await(DeviceId device, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!up.containsKey(device) && left > 0) {
        left = changed.awaitNanos(left);
      }
      return Optional.ofNullable(up.get(device));
    } finally {
      lock.unlock();
    }
  }

  /** How many are up. */
  public int count() {
    lock.lock();
    try {
      return up.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a link in for as long as its session lasts; an older one of the device is closed. */
  void add(Link link) {
    var older = put(link);
    LOG.atInfo().addKeyValue("device", link.device()).log("link up");
    older.ifPresent(Link::close);
    link.session().addCloseFutureListener(_ -> remove(link));
  }

  private Optional<Link> put(Link link) {
    lock.lock();
    try {
      var older = Optional.ofNullable(up.put(link.device(), link));
      changed.signalAll();
      return older;
    } finally {
      lock.unlock();
    }
  }

  void remove(Link link) {
    lock.lock();
    try {
      if (!up.remove(link.device(), link)) {
        return;
      }
    } finally {
      lock.unlock();
    }
    LOG.atInfo().addKeyValue("device", link.device()).log("link down");
  }
}
