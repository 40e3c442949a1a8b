package fleet.api.live;

import fleet.api.device.Presence;
import fleet.api.event.EventFeed;
import fleet.api.event.EventKind;
import fleet.api.event.Hearing;
import fleet.api.target.Approach;
import fleet.contract.identity.DeviceId;
import fleet.contract.operator.Event;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that are connected to this node. One worker tells them their targets, so that a newer
 * one is never overtaken by an older. Thread-safe.
 */
public final class DeviceHub implements EventFeed.Listener {
  /** After so much silence of the database other nodes are better for a device. */
  private static final Duration DEAF = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(DeviceHub.class);

  /** What devices are told, and who takes what they say. */
  public record Parts(TargetSource source, Inbox inbox, Presence presence) {}

  private final Map<DeviceId, DeviceLink> links = new ConcurrentHashMap<>();
  private final Retargeting retargeting;
  private final Inbox inbox;
  private final Presence presence;
  private final Hearing hearing;
  private final ExecutorService threads;
  private final InstantSource clock;

  public DeviceHub(Parts parts, Hearing hearing, ExecutorService threads, InstantSource clock) {
    this.retargeting = new Retargeting(parts.source(), links);
    this.inbox = parts.inbox();
    this.presence = parts.presence();
    this.hearing = hearing;
    this.threads = threads;
    this.clock = clock;
  }

  /** Starts the worker, which ends when the threads do. */
  public void start() {
    threads.execute(retargeting);
  }

  /**
   * Takes a device's connection, in place of one that it may have. Called on an event loop.
   *
   * @param approach how the device reached the API
   */
  public void connect(DeviceId device, Approach approach, ServerWebSocket socket) {
    var context = Vertx.currentContext();
    Executor loop = work -> context.runOnContext(_ -> work.run());
    var link = new DeviceLink(device, approach, new DeviceLink.Line(socket, loop), clock.instant());
    var before = links.put(device, link);
    if (before != null) {
      before.close("connected anew");
    }
    var _ = socket.closeHandler(_ -> closed(link));
    var _ = socket.textMessageHandler(text -> said(link, text));
    var _ = socket.drainHandler(_ -> retargeting.mark(Set.of(device)));
    var _ = socket.pause();
    threads.execute(() -> welcome(link));
  }

  /** Says whether devices are well served here; false while the database does not answer. */
  public boolean takesDevices() {
    return hearing.silentFor(clock.instant()).compareTo(DEAF) < 0;
  }

  /** Sends all devices to other nodes when this one has lost the database. */
  public void letGoWhenDeaf() {
    if (!takesDevices() && !links.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("devices", links.size())
          .log("lets its devices go: the database does not answer");
      links.values().forEach(link -> link.letGo("this server has lost its database"));
    }
  }

  /** Closes what has been silent for too long. */
  public void closeSilent() {
    var oldest = clock.instant().minus(Presence.LONGEST_SILENCE);
    links.values().stream()
        .filter(link -> link.heardAt().isBefore(oldest))
        .forEach(link -> link.close("silent for too long"));
  }

  /** Tells those anew to whom what was told is over. */
  public void renewOver() {
    var now = clock.instant();
    var over =
        links.values().stream().filter(link -> link.isOver(now)).map(DeviceLink::device).toList();
    if (!over.isEmpty()) {
      retargeting.mark(over);
    }
  }

  @Override
  public void happened(List<Event> events) {
    var marked = new HashSet<DeviceId>();
    for (var event : events) {
      EventKind.find(event.kind()).ifPresent(kind -> mark(marked, kind, event));
    }
    if (!marked.isEmpty()) {
      retargeting.mark(marked);
    }
  }

  @Override
  public void cutOff() {}

  @Override
  public void backAgain() {
    retargeting.mark(links.keySet());
  }

  /** Reads what the device says when it is written that it is here. */
  private void welcome(DeviceLink link) {
    try {
      presence.connected(link.device(), link.id());
      retargeting.mark(Set.of(link.device()));
      if (links.get(link.device()) != link) {
        presence.left(link.device(), link.id());
      }
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("device", link.device()).setCause(e).log("device not taken");
      link.letGo("the server could not take the connection now");
    } finally {
      var _ = link.socket().resume();
    }
  }

  private void mark(Set<DeviceId> marked, EventKind kind, Event event) {
    switch (kind) {
      case FLEET_CHANGED, FLEET_DELETED ->
          links.values().stream()
              .filter(link -> link.mayBeOf(event.fleet()))
              .map(DeviceLink::device)
              .forEach(marked::add);
      case DEVICE_TARGETED, DEVICE_DELETED -> marked.add(DeviceId.parse(event.subject()));
      case FLEET_CREATED,
          FLEET_NOTED,
          RELEASE_CREATED,
          RELEASE_CHANGED,
          ROLLOUT_CHANGED,
          JOB_CHANGED,
          GROUP_CHANGED,
          DEVICE_CREATED,
          DEVICE_CHANGED,
          ACCESS_CHANGED -> {}
    }
  }

  /** Reads no further until the message is dealt with. */
  private void said(DeviceLink link, String text) {
    link.heard(clock.instant());
    var _ = link.socket().pause();
    threads.execute(() -> {
      var _ = inbox.take(link, text).thenRun(() -> link.socket().resume());
    });
  }

  private void closed(DeviceLink link) {
    if (links.remove(link.device(), link)) {
      threads.execute(() -> presence.left(link.device(), link.id()));
    }
  }
}
