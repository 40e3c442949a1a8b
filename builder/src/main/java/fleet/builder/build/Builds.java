package fleet.builder.build;

import fleet.builder.progress.BuildLog;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All builds of this process. Each runs on a thread of its own, so that it ends whether or not
 * somebody watches. Thread-safe.
 */
public final class Builds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Builds.class);
  private static final Duration LAST_LINES = Duration.ofSeconds(3);
  private static final Duration END_LIMIT = Duration.ofSeconds(10);

  private final BuildTools tools;
  private final Turns turns = new Turns();
  private final Map<BuildId, Here> here = new ConcurrentHashMap<>();

  public Builds(BuildTools tools) {
    this.tools = tools;
  }

  /** A build that runs or waits in this process. */
  private record Here(Build build, Thread thread) {
    boolean end(Problem reason, Halt.Stage latest) {
      var ended = build.end(reason, latest);
      if (ended) {
        thread.interrupt();
      }
      return ended;
    }
  }

  /**
   * Starts a build, which takes over the request's work folder and landing. One of the same fleet
   * that waits is ended, for this one is newer.
   */
  public RunningBuild start(BuildRequest request) {
    var running = new RunningBuild(new BuildLog(request.id()), new CompletableFuture<>());
    begin(request);
    var build = new Build(request, tools, running);
    var thread =
        Thread.ofVirtual().name("build-" + request.id()).unstarted(() -> run(request, build));
    if (build.isForDevices()) {
      supersede(build);
    }
    here.put(request.id(), new Here(build, thread));
    thread.start();
    return running;
  }

  private void supersede(Build newer) {
    for (var other : here.values()) {
      if (other.build().isForDevices() && other.build().fleet().equals(newer.fleet())) {
        var _ = other.end(Failures.SUPERSEDED, Halt.Stage.WAITING);
      }
    }
  }

  /**
   * Ends a build that runs or waits, before it makes a release.
   *
   * @throws ProblemException when it has ended, or its release is being made
   */
  public void cancel(BuildId build) {
    var found = Optional.ofNullable(here.get(build));
    if (found.filter(it -> it.end(Failures.CANCELLED, Halt.Stage.BUILDING)).isEmpty()) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          found.isPresent()
              ? "build %s is being released already".formatted(build)
              : "build %s has ended".formatted(build),
          "fleet attach %s shows how".formatted(build));
    }
  }

  /** The log of a build that runs here. */
  public Optional<BuildLog> running(BuildId build) {
    return Optional.ofNullable(here.get(build)).map(found -> found.build().log());
  }

  /**
   * The events of a build that has ended, or runs elsewhere; absent when there is no such build.
   */
  public Optional<List<BuildEvent>> recorded(BuildId build) {
    return tools.rows().events(build);
  }

  /** Whose build it is; absent when there is no such build. */
  public Optional<FleetName> fleet(BuildId build) {
    return tools.rows().fleet(build);
  }

  /** Ends what still runs, and waits a while for it: builds fail with a sentence. */
  @Override
  public void close() {
    var ending = here.values().stream().map(Here::thread).toList();
    ending.forEach(Thread::interrupt);
    var end = Instant.now().plus(END_LIMIT);
    try {
      for (var thread : ending) {
        var left = Duration.between(Instant.now(), end);
        thread.join(left.isPositive() ? left : Duration.ofMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(BuildRequest request) {
    try {
      tools.rows().begin(request.id(), request.fleet(), request.source().commit());
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("build", request.id()).setCause(e).log("could not begin a build");
      request.landing().abandon();
      discard(request);
      throw new ProblemException(
          ProblemCode.UNAVAILABLE, "the server's database does not answer", "push again later");
    }
  }

  private void run(BuildRequest request, Build build) {
    var keeper =
        Thread.ofVirtual()
            .name("log-" + request.id())
            .start(new LogKeeper(build.log(), tools.rows()));
    try {
      build.run(turns);
      discard(request);
      keeper.join();
    } catch (InterruptedException e) {
      endSoon(keeper);
      Thread.currentThread().interrupt();
    } finally {
      here.remove(request.id());
    }
  }

  /** The process ends: what the database does not take now, {@link Recovery} makes up for. */
  private static void endSoon(Thread keeper) {
    try {
      var _ = keeper.join(LAST_LINES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    keeper.interrupt();
  }

  private static void discard(BuildRequest request) {
    try {
      request.work().close();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("build", request.id()).setCause(e).log("could not clean up");
    }
  }
}
