package fleet.builder.queue;

import fleet.builder.db.BuildRows;
import fleet.builder.progress.BuildLog;
import fleet.contract.operator.BuildEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a log here like the one that another builder writes, until the build ends. */
final class Mirror {
  private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final BuildLog log;
  private final BuildRows rows;

  Mirror(BuildLog log, BuildRows rows) {
    this.log = log;
    this.rows = rows;
  }

  /**
   * Returns at the build's end, or when it is not to go on.
   *
   * @return whether the build has ended
   */
  boolean follow(BooleanSupplier goesOn) {
    try {
      while (goesOn.getAsBoolean()) {
        if (isAtEnd()) {
          log.stop();
          return true;
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private boolean isAtEnd() {
    try {
      var lines = new ArrayList<BuildEvent.Line>();
      var found = rows.events(log.build(), log.lines());
      for (var event : found.orElseGet(List::of)) {
        switch (event) {
          case BuildEvent.Started _ -> {}
          case BuildEvent.Line line -> lines.add(line);
          case BuildEvent.Succeeded _, BuildEvent.Failed _ -> {
            log.take(lines);
            log.end(event);
            return true;
          }
        }
      }
      log.take(lines);
      return found.isEmpty();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("build", log.build()).setCause(e).log("could not read a log yet");
      return false;
    }
  }
}
