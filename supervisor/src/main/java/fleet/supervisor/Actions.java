package fleet.supervisor;

import fleet.contract.device.ActionResult;
import fleet.contract.device.DeviceAction;
import fleet.supervisor.remote.RemoteAccess;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the target asks to be done once, and keeps the answers for as long as the target still
 * asks. Mutable; owned by the run loop's thread.
 */
final class Actions {
  private static final Logger log = LoggerFactory.getLogger(Actions.class);

  private final RemoteAccess remote;
  private final InstantSource serverClock;
  private final Map<UUID, ActionResult> results = new LinkedHashMap<>();

  /**
   * @param serverClock by which actions expire
   */
  Actions(RemoteAccess remote, InstantSource serverClock) {
    this.remote = remote;
    this.serverClock = serverClock;
  }

  /** Does what is new, and returns the answers to all. */
  List<ActionResult> perform(List<DeviceAction> actions) {
    results.keySet().retainAll(actions.stream().map(DeviceAction::id).collect(Collectors.toSet()));
    for (var action : actions) {
      results.computeIfAbsent(action.id(), _ -> perform(action));
    }
    return List.copyOf(results.values());
  }

  private ActionResult perform(DeviceAction action) {
    if (!serverClock.instant().isBefore(action.expiresAt())) {
      return new ActionResult(action.id(), false, "it came after its expiry");
    }
    try {
      switch (action) {
        case DeviceAction.OpenLink link -> remote.open(link);
      }
      log.info("did what was asked action={} kind={}", action.id(), kind(action));
      return new ActionResult(action.id(), true, "");
    } catch (RuntimeException e) {
      log.warn("could not do what was asked: {} action={}", e.getMessage(), action.id());
      return new ActionResult(action.id(), false, String.valueOf(e.getMessage()));
    }
  }

  private static String kind(DeviceAction action) {
    return switch (action) {
      case DeviceAction.OpenLink _ -> "open-link";
    };
  }
}
