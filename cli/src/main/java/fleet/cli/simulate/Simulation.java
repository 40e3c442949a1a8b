package fleet.cli.simulate;

import fleet.contract.client.JsonHttp;
import fleet.contract.identity.DeviceName;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.problem.ProblemException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** Registers devices and lets them live. Owned by one thread; {@link #close} ends all devices. */
final class Simulation implements AutoCloseable {
  /** The server, and the TLS by which it is believed. */
  record Door(URI server, SSLContext tls) {}

  private static final Duration STORM = Duration.ofSeconds(1);

  private final FleetName fleet;
  private final Cache cache;
  private final World world;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SimulatedDevice> devices = new ArrayList<>();
  private List<Member> rest = List.of();

  Simulation(Door door, FleetName fleet, Behaviour behaviour, Cache cache, InstantSource clock) {
    var http = JsonHttp.clientBuilder().sslContext(door.tls()).build();
    this.fleet = fleet;
    this.cache = cache;
    this.world =
        new World(
            door.server(),
            http,
            door.tls(),
            new DeviceDoor(http, door.server(), behaviour.platform(), clock),
            behaviour,
            new Tally(clock),
            threads,
            clock,
            new AtomicBoolean());
  }

  Tally tally() {
    return world.tally();
  }

  /**
   * Registers those that are missing, and signs all of them in.
   *
   * @param key asked for when there is a device to register
   */
  void enrol(int count, Supplier<Secret> key) throws InterruptedException {
    var members = new ArrayList<>(signedIn(cache.read(server(), fleet.value())));
    if (members.size() < count) {
      members.addAll(signedIn(registered(members.size(), count, key.get())));
    }
    cache.write(server(), fleet.value(), members);
    rest = List.copyOf(members.subList(count, members.size()));
    for (var place = 0; place < count; place++) {
      devices.add(new SimulatedDevice(world, members.get(place), world.behaviour().of(place)));
    }
  }

  /** These with good tokens, without those that the server knows no more. */
  private List<Member> signedIn(List<Member> members) throws InterruptedException {
    var tasks = members.stream().map(member -> threads.submit(() -> welcome(member))).toList();
    var welcome = new ArrayList<Member>();
    for (var task : tasks) {
      result(task).ifPresent(welcome::add);
    }
    return welcome;
  }

  private Optional<Member> welcome(Member member) throws InterruptedException {
    try {
      return Optional.of(world.door().signedIn(member));
    } catch (ProblemException e) {
      if (SimulatedDevice.isRemoved(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private List<Member> registered(int from, int to, Secret key) throws InterruptedException {
    var tasks = new ArrayList<Future<Member>>();
    for (var place = from; place < to; place++) {
      var name = DeviceName.parse("sim-%s-%d".formatted(Long.toString(seed(), 36), place));
      tasks.add(threads.submit(() -> world.door().register(key, name)));
    }
    var members = new ArrayList<Member>();
    for (var task : tasks) {
      members.add(result(task));
    }
    return members;
  }

  /** Names of two runs that share no folder must not be the same. */
  private long seed() {
    return world.clock().millis() / 1000 % (36L * 36 * 36 * 36);
  }

  /** Lets all devices begin. */
  void start() {
    devices.forEach(threads::execute);
  }

  /** Cuts all connections off at once. */
  void storm() throws InterruptedException {
    world.storm().set(true);
    devices.forEach(SimulatedDevice::cut);
    Thread.sleep(STORM);
    world.storm().set(false);
  }

  Summary summary() {
    return world.tally().summary(devices.size());
  }

  @Override
  public void close() {
    var _ = threads.shutdownNow();
    devices.forEach(SimulatedDevice::cut);
    threads.close();
    if (!devices.isEmpty()) {
      var members = devices.stream().map(SimulatedDevice::member).flatMap(Optional::stream);
      cache.write(server(), fleet.value(), Stream.concat(members, rest.stream()).toList());
    }
  }

  private String server() {
    return world.server().toString();
  }

  private static <T> T result(Future<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a device could not be made", e);
    }
  }
}
