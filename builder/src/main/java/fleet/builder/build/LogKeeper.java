package fleet.builder.build;

import fleet.builder.db.BuildRows;
import fleet.builder.progress.BuildLog;
import fleet.contract.operator.BuildEvent;
import java.util.ArrayList;

/** Writes a build's log to the database as it grows, in batches, until it ends. */
final class LogKeeper implements Runnable {
  private final BuildLog log;
  private final BuildRows rows;

  LogKeeper(BuildLog log, BuildRows rows) {
    this.log = log;
    this.rows = rows;
  }

  @Override
  public void run() {
    try {
      var seen = 0;
      for (var events = log.after(seen); !events.isEmpty(); events = log.after(seen)) {
        seen += events.size();
        var lines = new ArrayList<BuildEvent.Line>();
        for (var event : events) {
          switch (event) {
            case BuildEvent.Started _ -> {}
            case BuildEvent.Line line -> lines.add(line);
            case BuildEvent.Succeeded _, BuildEvent.Failed _ -> {
              rows.append(log.build(), lines);
              lines.clear();
              rows.end(log.build(), event);
            }
          }
        }
        rows.append(log.build(), lines);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
