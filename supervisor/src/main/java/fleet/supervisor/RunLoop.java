package fleet.supervisor;

import fleet.contract.client.Backoff;
import fleet.contract.device.TargetState;
import fleet.contract.device.Variables;
import fleet.supervisor.apply.Batch;
import fleet.supervisor.engine.EngineException;
import fleet.supervisor.file.FileShelf;
import fleet.supervisor.image.Images;
import fleet.supervisor.observe.Observer;
import fleet.supervisor.plan.Conditions;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.plan.Planner;
import fleet.supervisor.report.LogFollowers;
import fleet.supervisor.report.Reporter;
import fleet.supervisor.report.Situation;
import fleet.supervisor.target.Course;
import fleet.supervisor.target.Targets;
import fleet.supervisor.target.Vault;
import fleet.supervisor.time.Doorbell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observe, judge, plan, report, apply one batch, and observe again; until nothing is left to do,
 * and then until the bell rings. It never waits for a download or for the API.
 */
final class RunLoop {
  /** Those who do the work of one round. */
  record Crew(
      Observer observer,
      Proving proving,
      Images images,
      Vault vault,
      FileShelf shelf,
      Batch batch,
      Reporter reporter,
      LogFollowers logs,
      Actions actions) {}

  private static final Logger log = LoggerFactory.getLogger(RunLoop.class);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Targets targets;
  private final Crew crew;
  private final Doorbell bell;
  private final InstantSource clock;
  private final Backoff backoff;
  private final Planner planner = new Planner();
  private final Rest rest = new Rest(System::gc);
  private int engineFailures;

  RunLoop(Targets targets, Crew crew, Doorbell bell, InstantSource clock, Backoff backoff) {
    this.targets = targets;
    this.crew = crew;
    this.bell = bell;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** Runs until the thread is interrupted. */
  void run() throws InterruptedException {
    rest.worked(clock.instant());
    while (true) {
      var target = targets.current().map(Targets.Received::state).map(Vault::assigned);
      var wait = target.isPresent() ? roundOrTrouble(target.get()) : IDLE;
      if (wait.isZero()) {
        rest.worked(clock.instant());
      }
      bell.await(rest.pause(clock.instant(), wait));
    }
  }

  private Duration roundOrTrouble(TargetState target) throws InterruptedException {
    try {
      var wait = round(target);
      if (engineFailures > 0) {
        log.info("the engine answers again");
        engineFailures = 0;
      }
      return wait;
    } catch (EngineException e) {
      if (engineFailures++ == 0) {
        log.warn("{}; trying again until it answers", e.getMessage());
      }
      tellTrouble(target, e);
      return backoff.after(engineFailures);
    }
  }

  /** One round; returns how long the device may be left alone. */
  private Duration round(TargetState target) throws InterruptedException {
    // Asked before the look: what comes in between is still on its way, rather than wanted again.
    var pending = crew.images().pending();
    var seen = crew.observer().observe();
    crew.logs().follow(seen.containers());
    crew.vault().keep(target, crew.proving().journal());
    crew.shelf().know(crew.proving().journal().releases(target.release()));
    var lookAgainAt = crew.proving().judge(target, seen);
    var course = crew.proving().course(target);
    allow(target, course);
    var reportAt = tell(target, course, seen);
    var plan = planner.next(seen, course.goal(), new Conditions(pending));
    if (crew.batch().apply(plan, course.goal().names())) {
      return Duration.ZERO;
    }
    if (plan.isEmpty()) {
      crew.shelf().keepOnly(seen.names(course.goal().names()));
    }
    return wait(
        Stream.of(
            Optional.of(reportAt),
            lookAgainAt,
            crew.batch().nextAttempt(),
            crew.images().nextAttempt()));
  }

  private void allow(TargetState target, Course course) {
    var services =
        Stream.of(course.wanted(), course.chosen())
            .flatMap(Optional::stream)
            .distinct()
            .flatMap(release -> release.services().stream())
            .toList();
    crew.images().allow(target.registry(), services);
  }

  private Instant tell(TargetState target, Course course, DeviceState seen) {
    var trouble =
        targets
            .refusal()
            .flatMap(Trouble::of)
            .or(() -> course.chosen().flatMap(it -> Trouble.of(it, seen, crew.images())));
    var situation =
        new Situation(
            seen,
            course,
            crew.proving().journal(),
            trouble,
            crew.actions().perform(target.actions()),
            target.variables().map(Variables::revision),
            targets.trust());
    return crew.reporter().tell(situation, target.reportInterval());
  }

  /** Without the engine nothing is known but that it is gone. */
  private void tellTrouble(TargetState target, EngineException reason) {
    var course = crew.proving().course(target);
    var situation =
        new Situation(
            DeviceState.EMPTY,
            course,
            crew.proving().journal(),
            course.chosen().map(release -> Trouble.of(release, reason)),
            List.of(),
            Optional.empty(),
            targets.trust());
    var _ = crew.reporter().tell(situation, target.reportInterval());
  }

  private Duration wait(Stream<Optional<Instant>> moments) {
    var next = moments.flatMap(Optional::stream).min(Instant::compareTo).orElseThrow();
    var wait = Duration.between(clock.instant(), next);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
