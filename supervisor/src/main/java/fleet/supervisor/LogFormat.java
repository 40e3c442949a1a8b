package fleet.supervisor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One line for each record: {@code 2026-11-23T01:02:03Z INFO RunLoop: text}. */
final class LogFormat extends Formatter {
  /** Makes the process log like this, on standard error. */
  static void install() {
    LogManager.getLogManager().reset();
    var handler = new ConsoleHandler();
    handler.setFormatter(new LogFormat());
    var root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(handler);
  }

  @Override
  public String format(LogRecord record) {
    var name = String.valueOf(record.getLoggerName());
    var line =
        "%s %s %s: %s%n"
            .formatted(
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                level(record.getLevel()),
                name.substring(name.lastIndexOf('.') + 1),
                formatMessage(record));
    return record.getThrown() == null ? line : line + record.getThrown() + System.lineSeparator();
  }

  private static String level(Level level) {
    return level.equals(Level.WARNING) ? "WARN" : level.getName();
  }
}
