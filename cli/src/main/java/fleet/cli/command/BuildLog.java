package fleet.cli.command;

import fleet.cli.output.Printable;
import fleet.cli.output.Terminal;
import fleet.contract.Json;
import fleet.contract.identity.BuildId;
import fleet.contract.operator.BuildEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows a build's events as they come, each once, though a stream that was cut and attached again
 * repeats them. Mutable; owned by the command's thread, but another may ask it and mute it.
 */
final class BuildLog {
  private final Terminal terminal;
  private final boolean json;
  private final boolean detach;
  private volatile @Nullable BuildId build;
  private volatile @Nullable BuildOutcome outcome;
  private volatile boolean muted;
  private long lastLine;
  private String lastText = "";

  /**
   * @param detach whether to stop as soon as the build has its id
   */
  BuildLog(Terminal terminal, boolean json, boolean detach) {
    this.terminal = terminal;
    this.json = json;
    this.detach = detach;
  }

  /** Takes one event, and says whether to read on. */
  boolean accept(BuildEvent event) {
    switch (event) {
      case BuildEvent.Started started -> start(started);
      case BuildEvent.Line line -> show(line);
      case BuildEvent.Succeeded success ->
          end(success, new BuildOutcome.Released(success.release(), success.version()));
      case BuildEvent.Failed failure -> end(failure, new BuildOutcome.Failed(failure.problem()));
    }
    return outcome == null;
  }

  Optional<BuildId> build() {
    return Optional.ofNullable(build);
  }

  /** The query for what was not shown yet. */
  String beyond() {
    return lastLine > 0 ? "?after=" + lastLine : "";
  }

  Optional<BuildOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  /** Shows nothing from now on. */
  void mute() {
    muted = true;
  }

  /** Says whether the log's own last line told the release. */
  boolean tells(BuildOutcome.Released released) {
    return lastText.contains("release " + released.version() + " ");
  }

  private void start(BuildEvent.Started started) {
    if (build == null) {
      printJson(started);
    }
    build = started.build();
    if (detach) {
      outcome = new BuildOutcome.Detached(started.build());
    }
  }

  private void show(BuildEvent.Line line) {
    if (muted || line.number() <= lastLine) {
      return;
    }
    lastLine = line.number();
    lastText = line.text();
    printJson(line);
    if (!json) {
      terminal.print(
          terminal.palette().colours()
              ? Printable.colouredLine(line.text())
              : Printable.line(line.text()));
    }
  }

  private void end(BuildEvent event, BuildOutcome end) {
    printJson(event);
    outcome = end;
  }

  private void printJson(BuildEvent event) {
    if (json) {
      terminal.print(Json.write(event));
    }
  }
}
