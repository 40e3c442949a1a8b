package fleet.supervisor.apply;

import static fleet.supervisor.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Health;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.ReleaseId;
import fleet.contract.identity.ServiceName;
import fleet.contract.release.DependencyCondition;
import fleet.contract.release.Digest;
import fleet.contract.release.ImageVariant;
import fleet.contract.release.NetworkJoin;
import fleet.contract.release.NetworkShape;
import fleet.contract.release.Platform;
import fleet.contract.release.RestartPolicy;
import fleet.contract.release.ServiceSpec;
import fleet.contract.release.UpdateRule;
import fleet.supervisor.engine.InMemoryEngine;
import fleet.supervisor.observe.FirstHealth;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.observe.Observer;
import fleet.supervisor.plan.Conditions;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.Goal;
import fleet.supervisor.plan.ImageName;
import fleet.supervisor.plan.Names;
import fleet.supervisor.plan.Plan;
import fleet.supervisor.plan.Planner;
import fleet.supervisor.plan.Step;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of observe, plan and apply together, from random states of a device. */
class ConvergenceTest {
  private static final int DEVICES = 60;
  private static final int MOST_ROUNDS = 60;
  private static final List<UpdateRule.Strategy> STRATEGIES = List.of(UpdateRule.Strategy.values());
  private static final DeviceId DEVICE = DeviceId.random();
  private static final Names NAMES = new Names(DEVICE, FleetName.parse("berlin"));

  private static final ImageNames IMAGES = new ImageNames(DEVICE);

