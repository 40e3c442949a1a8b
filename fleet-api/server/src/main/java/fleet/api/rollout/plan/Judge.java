package fleet.api.rollout.plan;

import fleet.contract.identity.DeviceName;
import fleet.contract.operator.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides whether a rollout goes on. Pure. */
public final class Judge {
  /** Whoever drives a rollout looks more often than that. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private Judge() {}

  /**
   * Halts on the first device that failed, or was other than healthy past the deadline; goes on
   * when all were healthy for the soak.
   */
  public static Verdict decide(Course course, Instant now) {
    var firsts = seen(course, now);
    if (course.state() != RolloutState.RUNNING && course.state() != RolloutState.SOAKING) {
      return verdict(firsts, course.state(), "nothing is to be decided", Optional.empty());
    }
    var judged = firsts.stream().filter(first -> !first.forgiven()).toList();
    if (judged.isEmpty() && !course.resumed()) {
      return verdict(
          firsts, RolloutState.HALTED, "no device is left that goes first", Optional.empty());
    }
    return halt(firsts, judged, course.terms(), now)
        .orElseGet(() -> goOn(firsts, judged, course.terms(), now));
  }

  /** When it was healthy for the soak on all that count; absent when none does. */
  public static Optional<Instant> soaked(List<First> firsts, Terms terms) {
    return firsts.stream()
        .filter(first -> !first.forgiven())
        .map(first -> first.standing().since())
        .max(Instant::compareTo)
        .map(last -> last.plus(terms.soak()));
  }

  private static List<First> seen(Course course, Instant now) {
    var gap = Duration.between(course.lookedAt(), now);
    var unwatched = gap.compareTo(LONGEST_PAUSE) > 0 ? gap : Duration.ZERO;
    return course.firsts().stream()
        .map(first ->
            new First(
                first.device(),
                first.name(),
                first.standing().unwatched(unwatched).seen(first.isGood(), now),
                first.forgiven(),
                first.sighting()))
        .toList();
  }

  private static Optional<Verdict> halt(
      List<First> firsts, List<First> judged, Terms terms, Instant now) {
    var failed =
        judged.stream().filter(first -> first.sighting() instanceof Sighting.Failed).findFirst();
    if (failed.isPresent()) {
      var line = failed.get().name() + " " + failed.get().sighting().clause();
      return Optional.of(halted(firsts, line, failed.get().name()));
    }
    return judged.stream()
        .filter(first -> !first.isGood())
        .filter(first -> now.isAfter(first.standing().since().plus(terms.deadline())))
        .findFirst()
        .map(late -> halted(firsts, late(late, terms), late.name()));
  }

  private static String late(First late, Terms terms) {
    return "%s %s, %d s after it was given the release or was last healthy"
        .formatted(late.name(), late.sighting().clause(), terms.deadline().toSeconds());
  }

  private static Verdict goOn(List<First> firsts, List<First> judged, Terms terms, Instant now) {
    var waiting = judged.stream().filter(first -> !first.isGood()).toList();
    if (!waiting.isEmpty()) {
      var line =
          waiting.stream()
              .limit(3)
              .map(first -> first.name() + " " + first.sighting().clause())
              .collect(Collectors.joining(", "));
      return verdict(firsts, RolloutState.RUNNING, line, Optional.empty());
    }
    var until = soaked(judged, terms).orElse(now);
    return now.isBefore(until)
        ? verdict(firsts, RolloutState.SOAKING, soaking(judged, until), Optional.empty())
        : verdict(firsts, RolloutState.DONE, done(judged), Optional.empty());
  }

  private static String soaking(List<First> judged, Instant until) {
    return "healthy on all %d that go first; must stay so until %s".formatted(judged.size(), until);
  }

  private static String done(List<First> judged) {
    return judged.isEmpty()
        ? "went on in spite of the devices that went first"
        : "stayed healthy on all %d that went first".formatted(judged.size());
  }

  private static Verdict halted(List<First> firsts, String reason, DeviceName culprit) {
    return verdict(firsts, RolloutState.HALTED, reason, Optional.of(culprit));
  }

  private static Verdict verdict(
      List<First> firsts, RolloutState state, String reason, Optional<DeviceName> culprit) {
    return new Verdict(
        state,
        reason,
        culprit,
        firsts.stream().collect(Collectors.toMap(First::device, First::standing)));
  }
}
