package fleet.builder.queue;

import fleet.builder.build.Build;
import fleet.builder.build.BuildOptions;
import fleet.builder.build.BuildOrder;
import fleet.builder.build.BuildRequest;
import fleet.builder.build.Opener.Opened;
import fleet.builder.build.ReleaseGate;
import fleet.builder.db.Claim;
import fleet.builder.progress.BuildLog;
import fleet.builder.source.WorkFolder;
import fleet.contract.Json;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.Problem;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build that was taken from the queue, from then until it is given back or has ended. */
final class Attempt implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
  private static final int MAX_ATTEMPTS = 4;
  private static final Duration MAX_AGE = Duration.ofHours(1);

  private final Bench bench;
  private final Claim claim;
  private final Here here;
  private final BuildLog log;

  Attempt(Bench bench, Claim claim, Here here) {
    this.bench = bench;
    this.claim = claim;
    this.here = here;
    this.log = here.running().log();
  }

  @Override
  public void run() {
    var keeper = LogKeeper.start(log, claim.attempt(), bench.tools().rows());
    try {
      var verdict = attempt();
      here.leave();
      if (verdict.isPresent()) {
        keeper.end(verdict.get());
      } else {
        keeper.stop();
        bench.leases().giveBack(claim.build(), claim.attempt());
        log.stop();
      }
    } catch (InterruptedException e) {
      keeper.abandon();
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("build", claim.build()).setCause(e).log("could not give back");
    }
  }

  /** Whatever goes wrong, there is a verdict; what is not kept of it, the next attempt makes up. */
  private Optional<BuildEvent> attempt() {
    try {
      var order = Json.read(claim.request(), BuildOrder.class);
      var opened = bench.opener().open(order);
      var refusal = refusal(order);
      if (refusal.isPresent()) {
        opened.landing().abandon();
        return Optional.of(new BuildEvent.Failed(refusal.get()));
      }
      if (claim.attempt() > 1) {
        log.line("the build begins again: the server stopped while it ran");
      }
      return build(order, opened).run();
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("build", claim.build()).setCause(e).log("could not begin a build");
      return Optional.of(new BuildEvent.Failed(Verdicts.STOPPED));
    }
  }

  private Build build(BuildOrder order, Opened opened) {
    var request =
        new BuildRequest(
            order.id(),
            order.fleet(),
            order.author(),
            BuildOptions.parse(order.options()),
            opened.source(),
            here.secrets(order).orElseThrow(),
            work(order),
            opened.landing());
    var gate = new Gate(bench, claim);
    var build = new Build(request, bench.tools(), here.running(), gate);
    here.run(build, Thread.currentThread());
    return build;
  }

  private Optional<Problem> refusal(BuildOrder order) {
    if (here.secrets(order).isEmpty()) {
      return Optional.of(Verdicts.SECRETS_GONE);
    }
    if (claim.attempt() > MAX_ATTEMPTS) {
      return Optional.of(Verdicts.STOPPED_AGAIN);
    }
    var isTooOld = claim.age().compareTo(MAX_AGE) > 0 && here.arrival().isEmpty();
    return isTooOld && !claim.releasing() ? Optional.of(Verdicts.TOO_OLD) : Optional.empty();
  }

  private WorkFolder work(BuildOrder order) {
    return here.work()
        .orElseGet(() -> {
          try {
            return WorkFolder.create(bench.workFolders(), order.id());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Asks the queue whether this attempt is still the one. */
  private record Gate(Bench bench, Claim claim) implements ReleaseGate {
    @Override
    public void pass() {
      if (!bench.leases().beginRelease(claim.build(), claim.attempt())) {
        throw new ProblemException(
            bench.queue().standings(List.of(claim.build())).stream()
                .flatMap(standing -> standing.halt().stream())
                .findFirst()
                .orElse(Verdicts.STOPPED));
      }
    }
  }
}
