package fleet.supervisor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;

import fleet.contract.device.ContainerState;
import fleet.contract.identity.Secret;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.ServiceSpec;
import fleet.contract.variable.VariableName;
import fleet.supervisor.Specs;
import fleet.supervisor.plan.ContainerId;
import fleet.supervisor.plan.Network;
import fleet.supervisor.plan.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every engine keeps to. */
abstract class EngineContract {
  private final String run = UUID.randomUUID().toString();
  private final Label owner = new Label("fleet.device", run);
  private final Map<String, String> labels = Map.of("fleet.device", run);
  private final String name = "fleet-contract-" + run.substring(0, 8);
  private final String kept = "fleet.local/contract-" + run.substring(0, 8);

  /** The engine under test. */
  abstract Engine engine();

  /** A reference that a pull finds; the image says hello and runs on. */
  abstract String offered();

  @BeforeEach
  void pull() {
    engine().pull(offered());
    engine().createNetwork(network(name), labels);
  }

  /** Takes away all that it can, also when the engine does not let go of something. */
  @AfterEach
  void tidy() {
    assertAll(
        () -> engine().containers(owner).forEach(container -> engine().remove(container.id())),
        () -> engine().removeNetwork(name),
        () -> engine().removeNetwork(further()),
        () -> engine().untag(kept + ":1"),
        () -> engine().untag(offered()));
  }

  @Test
  void a_container_is_created_started_stopped_and_removed() {
    var id = create();
    assertThat(state(id)).isEqualTo(ContainerState.CREATED);
    engine().start(id);
    engine().start(id);
    assertThat(state(id)).isEqualTo(ContainerState.RUNNING);
    engine().stop(id);
    engine().stop(id);
    assertThat(state(id)).isEqualTo(ContainerState.EXITED);
    assertThat(only().exitCode()).isPresent();
    engine().remove(id);
    engine().remove(id);
    assertThat(engine().containers(owner)).isEmpty();
  }

  @Test
  void labels_come_back_and_tell_whose_it_is() {
    var id = create();
    assertThat(only().labels()).containsAllEntriesOf(labels);
    assertThat(only().name()).isEqualTo(name);
    assertThat(engine().containers(new Label("fleet.device", "another"))).isEmpty();
    assertThat(only().id()).isEqualTo(id);
  }

  @Test
  void a_name_is_given_once() {
    create();
    assertThatThrownBy(this::create).isInstanceOf(EngineException.class);
  }

  @Test
  void a_container_needs_an_image_that_is_there() {
    var order =
        new NewContainer(
            name,
            "fleet.local/none:1",
            labels,
            Specs.spec().build(),
            Map.of(),
            place(name),
            Map.of(),
            List.of());
    assertThatThrownBy(() -> engine().createContainer(order)).isInstanceOf(EngineException.class);
  }

  @Test
  void an_image_has_every_name_that_it_was_given_until_it_is_taken() {
    engine().tag(offered(), kept, "1");
    var image = engine().image(kept + ":1").orElseThrow();
    assertThat(image.references()).contains(kept + ":1");
    assertThat(image.diffIds()).isNotEmpty();
    assertThat(engine().images()).extracting(EngineImage::id).contains(image.id());
    engine().untag(kept + ":1");
    engine().untag(kept + ":1");
    assertThat(engine().image(kept + ":1")).isEmpty();
  }

  @Test
  void a_pull_of_what_is_not_there_fails() {
    var unknown = offered().replaceFirst("@sha256:....", "@sha256:0000");
    assertThatThrownBy(() -> engine().pull(unknown)).isInstanceOf(EngineException.class);
  }

  @Test
  void networks_and_volumes_may_be_ordered_twice() {
    engine().createNetwork(network(name), labels);
    assertThat(engine().networks(owner)).containsExactly(name);
    engine().removeNetwork(name);
    engine().removeNetwork(name);
    assertThat(engine().networks(owner)).isEmpty();
    engine().createVolume(name, labels);
    engine().createVolume(name, labels);
    assertThat(engine().volumes(owner)).containsExactly(name);
    tidyVolume(name);
  }

  /** Takes away the volume of a test. */
  abstract void tidyVolume(String volume);

  @Test
  void a_container_joins_further_networks() {
    var id = create();
    assertThat(only().networks()).containsExactly(name);
    engine().createNetwork(network(further()), labels);
    engine().join(id, place(further()));
    engine().join(id, place(further()));
    assertThat(only().networks()).containsExactlyInAnyOrder(name, further());
    engine().start(id);
    assertThat(only().networks()).containsExactlyInAnyOrder(name, further());
  }

  ContainerId create(String container, Networks.Place place) {
    engine().tag(offered(), kept, "1");
    return engine()
        .createContainer(
            new NewContainer(
                container,
                kept + ":1",
                labels,
                Specs.spec().build(),
                Map.of(),
                place,
                Map.of(),
                List.of()));
  }

  /** Makes a network that is taken away after the test. */
  void createNetwork(Network network) {
    engine().createNetwork(network, labels);
  }

  /** One network more. */
  String further() {
    return name + "-further";
  }

  String networkName() {
    return name;
  }

  static Network network(String name) {
    return new Network(name, NetworkShape.PLAIN);
  }

  static Networks.Place place(String network) {
    return new Networks.Place(network, List.of("web"), Optional.empty());
  }

  @Test
  void a_command_passes_when_it_ends_with_0_in_a_container_that_runs() {
    var id = create();
    assertThatThrownBy(() -> engine().passes(id, List.of("true")))
        .isInstanceOf(EngineException.class);
    engine().start(id);
    assertThat(engine().passes(id, List.of("true"))).isTrue();
    assertThat(engine().passes(id, List.of("false"))).isFalse();
  }

  @Test
  void lines_are_handed_over() {
    var id = create();
    engine().start(id);
    List<String> lines = new ArrayList<>();
    await()
        .until(() -> {
          lines.clear();
          engine().logs(id, LogQuery.last(5), line -> lines.add(line.text()));
          return lines.contains("hello");
        });
  }

  @Test
  void a_watcher_hears_of_a_start() throws InterruptedException {
    var heard = new AtomicInteger();
    var watcher =
        Thread.ofVirtual()
            .start(() -> {
              try {
                engine().watch(owner, heard::incrementAndGet);
              } catch (EngineException e) {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
              }
            });
    await().until(() -> heard.get() == 1);
    engine().start(create());
    await().until(() -> heard.get() > 1);
    watcher.interrupt();
    watcher.join();
  }

  private ContainerId create() {
    return create(Specs.spec().build(), Map.of());
  }

  ContainerId create(ServiceSpec spec, Map<VariableName, Secret> variables) {
    return create(spec, variables, List.of());
  }

  ContainerId create(ServiceSpec spec, Map<VariableName, Secret> variables, List<FileBind> files) {
    engine().tag(offered(), kept, "1");
    return engine()
        .createContainer(
            new NewContainer(
                name, kept + ":1", labels, spec, variables, place(name), Map.of(), files));
  }

  private EngineContainer only() {
    return engine().containers(owner).getFirst();
  }

  private ContainerState state(ContainerId id) {
    assertThat(only().id()).isEqualTo(id);
    return only().state();
  }
}
