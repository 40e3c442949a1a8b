package fleet.supervisor.fake;

import fleet.contract.device.ContainerState;
import fleet.contract.device.Phase;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.ServiceTarget;
import fleet.contract.device.StateReport;
import fleet.contract.release.ServiceSpec;
import fleet.supervisor.engine.DockerEngine;
import fleet.supervisor.engine.EngineContainer;
import fleet.supervisor.engine.Label;
import fleet.supervisor.http.Connector;
import fleet.supervisor.http.EventLoop;
import fleet.supervisor.http.Http;
import fleet.supervisor.http.Tls;
import fleet.supervisor.observe.ImageNames;
import fleet.supervisor.observe.Labels;
import fleet.supervisor.plan.ImageName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionEvaluationListener;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.EvaluatedCondition;
import org.awaitility.core.TimeoutEvent;

/** A fleet, a supervisor and an engine, put together; tidies up what it made on the engine. */
public final class Bench implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FakeFleet fleet = new FakeFleet(Lab.hostAddress());
  private final EventLoop loop = new EventLoop();
  private final DockerEngine engine =
      new DockerEngine(
          new Http(new Connector(loop, new Tls(Optional.empty()))), Lab.deviceEngine());
  private final SupervisorProcess supervisor;
  private final Set<String> kept = new HashSet<>();

  /**
   * @param folder for the supervisor's state and output
   */
  public Bench(Path folder) {
    fleet.start();
    supervisor =
        new SupervisorProcess(
            folder.resolve("output"),
            List.of(
                "--server",
                fleet.url().toString(),
                "--key",
                FakeFleet.KEY,
                "--state",
                folder.resolve("state").toString(),
                "--runtime",
                folder.resolve("runtime").toString(),
                "--engine",
                "unix://" + Lab.deviceEngine()));
  }

  private ImageNames images() {
    return new ImageNames(fleet.device());
  }

  public FakeFleet fleet() {
    return fleet;
  }

  public SupervisorProcess supervisor() {
    return supervisor;
  }

  /** Puts the image into the registry. */
  public ServiceTarget service(String name, TestImage image, ServiceSpec spec) {
    fleet.registry().add(image);
    var service = image.service(name, spec);
    kept.add(images().reference(ImageName.of(service)));
    return service;
  }

  /** The first report of that phase with that target. */
  public StateReport awaitPhase(ReleaseTarget release, Phase phase) {
    return awaitReport(
        "%s with target %s".formatted(phase, release.id()),
        report ->
            report.phase() == phase && report.target().filter(release.id()::equals).isPresent());
  }

  public StateReport awaitReportAfter(long sequence) {
    return awaitReport("a report after " + sequence, report -> report.sequence() > sequence);
  }

  public StateReport awaitReport(String what, Predicate<StateReport> wanted) {
    await(() ->
            "%s; last: %s; it said: %s".formatted(what, fleet.lastReport(), supervisor.output()))
        .until(() -> find(wanted), Optional::isPresent);
    return find(wanted).orElseThrow();
  }

  /** A line of a service that holds this text. */
  public void awaitLine(String text) {
    await(() ->
            "a log line with %s; there are %s; it said: %s"
                .formatted(text, fleet.lines(), supervisor.output()))
        .until(() -> fleet.lines().stream().anyMatch(line -> line.text().contains(text)));
  }

  /** Every service of the release runs, by the engine's own word. */
  public void awaitRunning(ReleaseTarget release) {
    await(() -> "the engine to run " + release.id())
        .until(() ->
            release.services().stream()
                .allMatch(service -> runs(service.image().manifest().toString())));
  }

  /** Exactly the images of these releases are kept. */
  public void awaitImages(ReleaseTarget... releases) {
    var wanted =
        List.of(releases).stream()
            .flatMap(release -> release.services().stream())
            .map(service -> images().reference(ImageName.of(service)))
            .collect(Collectors.toSet());
    await(() -> "exactly " + wanted + " but there is " + keptNow())
        .until(() -> keptNow().equals(wanted));
  }

  /** The release's first image is being fetched, or is here. */
  public void awaitFetch(ReleaseTarget release) {
    var manifest = release.services().getFirst().image().manifest().toString();
    await(() -> "the fetch of " + manifest)
        .until(() -> fleet.registry().served().stream().anyMatch(line -> line.contains(manifest)));
  }

  /** The release has a container, in whatever state. */
  public void awaitContainer(ReleaseTarget release) {
    var manifest = release.services().getFirst().image().manifest().toString();
    await(() -> "a container of " + manifest)
        .until(() ->
            ours().stream()
                .anyMatch(container -> manifest.equals(container.labels().get("fleet.image"))));
  }

  public boolean kept(ReleaseTarget release) {
    return release.services().stream()
        .map(service -> images().reference(ImageName.of(service)))
        .anyMatch(reference -> engine.image(reference).isPresent());
  }

  /** Ids of the device's containers. */
  public Set<String> containers() {
    return ours().stream().map(container -> container.id().value()).collect(Collectors.toSet());
  }

  /** What a power cut leaves: containers that have ended. */
  public void endContainers() {
    ours().forEach(container -> engine.stop(container.id()));
  }

  /** The networks that were made for the device. */
  public Set<String> networks() {
    return engine.networks(owner());
  }

  /** All names of all images. */
  public List<String> imageReferences() {
    return engine.images().stream().flatMap(image -> image.references().stream()).toList();
  }

  @Override
  public void close() {
    supervisor.close();
    fleet.close();
    ours().forEach(container -> engine.remove(container.id()));
    engine.networks(owner()).forEach(engine::removeNetwork);
    kept.forEach(engine::untag);
    loop.close();
  }

  private Set<String> keptNow() {
    return imageReferences().stream().filter(kept::contains).collect(Collectors.toSet());
  }

  private boolean runs(String manifest) {
    return ours().stream()
        .anyMatch(container ->
            manifest.equals(container.labels().get("fleet.image"))
                && container.state() == ContainerState.RUNNING);
  }

  private List<EngineContainer> ours() {
    return engine.containers(owner());
  }

  private Label owner() {
    return Labels.owner(fleet.device());
  }

  private Optional<StateReport> find(Predicate<StateReport> wanted) {
    return fleet.reports().stream().filter(wanted).reduce((_, last) -> last);
  }

  private static ConditionFactory await(Supplier<String> what) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .conditionEvaluationListener(new OnTimeout(what));
  }

  /** Says what was waited for, and what there was instead. */
  private record OnTimeout(Supplier<String> what) implements ConditionEvaluationListener<Object> {
    @Override
    public void conditionEvaluated(EvaluatedCondition<Object> condition) {}

    @Override
    public void onTimeout(TimeoutEvent event) {
      throw new AssertionError("waited in vain for " + what.get());
    }
  }
}
