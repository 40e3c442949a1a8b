package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.operator.RolloutProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one look at a release's devices says. Pure.
 *
 * @param state whether it is worth looking again
 * @param sentence for the person who pushed
 * @param next commands that go on from here, each with what it does
 */
record Verdict(State state, String sentence, List<String> next) {
  Verdict {
    next = List.copyOf(next);
  }

  Verdict(State state, String sentence) {
    this(state, sentence, List.of());
  }

  enum State {
    /** Every device that can be asked has it. */
    REACHED,
    /** At least one device could not run it, and the others are through or get it not. */
    FAILED,
    /** Some are on their way. */
    UNDER_WAY,
    /** There is nobody to wait for now. */
    NOBODY
  }

  static Verdict of(RolloutProgress progress, Goal goal, Instant now) {
    var misfits = progress.misfits().orElse(Map.of());
    var seen =
        progress
            .rollout()
            .flatMap(rollout -> CanaryVerdict.of(rollout, now))
            .orElseGet(() -> look(progress, goal));
    return new Verdict(seen.state(), seen.sentence() + keep(misfits), seen.next());
  }

  /** Who cannot run it, and keeps what there was. */
  private static String keep(Map<?, String> misfits) {
    return misfits.isEmpty() ? "" : "; it does not fit " + reasons(misfits);
  }

  private static Verdict look(RolloutProgress progress, Goal goal) {
    if (progress.devices() == 0) {
      return new Verdict(State.NOBODY, nobody(progress));
    }
    var reached = goal.reachedBy(progress);
    var failed = progress.failed().size();
    var counted =
        "%s on %d/%d devices".formatted(Converters.word(goal), reached, progress.devices());
    if (reached + failed >= Math.max(1, progress.online())) {
      return failed == 0
          ? new Verdict(State.REACHED, counted + offline(progress))
          : new Verdict(State.FAILED, counted + "; failed on " + reasons(progress.failed()));
    }
    if (progress.online() == 0) {
      return new Verdict(State.NOBODY, nobodyOnline(progress.devices()));
    }
    return new Verdict(
        State.UNDER_WAY,
        progress.rollout().map(rollout -> rollout.reason() + ", the rest follows: ").orElse("")
            + counted);
  }

  private static String nobody(RolloutProgress progress) {
    if (progress.rollout().isPresent()) {
      return "no device should run it now";
    }
    return progress.misfits().orElse(Map.of()).isEmpty()
        ? "the fleet has no devices yet"
        : "it fits no device";
  }

  private static String nobodyOnline(int devices) {
    return devices == 1
        ? "its one device is not online, and will follow when it is"
        : "none of its %s is online; they will follow when they are"
            .formatted(Human.count(devices, "device"));
  }

  private static String offline(RolloutProgress progress) {
    var offline = progress.devices() - progress.online();
    return offline == 0 ? "" : "; %d offline, to follow later".formatted(offline);
  }

  private static String reasons(Map<?, String> failed) {
    return new TreeMap<>(failed)
        .entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("; "));
  }
}
