package fleet.builder.queue;

import fleet.builder.build.BuildOptions;
import fleet.builder.build.RunningBuild;
import fleet.builder.build.Source;
import fleet.builder.db.QueueRows;
import fleet.builder.db.QueuedBuild;
import fleet.builder.progress.BuildLog;
import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildView;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All builds, as this builder sees them. Each runs on a thread of its own, so that it ends whether
 * or not somebody watches. Thread-safe.
 */
public final class Builds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Builds.class);
  private static final int MAX_OF_FLEET = 40;
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final Bench bench;
  private final BuilderNode node;
  private final LocalBuilds here;
  private final ClaimLoop loop;
  private @Nullable Thread claims;

  public Builds(Bench bench, BuilderNode node) {
    this.bench = bench;
    this.node = node;
    this.here = new LocalBuilds(bench, node, () -> ring());
    this.loop = new ClaimLoop(bench, node, here);
  }

  private void ring() {
    loop.ring();
  }

  /** From now on builds are taken from the queue. */
  public void start() {
    claims = Thread.ofVirtual().name("builds").start(loop);
  }

  /**
   * Lets a build join the queue. One of the same fleet that waits ends, if both are for devices,
   * for this one is newer.
   *
   * @throws ProblemException when it cannot; then what came with it is gone
   */
  public RunningBuild join(Arrival arrival) {
    var order = arrival.order();
    var log = new BuildLog(order.id());
    var running = RunningBuild.begun(log);
    here.add(Here.arrived(running, arrival));
    try {
      switch (enqueue(arrival)) {
        case FIRST -> {}
        case BEHIND -> log.line(waiting(order.fleet()));
        case FULL ->
            throw new ProblemException(
                ProblemCode.TOO_MANY_REQUESTS,
                "%d builds of %s are waiting already".formatted(MAX_OF_FLEET, order.fleet()),
                "push again when they are done");
      }
    } catch (RuntimeException e) {
      here.refuse(arrival);
      throw e instanceof ProblemException ? e : noDatabase(order.id(), e);
    }
    loop.ring();
    return running;
  }

  private QueueRows.Joined enqueue(Arrival arrival) {
    if (here.isClosed()) {
      throw new ProblemException(
          ProblemCode.UNAVAILABLE, "the server is stopping", "push again when it is back");
    }
    var order = arrival.order();
    var needsThis = order.hasSecrets() || order.source().isOfOneNode();
    var build =
        new QueuedBuild(
            order.id(),
            order.fleet(),
            order.source().commit(),
            !BuildOptions.parse(order.options()).draft(),
            needsThis ? Optional.of(node.id()) : Optional.empty(),
            Json.write(order),
            order.source() instanceof Source.Uploaded uploaded
                ? Optional.of(uploaded.blob())
                : Optional.empty());
    var superseded = new BuildEvent.Failed(Verdicts.SUPERSEDED);
    return bench.queue().join(build, MAX_OF_FLEET, superseded, waiting(order.fleet()));
  }

  private static String waiting(FleetName fleet) {
    return "waiting for the build of %s before this one".formatted(fleet);
  }

  private static ProblemException noDatabase(BuildId build, RuntimeException cause) {
    LOG.atError().addKeyValue("build", build).setCause(cause).log("could not queue a build");
    return new ProblemException(
        ProblemCode.UNAVAILABLE, "the server's database does not answer", "push again later");
  }

  /**
   * Ends a build that runs or waits, before it makes a release.
   *
   * @throws ProblemException when it has ended, or its release is being made
   */
  public void cancel(BuildId build) {
    switch (bench.queue().halt(build, Verdicts.CANCELLED)) {
      case ENDED -> loop.ring();
      case TOLD -> here.find(build).ifPresent(it -> it.end(Verdicts.CANCELLED));
      case TOO_LATE -> throw tooLate(build, "is being released already");
      case OVER -> throw tooLate(build, "has ended");
    }
  }

  private static ProblemException tooLate(BuildId build, String why) {
    return new ProblemException(
        ProblemCode.CONFLICT,
        "build %s %s".formatted(build, why),
        "fleet attach %s shows how".formatted(build));
  }

  /** The log of a build that has not ended, wherever it runs. */
  public Optional<BuildLog> running(BuildId build) {
    var found = here.find(build);
    if (found.isEmpty() && isUnfinished(build)) {
      found = Optional.of(here.watch(build));
    }
    return found.map(it -> it.running().log());
  }

  private boolean isUnfinished(BuildId build) {
    return bench.queue().standings(List.of(build)).stream().anyMatch(it -> !it.ended());
  }

  /**
   * The events of a build; absent when there is no such build.
   *
   * @param after the number of the line before those that are wanted; 0 for all
   */
  public Optional<List<BuildEvent>> recorded(BuildId build, long after) {
    return bench.tools().rows().events(build, after);
  }

  /** How a build stands; absent when there is no such build. */
  public Optional<BuildView> find(BuildId build) {
    return bench.tools().rows().find(build);
  }

  /** A fleet's builds that are remembered, the newest first. */
  public List<BuildView> of(FleetName fleet) {
    return bench.tools().rows().of(fleet);
  }

  /** Stops what still runs, and waits a while for it: it begins again at the next start. */
  @Override
  public void close() {
    if (claims != null) {
      claims.interrupt();
    }
    var threads = here.stop();
    var end = Instant.now().plus(END_LIMIT);
    try {
      for (var thread : threads) {
        var left = Duration.between(Instant.now(), end);
        thread.join(left.isPositive() ? left : Duration.ofMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
