package fleet.supervisor.engine;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.release.Digest;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Networks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An engine without containers: it keeps the contract, and lets a test play the outside world. */
public final class InMemoryEngine implements Engine {
  private final Map<ContainerId, EngineContainer> containers = new LinkedHashMap<>();
  private final Map<ContainerId, String> imageOf = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> networks = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> volumes = new LinkedHashMap<>();
  private final Map<String, List<Digest>> layers = new LinkedHashMap<>();
  private final Map<String, Set<String>> references = new LinkedHashMap<>();
  private final Map<String, String> offers = new LinkedHashMap<>();
  private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
  private int made;

  /** The registry has an image from now on, and a pull of this reference finds it. */
  public synchronized void offer(String reference, String id, List<Digest> diffIds) {
    layers.put(id, diffIds);
    references.computeIfAbsent(id, _ -> new LinkedHashSet<>());
    offers.put(reference, id);
  }

  /** Something happens to a container that nobody ordered. */
  public synchronized void happens(
      ContainerId id, ContainerState state, Health health, int restarts, Optional<Integer> exit) {
    var old = container(id);
    containers.put(
        id,
        new EngineContainer(
            id,
            old.name(),
            old.labels(),
            state,
            health,
            restarts,
            exit,
            Optional.empty(),
            old.networks()));
    changed();
  }

  @Override
  public synchronized List<EngineContainer> containers(Label owner) {
    return containers.values().stream()
        .filter(container -> has(container.labels(), owner))
        .toList();
  }

  @Override
  public synchronized ContainerId createContainer(NewContainer order) {
    if (containers.values().stream().anyMatch(other -> other.name().equals(order.name()))) {
      throw new EngineException("the name %s is in use".formatted(order.name()));
    }
    var image =
        find(order.image())
            .orElseThrow(() -> new EngineException("no such image " + order.image()));
    var id = new ContainerId("%064x".formatted(++made));
    var labels = new LinkedHashMap<>(order.spec().labels());
    labels.putAll(order.labels());
    containers.put(
        id,
        new EngineContainer(
            id,
            order.name(),
            labels,
            ContainerState.CREATED,
            Health.NONE,
            0,
            Optional.empty(),
            Optional.empty(),
            Set.of(order.place().network())));
    imageOf.put(id, image);
    return id;
  }

  @Override
  public synchronized void start(ContainerId id) {
    if (container(id).state() != ContainerState.RUNNING) {
      happens(id, ContainerState.RUNNING, Health.NONE, 0, Optional.empty());
    }
  }

  @Override
  public synchronized void stop(ContainerId id) {
    if (containers.containsKey(id) && container(id).state() == ContainerState.RUNNING) {
      happens(id, ContainerState.EXITED, Health.NONE, 0, Optional.of(143));
    }
  }

  @Override
  public synchronized void remove(ContainerId id) {
    containers.remove(id);
    imageOf.remove(id);
    changed();
  }

  @Override
  public synchronized boolean passes(ContainerId id, List<String> command) {
    if (container(id).state() != ContainerState.RUNNING) {
      throw new EngineException("container %s is not running".formatted(id));
    }
    return command.equals(List.of("true"));
  }

  @Override
  public void logs(ContainerId container, LogQuery query, Consumer<EngineLine> sink) {
    sink.accept(new EngineLine(Instant.EPOCH, "stdout", "hello"));
  }

  @Override
  public synchronized Set<String> networks(Label owner) {
    return names(networks, owner);
  }

  @Override
  public synchronized void createNetwork(Network network, Map<String, String> labels) {
    networks.putIfAbsent(network.name(), Map.copyOf(labels));
  }

  @Override
  public synchronized void join(ContainerId id, Networks.Place place) {
    var old = container(id);
    var all = new LinkedHashSet<>(old.networks());
    all.add(place.network());
    containers.put(
        id,
        new EngineContainer(
            id,
            old.name(),
            old.labels(),
            old.state(),
            old.health(),
            old.restarts(),
            old.exitCode(),
            old.healthTest(),
            all));
  }

  @Override
  public synchronized void removeNetwork(String name) {
    networks.remove(name);
  }

  @Override
  public synchronized Set<String> volumes(Label owner) {
    return names(volumes, owner);
  }

  @Override
  public synchronized void createVolume(String name, Map<String, String> labels) {
    volumes.putIfAbsent(name, Map.copyOf(labels));
  }

  @Override
  public synchronized List<EngineImage> images() {
    return references.entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> new EngineImage(entry.getKey(), List.copyOf(entry.getValue()), List.of()))
        .toList();
  }

  @Override
  public synchronized Optional<EngineImage> image(String reference) {
    return find(reference)
        .map(id ->
            new EngineImage(
                id,
                new ArrayList<>(references.getOrDefault(id, Set.of())),
                layers.getOrDefault(id, List.of())));
  }

  @Override
  public synchronized void pull(String reference) {
    var id =
        Optional.ofNullable(offers.get(reference))
            .orElseThrow(() -> new EngineException("manifest unknown"));
    names(id).add(reference);
  }

  @Override
  public synchronized void tag(String reference, String repository, String tag) {
    var id = find(reference).orElseThrow(() -> new EngineException("no such image " + reference));
    names(id).add(repository + ":" + tag);
  }

  @Override
  public synchronized void untag(String reference) {
    references.values().forEach(known -> known.remove(reference));
  }

  @Override
  public void watch(Label owner, Runnable changed) {
    changed.run();
    watchers.add(changed);
    synchronized (watchers) {
      try {
        watchers.wait();
      } catch (InterruptedException e) {
        watchers.remove(changed);
        Thread.currentThread().interrupt();
        throw new EngineException("interrupted", e);
      }
    }
  }

  private void changed() {
    watchers.forEach(Runnable::run);
  }

  private EngineContainer container(ContainerId id) {
    return Optional.ofNullable(containers.get(id))
        .orElseThrow(() -> new EngineException("no such container " + id));
  }

  private Set<String> names(String id) {
    return references.computeIfAbsent(id, _ -> new LinkedHashSet<>());
  }

  private Optional<String> find(String reference) {
    return references.entrySet().stream()
        .filter(entry -> entry.getValue().contains(reference))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Set<String> names(Map<String, Map<String, String>> all, Label owner) {
    return all.entrySet().stream()
        .filter(entry -> has(entry.getValue(), owner))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean has(Map<String, String> labels, Label label) {
    return label.value().equals(labels.get(label.key()));
  }
}
