package fleet.builder.queue;

import fleet.builder.build.RunningBuild;
import fleet.builder.db.Claim;
import fleet.builder.db.Standing;
import fleet.builder.progress.BuildLog;
import fleet.builder.source.WorkFolder;
import fleet.contract.identity.BuildId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The builds that this process knows: they wait, run, or are watched here. Thread-safe. */
final class LocalBuilds implements ClaimLoop.Known {
  private static final Logger LOG = LoggerFactory.getLogger(LocalBuilds.class);
  private static final int MAX_AT_ONCE = 16;

  private final Bench bench;
  private final BuilderNode node;
  private final Runnable whenOneEnds;
  private final Map<BuildId, Here> builds = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param whenOneEnds called by the thread that ran it
   */
  LocalBuilds(Bench bench, BuilderNode node, Runnable whenOneEnds) {
    this.bench = bench;
    this.node = node;
    this.whenOneEnds = whenOneEnds;
  }

  void add(Here arrived) {
    builds.put(arrived.id(), arrived);
  }

  /** It never joined the queue: what came with it goes. */
  void refuse(Arrival arrival) {
    builds.remove(arrival.order().id());
    abandon(arrival);
  }

  Optional<Here> find(BuildId build) {
    return Optional.ofNullable(builds.get(build));
  }

  /** From now on it is watched here, if it is not known already. */
  Here watch(BuildId build) {
    return builds.computeIfAbsent(
        build,
        it -> {
          var watched = Here.watched(RunningBuild.begun(new BuildLog(it)));
          mirror(watched);
          return watched;
        });
  }

  boolean isClosed() {
    return closed;
  }

  /** Stops all that run, and returns their threads. */
  List<Thread> stop() {
    closed = true;
    return builds.values().stream().flatMap(it -> it.stop().stream()).toList();
  }

  @Override
  public Set<BuildId> all() {
    return Set.copyOf(builds.keySet());
  }

  @Override
  public Set<BuildId> running() {
    return builds.values().stream()
        .filter(it -> it.is(Here.Stage.RUNS))
        .map(Here::id)
        .collect(Collectors.toSet());
  }

  @Override
  public boolean hasRoom() {
    return !closed && running().size() < MAX_AT_ONCE;
  }

  @Override
  public void begin(Claim claim) {
    var it = builds.computeIfAbsent(claim.build(), this::taken);
    if (it.is(Here.Stage.ELSEWHERE)) {
      it.running().log().take(bench.tools().rows().lines(claim.build()));
    }
    it.move(Here.Stage.RUNS);
    var _ = Thread.ofVirtual().name("build-" + claim.build()).start(() -> run(claim, it));
  }

  private Here taken(BuildId build) {
    var before = bench.tools().rows().lines(build);
    return Here.taken(RunningBuild.begun(new BuildLog(build, before)));
  }

  private void run(Claim claim, Here it) {
    try {
      new Attempt(bench, claim, it).run();
    } finally {
      it.work().ifPresent(LocalBuilds::close);
      builds.remove(it.id());
      whenOneEnds.run();
    }
  }

  @Override
  public void learn(Standing standing) {
    find(standing.build()).ifPresent(it -> learn(standing, it));
  }

  private void learn(Standing standing, Here it) {
    if (it.is(Here.Stage.RUNS) && !standing.ended()) {
      if (!standing.builtBy().equals(Optional.of(node.id()))) {
        it.pause();
      }
      standing.halt().ifPresent(it::end);
    } else if (it.is(Here.Stage.WAITS) && (standing.ended() || isOthers(standing))) {
      leave(standing, it);
    }
  }

  private boolean isOthers(Standing standing) {
    return standing.builtBy().filter(by -> !by.equals(node.id())).isPresent();
  }

  /** What waited here is built elsewhere, or not at all. */
  private void leave(Standing standing, Here it) {
    if (standing.ended()) {
      it.arrival().ifPresent(this::abandon);
    } else {
      it.work().ifPresent(LocalBuilds::close);
    }
    mirror(it);
  }

  @Override
  public void tidy() {
    var _ = Thread.ofVirtual().name("left-blobs").start(bench.left()::sweep);
  }

  /** Follows the log of a build that another builder has, or that has ended. */
  private void mirror(Here it) {
    it.move(Here.Stage.ELSEWHERE);
    var mirror = new Mirror(it.running().log(), bench.tools().rows());
    var _ =
        Thread.ofVirtual()
            .name("mirror-" + it.id())
            .start(() -> {
              if (mirror.follow(() -> it.is(Here.Stage.ELSEWHERE))) {
                builds.remove(it.id());
              }
            });
  }

  private void abandon(Arrival arrival) {
    bench.opener().open(arrival.order()).landing().abandon();
    arrival.work().ifPresent(LocalBuilds::close);
  }

  private static void close(WorkFolder work) {
    try {
      work.close();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("could not clean up");
    }
  }
}