  private final InMemoryEngine engine = new InMemoryEngine();
  private final Applier applier =
      new Applier(engine, this::arrive, _ -> Map.of(), (_, _, _) -> List.of(), IMAGES);
  private final Observer observer = new Observer(engine, new FirstHealth(engine, () -> {}), DEVICE);
  private final Planner planner = new Planner();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void from_any_state_it_converges_and_then_rests(long seed) {
    var random = new Random(seed);
    for (var device = 0; device < DEVICES; device++) {
      var goal = randomGoal(random);
      mess(random);
      converge(goal, random, false);
      assertThat(plan(goal).steps()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void interrupted_after_any_step_it_still_converges(long seed) {
    var random = new Random(seed);
    for (var device = 0; device < DEVICES; device++) {
      var goal = randomGoal(random);
      mess(random);
      converge(goal, random, true);
      assertThat(plan(goal).steps()).isEmpty();
    }
  }

  private void converge(Goal goal, Random random, boolean interrupted) {
    for (var round = 0; round < MOST_ROUNDS; round++) {
      var plan = plan(goal);
      if (plan.isEmpty()) {
        assertRuns(goal);
        return;
      }
      var before = neededAndHere(goal);
      var steps = new ArrayList<>(plan.steps());
      Collections.shuffle(steps, random);
      var count = interrupted ? 1 + random.nextInt(steps.size()) : steps.size();
      steps.subList(0, count).forEach(step -> applier.apply(step, NAMES));
      assertThat(neededAndHere(goal)).containsAll(before);
      timePasses(goal);
    }
    throw new AssertionError("not there after %d rounds: %s".formatted(MOST_ROUNDS, plan(goal)));
  }

  private Plan plan(Goal goal) {
    return planner.next(observer.observe(), goal, new Conditions(Set.of()));
  }

  private void assertRuns(Goal goal) {
    var seen = observer.observe();
    assertThat(goal.release().map(seen::runs).orElse(true)).isTrue();
    var services = goal.release().map(release -> release.services().size()).orElse(0);
    assertThat(seen.containers()).hasSize(services);
  }

  private Set<ImageName> neededAndHere(Goal goal) {
    var needed = new HashSet<>(goal.keep());
    goal.release().ifPresent(release -> needed.addAll(imagesOf(release)));
    goal.meanwhile().ifPresent(release -> needed.addAll(imagesOf(release)));
    needed.retainAll(observer.observe().images());
    goal.release().ifPresent(release -> needed.removeIf(image -> mayGoFirst(image, release)));
    return needed;
  }

  /** Of a service that gives room to its next image. */
  private static boolean mayGoFirst(ImageName image, ReleaseTarget release) {
    return release.services().stream()
        .filter(service -> service.spec().updateRule().deletesFirst())
        .anyMatch(service -> image.repository().equals(service.repository()));
  }

  private static Set<ImageName> imagesOf(ReleaseTarget release) {
    return release.services().stream().map(ImageName::of).collect(Collectors.toSet());
  }

  /** What has a health check becomes healthy; what is to run once has run. */
  private void timePasses(Goal goal) {
    var services = goal.release().stream().flatMap(release -> release.services().stream()).toList();
    for (var container : observer.observe().containers()) {
      services.stream()
          .filter(service -> container.matches(service))
          .filter(_ -> container.state() == ContainerState.RUNNING)
          .forEach(service -> mature(container, service.spec()));
    }
  }

  private void mature(Container container, ServiceSpec spec) {
    if (spec.restart() == RestartPolicy.NO) {
      engine.happens(container.id(), ContainerState.EXITED, Health.NONE, 0, Optional.of(0));
    } else if (spec.healthCheck().isPresent() && container.health() != Health.HEALTHY) {
      engine.happens(container.id(), ContainerState.RUNNING, Health.HEALTHY, 0, Optional.empty());
    }
  }

  private void arrive(ServiceTarget service) {
    var name = ImageName.of(service);
    var pulled = "127.0.0.1:5000/%sx/%s".formatted(IMAGES.doorPrefix(), name);
    engine.offer(pulled, service.image().config().toString(), List.of());
    engine.pull(pulled);
    engine.tag(pulled, IMAGES.repository(name), IMAGES.tag(name));
    engine.untag(pulled);
  }

  /** Leaves images, half-done containers and cut-off pulls of any release lying around. */
  private void mess(Random random) {
    for (var service : randomRelease(random).services()) {
      if (random.nextBoolean()) {
        arrive(service);
        var known = observer.observe().containerFor(service);
        if (known.isEmpty()) {
          applier.apply(new Step.CreateContainer(ReleaseId.random(), service), NAMES);
        }
      }
    }
    for (var container : observer.observe().containers()) {
      switch (random.nextInt(4)) {
        case 0 -> engine.start(container.id());
        case 1 -> {
          engine.start(container.id());
          engine.stop(container.id());
        }
        case 2 -> engine.remove(container.id());
        default -> {}
      }
    }
    if (random.nextBoolean()) {
      var cutOff =
          "127.0.0.1:4444/%sy/berlin/web@sha256:%d"
              .formatted(IMAGES.doorPrefix(), random.nextInt());
      engine.offer(cutOff, "half" + random.nextInt(), List.of());
      engine.pull(cutOff);
    }
  }

  private static Goal randomGoal(Random random) {
    var release =
        random.nextInt(10) == 0
            ? Optional.<ReleaseTarget>empty()
            : Optional.of(randomRelease(random));
    var previous = randomRelease(random);
    return new Goal(NAMES, release, Optional.of(previous), imagesOf(previous));
  }

  private static ReleaseTarget randomRelease(Random random) {
    var services = new ArrayList<ServiceTarget>();
    services.add(service("setup", random, spec().restart(RestartPolicy.NO).build()));
    services.add(
        service(
            "db", random, spec().healthyWhen("true").networks(join(random), any(random)).build()));
    services.add(
        service(
            "web", random, spec().dependsOn("db", DependencyCondition.SERVICE_HEALTHY).build()));
    services.add(
        service(
            "worker",
            random,
            spec()
                .dependsOn("setup", DependencyCondition.SERVICE_COMPLETED_SUCCESSFULLY)
                .environment("MODE", Integer.toString(random.nextInt(2)))
                .networks(join(random))
                .update(STRATEGIES.get(random.nextInt(STRATEGIES.size())))
                .build()));
    var count = 1 + random.nextInt(services.size());
    return new ReleaseTarget(
        ReleaseId.random(),
        "1.0.0",
        "1a2b3c4",
        services.subList(0, count),
        random.nextBoolean() ? Set.of("pumps") : Set.of(),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60));
  }

  private static NetworkJoin any(Random random) {
    return new NetworkJoin("n" + random.nextInt(3), List.of(), Optional.empty(), Optional.empty());
  }

  /** Sometimes of addresses, which only one network may have. */
  private static NetworkJoin join(Random random) {
    var subnet =
        new NetworkShape.Subnet(
            "10.0.0.0/" + (16 + random.nextInt(2)), Optional.empty(), Optional.empty(), Map.of());
    var shape = new NetworkShape(false, Map.of(), Map.of(), List.of(subnet));
    return new NetworkJoin(
        "fixed",
        List.of(),
        Optional.empty(),
        random.nextBoolean() ? Optional.of(shape) : Optional.empty());
  }

  private static ServiceTarget service(String name, Random random, ServiceSpec spec) {
    var marker = name + random.nextInt(3);
    var image =
        new ImageVariant(
            "linux/amd64",
            Platform.LINUX_AMD64,
            digest(marker + "manifest"),
            digest(marker + "config"),
            100,
            List.of());
    return new ServiceTarget(ServiceName.parse(name), "berlin/" + name, image, spec);
  }

  private static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
