package fleet.builder.queue;

import fleet.builder.build.Build;
import fleet.builder.build.BuildOrder;
import fleet.builder.build.RunningBuild;
import fleet.builder.source.WorkFolder;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.SecretBytes;
import fleet.contract.problem.Problem;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A build that this process knows: it waits here, is built here, or is watched from here. Mutable,
 * thread-safe.
 */
final class Here {
  private final RunningBuild running;
  private final Optional<Arrival> arrival;
  private Stage stage;
  private @Nullable Build build;
  private @Nullable Thread thread;

  enum Stage {
    WAITS,
    RUNS,
    /** Another builder has it, and its log is read from the database. */
    ELSEWHERE
  }

  private Here(RunningBuild running, Optional<Arrival> arrival, Stage stage) {
    this.running = running;
    this.arrival = arrival;
    this.stage = stage;
  }

  /** One that came to this process. */
  static Here arrived(RunningBuild running, Arrival arrival) {
    return new Here(running, Optional.of(arrival), Stage.WAITS);
  }

  /** One that came to another process, perhaps to one before this. */
  static Here taken(RunningBuild running) {
    return new Here(running, Optional.empty(), Stage.WAITS);
  }

  static Here watched(RunningBuild running) {
    return new Here(running, Optional.empty(), Stage.ELSEWHERE);
  }

  BuildId id() {
    return running.log().build();
  }

  RunningBuild running() {
    return running;
  }

  /** Those that came with the push; absent where they came to another process. */
  Optional<Map<String, SecretBytes>> secrets(BuildOrder order) {
    return order.hasSecrets() ? arrival.map(Arrival::secrets) : Optional.of(Map.of());
  }

  Optional<Arrival> arrival() {
    return arrival;
  }

  Optional<WorkFolder> work() {
    return arrival.flatMap(Arrival::work);
  }

  synchronized boolean is(Stage asked) {
    return stage == asked;
  }

  synchronized void move(Stage next) {
    stage = next;
  }

  /** From now on it can be ended. */
  synchronized void run(Build run, Thread by) {
    build = run;
    thread = by;
  }

  /** Nothing runs any more: who would end it now comes too late. By the thread that ran it. */
  synchronized void leave() {
    build = null;
    thread = null;
    var _ = Thread.interrupted();
  }

  /** Has what runs here end for this reason. */
  synchronized void end(Problem reason) {
    if (build != null && thread != null) {
      build.end(reason);
      thread.interrupt();
    }
  }

  /** Has what runs here stop without an end. */
  synchronized void pause() {
    if (build != null && thread != null) {
      build.pause();
      thread.interrupt();
    }
  }

  /**
   * The process ends: what runs stops without an end, unless it has what the next process has not.
   * Returns the thread that does.
   */
  synchronized Optional<Thread> stop() {
    if (build == null || thread == null) {
      running.log().stop();
    } else if (arrival.filter(it -> it.order().hasSecrets()).isPresent()) {
      end(Verdicts.STOPPING);
    } else {
      pause();
    }
    return Optional.ofNullable(thread);
  }
}
