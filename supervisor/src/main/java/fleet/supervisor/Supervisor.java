package fleet.supervisor;

import fleet.contract.client.Backoff;
import fleet.contract.device.Registered;
import fleet.contract.identity.DeviceId;
import fleet.supervisor.apply.Applier;
import fleet.supervisor.apply.Batch;
import fleet.supervisor.channel.Channel;
import fleet.supervisor.channel.Outbox;
import fleet.supervisor.channel.Registrar;
import fleet.supervisor.channel.ServerClock;
import fleet.supervisor.channel.Sessions;
import fleet.supervisor.channel.Wish;
import fleet.supervisor.engine.DockerEngine;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.file.FileShelf;
import fleet.supervisor.http.Connector;
import fleet.supervisor.http.EventLoop;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.JsonApi;
import fleet.supervisor.http.Tls;
import fleet.supervisor.image.DoorSettings;
import fleet.supervisor.image.Images;
import fleet.supervisor.observe.FirstHealth;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.observe.Labels;
import fleet.supervisor.observe.Observer;
import fleet.supervisor.remote.RemoteAccess;
import fleet.supervisor.remote.RemoteSettings;
import fleet.supervisor.report.LogFollowers;
import fleet.supervisor.report.Reporter;
import fleet.supervisor.state.Identity;
import fleet.supervisor.state.StateFolder;
import fleet.supervisor.target.Journal;
import fleet.supervisor.target.Targets;
import fleet.supervisor.target.Vault;
import fleet.supervisor.time.Doorbell;
import fleet.supervisor.time.SteadyClock;
import fleet.supervisor.trust.Belief;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The whole graph of one supervisor. */
final class Supervisor implements AutoCloseable {
  private static final Backoff RETRY = Backoff.ofDevice(Math::random);

  private final SupervisorConfig config;
  private final String version;
  private final SteadyClock clock = new SteadyClock(Instant.now());
  private final ServerClock serverClock = new ServerClock(clock);
  private final Doorbell bell = new Doorbell();
  private final Outbox outbox = new Outbox();
  private final EventLoop loop = new EventLoop();
  private final Engine engine;
  private final Http http;
  private final JsonApi anonymous;
  private final Deque<Runnable> closers = new ArrayDeque<>(List.of(loop::close));

  Supervisor(SupervisorConfig config, String version) {
    this.config = config;
    this.version = version;
    this.http = new Http(new Connector(loop, new Tls(config.pin())));
    this.engine = new DockerEngine(http, config.engine());
    this.anonymous = new JsonApi(http, config.server(), Optional::empty);
  }

  /** Registers, connects, and keeps the device at its target until the thread is interrupted. */
  void run() throws InterruptedException {
    var folder = StateFolder.open(config.state());
    closing(folder::close);
    var identity = folder.identity();
    var registered =
        new Registrar(anonymous, folder.remembered("registration", Registered.class), RETRY)
            .register(identity, wish());
    var device = registered.device();
    var sessions = new Sessions(anonymous, device, identity, clock, serverClock);
    var targets =
        new Targets(
            new Targets.Files(
                folder.remembered("target", Targets.Received.class),
                folder.remembered("belief", Belief.class)),
            Belief.begin(registered.trust()),
            serverClock,
            bell::ring);
    var crew = crew(folder, identity, device, sessions);
    var watch = new EngineWatch(engine, Labels.owner(device), bell, RETRY);
    var channel = new Channel(http, config.server(), sessions, targets, outbox);
    closing(watch::close);
    closing(channel::close);

    targets.start();
    crew.vault().start();
    crew.proving().start();
    crew.images().start();
    watch.start();
    channel.start();
    new RunLoop(targets, crew, bell, clock, RETRY).run();
  }

  /** Containers run on; only the supervisor ends. */
  @Override
  public synchronized void close() {
    while (!closers.isEmpty()) {
      closers.pop().run();
    }
  }

  private synchronized void closing(Runnable closer) {
    closers.push(closer);
  }

  private RunLoop.Crew crew(
      StateFolder folder, Identity identity, DeviceId device, Sessions sessions) {
    var api = new JsonApi(http, config.server(), () -> Optional.of(sessions.token()));
    var names = new ImageNames(device);
    var door = new DoorSettings(config.doorPort(), loop, http, api, names);
    var images = new Images(engine, door, clock, bell::ring);
    var logs = new LogFollowers(engine, Instant.now(), outbox::add);
    var remote = new RemoteAccess(remoteSettings(device, identity));
    closing(images::close);
    closing(logs::close);
    closing(remote::close);
    var health = new FirstHealth(engine, bell::ring);
    closing(health::close);
    var vault =
        new Vault(device, identity.sealingPair(), folder.remembered("variables", Vault.Kept.class));
    var shelf = new FileShelf(folder.files(), config.runtime().resolve(device.brief()));
    var batch = new Batch(new Applier(engine, images, vault::open, shelf, names), RETRY, clock);
    var journal = folder.remembered("journal", Journal.class);
    return new RunLoop.Crew(
        new Observer(engine, health, device),
        new Proving(engine, batch, journal, clock),
        images,
        vault,
        shelf,
        batch,
        new Reporter(version, folder.sequence(), clock, outbox::put),
        logs,
        new Actions(remote, serverClock));
  }

  private Wish wish() {
    return new Wish(
        config.provisioningKey(),
        config.name(),
        config.type(),
        Machine.platform(),
        version,
        Machine.model());
  }

  private RemoteSettings remoteSettings(DeviceId device, Identity identity) {
    return new RemoteSettings(
        device,
        config.engine(),
        identity.file(),
        config.server().getHost(),
        serverClock,
        RemoteSettings.DEFAULT_IDLE);
  }
}
