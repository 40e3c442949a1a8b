package fleet.api.live;

import fleet.api.event.Signal;
import fleet.api.target.Approach;
import fleet.contract.identity.DeviceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker that tells connected devices their targets. Marks that come while it works are taken
 * together in its next round.
 */
final class Retargeting implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Retargeting.class);
  private static final int AT_ONCE = 500;
  private static final Duration ROUND = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Set<DeviceId> marked = ConcurrentHashMap.newKeySet();
  private final Signal signal = new Signal();
  private final FaultLog faults = new FaultLog();
  private final TargetSource source;
  private final Map<DeviceId, DeviceLink> links;

  /**
   * @param links the hub's, by device
   */
  Retargeting(TargetSource source, Map<DeviceId, DeviceLink> links) {
    this.source = source;
    this.links = links;
  }

  /** Their targets may have changed. */
  void mark(Collection<DeviceId> devices) {
    marked.addAll(devices);
    signal.raise();
  }

  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var seen = signal.count();
        if (!tellMarked()) {
          Thread.sleep(PAUSE);
        } else if (marked.isEmpty()) {
          signal.awaitBeyond(seen, ROUND);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a part of the marked; false when it must be tried again. */
  private boolean tellMarked() {
    var part = take();
    try {
      tell(part);
      return true;
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not tell devices their targets");
      marked.addAll(part);
      return false;
    }
  }

  private List<DeviceId> take() {
    var part = new ArrayList<DeviceId>();
    for (var next = marked.iterator(); next.hasNext() && part.size() < AT_ONCE; ) {
      part.add(next.next());
      next.remove();
    }
    return part;
  }

  private void tell(List<DeviceId> part) {
    var approaches = new HashMap<DeviceId, Approach>();
    for (var device : part) {
      var link = links.get(device);
      if (link != null) {
        approaches.put(device, link.approach());
      }
    }
    if (approaches.isEmpty()) {
      return;
    }
    var aims = source.of(approaches);
    faults.told(aims);
    for (var device : approaches.keySet()) {
      var link = links.get(device);
      var aim = aims.found().get(device);
      if (link == null || aims.faults().containsKey(device)) {
        continue;
      }
      if (aim == null) {
        link.close("this device is not registered any more");
      } else {
        // A device that takes no more now is marked again when it does.
        var _ = link.tell(aim);
      }
    }
  }
}
