package fleet.supervisor;

import fleet.contract.device.Failure;
import fleet.contract.device.ReleaseTarget;
import fleet.contract.device.TargetState;
import fleet.contract.identity.ServiceName;
import fleet.supervisor.apply.Batch;
import fleet.supervisor.engine.Engine;
import fleet.supervisor.engine.EngineException;
import fleet.supervisor.engine.LogQuery;
import fleet.supervisor.health.Judge;
import fleet.supervisor.health.Trial;
import fleet.supervisor.health.Verdict;
import fleet.supervisor.plan.Container;
import fleet.supervisor.plan.DeviceState;
import fleet.supervisor.state.Remembered;
import fleet.supervisor.target.Course;
import fleet.supervisor.target.Journal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts releases on trial and writes down how they fare, before anything follows from it. Mutable;
 * owned by the run loop's thread.
 */
final class Proving {
  private static final Logger log = LoggerFactory.getLogger(Proving.class);

  private final Engine engine;
  private final Batch batch;
  private final Remembered<Journal> file;
  private final InstantSource clock;
  private Journal journal = Journal.EMPTY;
  private Optional<Trial> trial = Optional.empty();

  Proving(Engine engine, Batch batch, Remembered<Journal> file, InstantSource clock) {
    this.engine = engine;
    this.batch = batch;
    this.file = file;
    this.clock = clock;
  }

  /** Remembers an earlier life. */
  void start() {
    journal = file.load().orElse(Journal.EMPTY);
  }

  Journal journal() {
    return journal;
  }

  Course course(TargetState target) {
    return Course.set(target, journal);
  }

  /**
   * Begins, continues or ends the trial of the release that the device goes for.
   *
   * @return when to look again, where a trial goes on
   */
  Optional<Instant> judge(TargetState target, DeviceState seen) {
    remember(journal.aimAt(target.release()));
    var course = course(target);
    if (!course.onTrial()) {
      trial = Optional.empty();
      return Optional.empty();
    }
    var release = course.chosen().orElseThrow();
    if (!seen.hasImagesOf(release)) {
      return Optional.empty();
    }
    if (trial.isEmpty() || journal.trial().filter(release::equals).isEmpty()) {
      trial = Optional.of(Trial.begin(clock.instant()));
      remember(journal.begin(release));
      log.info("release begins release={} version={}", release.id(), release.version());
    }
    return judge(release, seen);
  }

  private Optional<Instant> judge(ReleaseTarget release, DeviceState seen) {
    return switch (Judge.judge(trial.orElseThrow(), release, seen, clock.instant())) {
      case Verdict.Proving(var next, var lookAgainAt) -> {
        trial = Optional.of(next);
        yield Optional.of(lookAgainAt);
      }
      case Verdict.Proven() -> {
        trial = Optional.empty();
        remember(journal.commit(release));
        log.info("release is healthy release={} version={}", release.id(), release.version());
        yield Optional.empty();
      }
      case Verdict.Failed(var culprit, var reason) -> {
        fail(release, seen, culprit, reason);
        yield Optional.of(clock.instant());
      }
    };
  }

  private void fail(
      ReleaseTarget release, DeviceState seen, Optional<ServiceName> culprit, String reason) {
    var said = culprit.flatMap(batch::failure).map(message -> ": " + message).orElse("");
    var service =
        culprit.flatMap(name ->
            release.services().stream()
                .filter(candidate -> candidate.service().equals(name))
                .findFirst());
    var failure =
        new Failure(
            release.id(),
            culprit,
            reason + said,
            service.flatMap(seen::containerFor).map(this::lastLines).orElse(List.of()));
    trial = Optional.empty();
    remember(journal.fail(release, failure));
    log.warn("release failed: {} release={}", failure.reason(), release.id());
  }

  private List<String> lastLines(Container container) {
    var lines = new ArrayList<String>();
    try {
      engine.logs(container.id(), LogQuery.last(Failure.MAX_LINES), line -> lines.add(line.text()));
    } catch (EngineException e) {
      lines.add("(its log could not be read: %s)".formatted(e.getMessage()));
    }
    return lines;
  }

  private void remember(Journal next) {
    if (!next.equals(journal)) {
      file.save(next);
      journal = next;
    }
  }
}
