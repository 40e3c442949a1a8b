package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.cli.output.Printable;
import fleet.cli.output.Style;
import fleet.cli.output.Terminal;
import fleet.contract.Json;
import fleet.contract.client.UnreachableException;
import fleet.contract.identity.ReleaseId;
import fleet.contract.operator.RolloutProgress;
import fleet.contract.operator.RolloutView;
import fleet.contract.release.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Watches a release arrive on its devices until there is a verdict or the time is over. A worker
 * reads the stream, so that a silent one cannot outlast the time.
 */
final class RolloutWatch {
  private static final int QUEUE = 16;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Api api;

  private final Shell shell;
  private final boolean json;

  RolloutWatch(Api api, Shell shell, boolean json) {
    this.api = api;
    this.shell = shell;
    this.json = json;
  }

  /**
   * What was seen last.
   *
   * @param kind always {@code verdict}, as the last line of a JSON answer
   * @param next commands that go on from here, each with what it does
   */
  private record Seen(
      String kind,
      ReleaseId release,
      Goal goal,
      boolean reached,
      String sentence,
      List<String> next) {}

  private record Progress(String kind, RolloutProgress progress) {}

  /**
   * Watches, and tells the end as a line and as an exit code.
   *
   * @param patience how long to wait
   * @param strict whether anything but the goal is a failure; else a failed device or a halted
   *     rollout is, and a soak is not waited for that ends too late
   */
  ExitCode watch(ReleaseId release, Goal goal, Duration patience, boolean strict)
      throws InterruptedException {
    var start = shell.clock().instant();
    var verdict = lastVerdict(release, goal, start.plus(patience), strict);
    var reached = verdict.state() == Verdict.State.REACHED;
    var sentence =
        switch (verdict.state()) {
          case REACHED -> verdict.sentence() + "  (" + took(start) + ")";
          case FAILED, NOBODY -> verdict.sentence();
          case UNDER_WAY -> left(verdict, start);
        };
    tell(new Seen("verdict", release, goal, reached, sentence, verdict.next()), verdict.state());
    var isFailure = verdict.state() == Verdict.State.FAILED || (strict && !reached);
    return isFailure ? ExitCode.FAILED : ExitCode.DONE;
  }

  private String left(Verdict verdict, Instant start) {
    return verdict.next().isEmpty()
        ? verdict.sentence() + " after " + took(start) + "; it goes on"
        : verdict.sentence();
  }

  /** There is nothing to watch yet: the release goes to no device before people signed it. */
  ExitCode unsigned(Release release, Goal goal, boolean strict) {
    var sentence =
        "it waits for signatures: fleet release sign %s %s --key FILE"
            .formatted(release.fleet(), release.version());
    tell(new Seen("verdict", release.id(), goal, false, sentence, List.of()), Verdict.State.NOBODY);
    return strict ? ExitCode.FAILED : ExitCode.DONE;
  }

  private Verdict lastVerdict(ReleaseId release, Goal goal, Instant deadline, boolean strict)
      throws InterruptedException {
    var looks = new ArrayBlockingQueue<Supplier<RolloutProgress>>(QUEUE);
    var reader = Thread.ofVirtual().name("fleet-progress").start(() -> read(release, looks));
    try {
      var verdict = new Verdict(Verdict.State.UNDER_WAY, "nothing was heard of the devices");
      var isEnd = false;
      while (!isEnd) {
        var next = next(looks, deadline);
        if (next.isEmpty()) {
          return verdict;
        }
        var look = next.get().get();
        verdict = Verdict.of(look, goal, shell.clock().instant());
        isEnd = isEnd(verdict, strict) || (!strict && soaksBeyond(deadline, look));
        showProgress(look, verdict, isEnd);
      }
      return verdict;
    } finally {
      reader.interrupt();
    }
  }

  /** With a strict goal, devices that are away now are waited for. */
  private static boolean isEnd(Verdict verdict, boolean strict) {
    return switch (verdict.state()) {
      case REACHED, FAILED -> true;
      case NOBODY -> !strict;
      case UNDER_WAY -> false;
    };
  }

  private static boolean soaksBeyond(Instant deadline, RolloutProgress look) {
    return look.rollout().flatMap(RolloutView::soaked).filter(deadline::isBefore).isPresent();
  }

  private Optional<Supplier<RolloutProgress>> next(
      BlockingQueue<Supplier<RolloutProgress>> looks, Instant deadline)
      throws InterruptedException {
    var left = Duration.between(shell.clock().instant(), deadline).toMillis();
    return Optional.ofNullable(looks.poll(Math.max(0, left), TimeUnit.MILLISECONDS));
  }

  /**
   * Reads the stream again and again, for a server that restarts has the same answer afterwards. A
   * refusal is handed over to be thrown where the looks are taken.
   */
  private void read(ReleaseId release, BlockingQueue<Supplier<RolloutProgress>> looks) {
    var route = Api.route("releases", release, "progress");
    try {
      while (true) {
        try {
          api.http().stream(route, RolloutProgress.class, look -> offer(looks, () -> look));
        } catch (UnreachableException e) {
          shell.terminal().progress("waiting for the server");
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      var _ =
          offer(
              looks,
              () -> {
                throw e;
              });
    }
  }

  private static boolean offer(
      BlockingQueue<Supplier<RolloutProgress>> looks, Supplier<RolloutProgress> look) {
    try {
      looks.put(look);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void showProgress(RolloutProgress look, Verdict verdict, boolean isEnd) {
    if (json) {
      shell.terminal().print(Json.write(new Progress("progress", look)));
    } else if (!isEnd) {
      shell.terminal().stage(Printable.line(verdict.sentence()));
    }
  }

  private void tell(Seen seen, Verdict.State state) {
    Terminal terminal = shell.terminal();
    if (json) {
      terminal.print(Json.write(seen));
      return;
    }
    var style =
        switch (state) {
          case REACHED -> Style.GOOD;
          case FAILED -> Style.BAD;
          case NOBODY, UNDER_WAY -> Style.WARNING;
        };
    terminal.print(terminal.palette().paint(style, Printable.line(seen.sentence())));
    seen.next().forEach(line -> terminal.print("  " + Printable.line(line)));
  }

  private String took(Instant start) {
    return Human.took(Duration.between(start, shell.clock().instant()));
  }
}
