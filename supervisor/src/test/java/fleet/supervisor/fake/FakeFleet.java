package fleet.supervisor.fake;

import fleet.contract.device.DeviceAction;
import fleet.contract.device.LogLine;
import fleet.contract.device.Protocol;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServerMessage;
import fleet.contract.device.StateReport;
import fleet.contract.device.TargetState;
import fleet.contract.device.Variables;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.PublicKey;
import fleet.contract.problem.Problem;
import fleet.contract.variable.SealingKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An API for one device, with its registry, in one process; it checks every signature and token.
 */
public final class FakeFleet implements AutoCloseable {
  /** The provisioning key that it takes. */
  public static final String KEY = "fleet-key-of-the-test";

  /** What the handler of the connections asks and tells. */
  final Desk desk = new Desk();

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeFleetListener listener;
  private final String host;

  /**
   * @param host to listen on, as the device reaches it
   */
  public FakeFleet(String host) {
    this.host = host;
    this.listener = new FakeFleetListener(host, this);
  }

  public void start() {
    listener.start();
  }

  /** Nothing answers any more, and open connections break. */
  public void stop() {
    listener.stop();
  }

  @Override
  public void close() {
    listener.close();
  }

  public URI url() {
    return URI.create("http://%s:%d".formatted(host, listener.port()));
  }

  public FakeRegistry registry() {
    return registry;
  }

  /** From now on registrations are refused like that. */
  public void refuse(Problem problem) {
    desk.refusal = Optional.of(problem);
  }

  /** From now on whoever signs in hears that; connections end. */
  public void remove(Problem problem) {
    desk.removal = Optional.of(problem);
    listener.stop();
    listener.start();
  }

  /** How often somebody tried to sign in after that. */
  public int signInsAfterRemoval() {
    return desk.signInsAfterRemoval.get();
  }

  /** From now on a device that wants a WebSocket hears 404. */
  public void withoutWebSocket() {
    desk.webSocket = false;
  }

  /** Sets the target and tells it to whoever is connected. */
  public void target(ReleaseTarget release) {
    target(release, Variables.NONE);
  }

  /** The same with variables. */
  public void target(ReleaseTarget release, Variables variables) {
    desk.target(
        new TargetState(
            Protocol.CURRENT,
            desk.device,
            DeviceName.parse("kitchen-pi"),
            FleetName.parse("berlin"),
            Optional.of(release),
            url(),
            Duration.ofSeconds(20),
            List.<DeviceAction>of(),
            Optional.empty(),
            Optional.of(variables)));
    listener.push(desk.targetMessage());
  }

  /** The key to which the device wants its secrets sealed; absent until it has signed in. */
  public Optional<SealingKey> sealingKey() {
    return desk.sealingKey;
  }

  /** All reports, in the order in which they came. */
  public List<StateReport> reports() {
    return desk.reports;
  }

  public Optional<StateReport> lastReport() {
    return desk.reports.isEmpty() ? Optional.empty() : Optional.of(desk.reports.getLast());
  }

  /** All log lines, in the order in which they came. */
  public List<LogLine> lines() {
    return desk.lines;
  }

  public int registrations() {
    return desk.registrations.get();
  }

  public DeviceId device() {
    return desk.device;
  }

  /** Mutable; written by the one event loop, read by the tests. */
  static final class Desk {
    final DeviceId device = DeviceId.random();
    final List<StateReport> reports = new CopyOnWriteArrayList<>();
    final List<LogLine> lines = new CopyOnWriteArrayList<>();
    volatile Optional<Problem> refusal = Optional.empty();
    volatile Optional<Problem> removal = Optional.empty();
    final AtomicInteger signInsAfterRemoval = new AtomicInteger();
    volatile boolean webSocket = true;
    volatile Optional<PublicKey> key = Optional.empty();
    volatile Optional<SealingKey> sealingKey = Optional.empty();
    final AtomicInteger registrations = new AtomicInteger();
    volatile Optional<TargetState> target = Optional.empty();
    volatile int revision;

    synchronized void target(TargetState next) {
      revision++;
      target = Optional.of(next);
    }

    String etag() {
      return "\"%d\"".formatted(revision);
    }

    ServerMessage targetMessage() {
      return new ServerMessage.Target(etag(), target.orElseThrow());
    }
  }
}
