package fleet.cli.lab;

import fleet.cli.machine.EngineSocket;
import fleet.cli.machine.Folders;
import fleet.cli.machine.ProcessRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One lab. Mutable: it belongs to the thread that starts and closes it. It ends with {@link
 * #close}; after a crash of this process the next lab on the machine removes it.
 */
public final class Lab implements AutoCloseable {
  private final Path cache;
  private final int wantedDevices;
  private final boolean wantsModern;

  private Optional<LabPlace> place = Optional.empty();
  private LabState state;
  private EngineSocket builder = EngineSocket.USUAL;
  private List<DeviceHost> devices = List.of();

  /**
   * @param cache folder for what later labs can use again
   * @param devices how many device hosts, at most nine
   */
  public Lab(Path cache, int devices) {
    this(cache, devices, false);
  }

  /**
   * @param modern whether there is a second builder, of the newer generation and with containerd's
   *     image store
   */
  Lab(Path cache, int devices, boolean modern) {
    if (devices < 0 || devices > LabNames.MAX_DEVICES) {
      throw new IllegalArgumentException(
          "a lab has 0 to %d devices".formatted(LabNames.MAX_DEVICES));
    }
    this.cache = cache.toAbsolutePath();
    this.wantedDevices = devices;
    this.wantsModern = modern;
    this.state =
        new LabState(
            Optional.of(ProcessRef.self()),
            Optional.empty(),
            List.of(),
            devices,
            this.cache.toString());
  }

  /**
   * Takes a place on this machine, makes the network and starts the engines.
   *
   * @throws LabException when that cannot be
   */
  public void start() {
    if (!Folders.isRoot()) {
      throw new LabException("a lab makes network namespaces, which takes root", "use sudo");
    }
    if (wantsModern) {
      new ModernRoot(cache).prepare();
    }
    var taken = LabPlace.take(cache);
    place = Optional.of(taken);
    var names = taken.names();
    try {
      Files.createDirectories(names.runFolder());
    } catch (IOException e) {
      throw new UncheckedIOException("could not make " + names.runFolder(), e);
    }
    // Before anything is made, so that a killed lab is found.
    state.write(names);
    makeNetwork(new LabNetwork(names));
    startEngines(names).parallelStream().forEach(EngineDaemon::awaitReady);
  }

  /** By this it is taken down. */
  int number() {
    return names().number();
  }

  /** The engine that builds. */
  public EngineSocket builder() {
    return builder;
  }

  /** The second engine that builds, where one was asked for. */
  Optional<EngineSocket> modern() {
    return wantsModern ? Optional.of(names().engine(LabNames.MODERN).socket()) : Optional.empty();
  }

  public List<DeviceHost> devices() {
    return devices;
  }

  /** This machine, as the devices see it. */
  public String hostAddress() {
    return names().hostAddress();
  }

  /**
   * Lets it stay after this process, until {@link #takeDown}.
   *
   * @param keeper while this process lives, the lab is not taken for abandoned
   */
  void detach(Optional<ProcessRef> keeper) {
    state = state.detached(keeper);
    state.write(names());
    place.ifPresent(LabPlace::close);
    place = Optional.empty();
  }

  /** Removes those of the labs that stay, and returns how many there were. */
  static int takeDown(LabChoice which) {
    var staying = LabPlace.staying(which);
    for (var one : staying) {
      try (one) {
        LabState.read(one.names()).ifPresent(left -> new Leftovers(one.names(), left).remove());
      }
    }
    return staying.size();
  }

  /** Ends everything and removes it; the builder's data stays, as the build cache. */
  @Override
  public void close() {
    place.ifPresent(taken -> {
      try (taken) {
        new Leftovers(taken.names(), state).remove();
      }
    });
    place = Optional.empty();
  }

  private void makeNetwork(LabNetwork network) {
    network.makeBridge();
    IntStream.rangeClosed(1, wantedDevices).forEach(network::makeNamespace);
  }

  private List<EngineDaemon> startEngines(LabNames names) {
    var started = new ArrayList<EngineDaemon>();
    if (!EngineSocket.USUAL.answers()) {
      started.add(remembered(names, startBuilder(names)));
      builder = names.engine(LabNames.BUILDER).socket();
    }
    if (wantsModern) {
      started.add(remembered(names, startModern(names)));
    }
    var hosts = new ArrayList<DeviceHost>();
    for (var device = 1; device <= wantedDevices; device++) {
      var name = names.deviceName(device);
      var host =
          new DeviceHost(
              name,
              names.namespace(device),
              names.deviceAddress(device),
              names.engine(name).socket());
      var prefix = DeviceHost.enter(host.namespace());
      started.add(remembered(names, EngineDaemon.start(names.engine(name), prefix, List.of())));
      hosts.add(host);
    }
    devices = List.copyOf(hosts);
    return started;
  }

  /**
   * In the host's network, for it names the registry 127.0.0.1; but on the lab's bridge and without
   * packet filter rules of its own, so that it meets no other engine there.
   */
  private static EngineDaemon startBuilder(LabNames names) {
    var engine = names.engine(LabNames.BUILDER);
    return EngineDaemon.start(engine, List.of(), network(names, names.builderSubnet()));
  }

  private EngineDaemon startModern(LabNames names) {
    var engine = names.engine(LabNames.MODERN);
    var options = new ArrayList<>(network(names, names.modernSubnet()));
    options.add("--config-file=" + engine.config());
    engine.configure("{\"features\":{\"containerd-snapshotter\":true}}");
    return EngineDaemon.start(engine, new ModernRoot(cache).enter(engine), options);
  }

  private static List<String> network(LabNames names, String subnet) {
    return List.of(
        "--bridge=" + names.bridge(),
        "--fixed-cidr=" + subnet,
        "--iptables=false",
        "--ip-masq=false");
  }

  private EngineDaemon remembered(LabNames names, EngineDaemon engine) {
    state = state.withEngine(engine.process());
    state.write(names);
    return engine;
  }

  private LabNames names() {
    return place
        .map(LabPlace::names)
        .orElseThrow(() -> new IllegalStateException("the lab is not started"));
  }
}
