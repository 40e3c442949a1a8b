package fleet.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Every line that anything logs from now on, at every level, until it is closed. */
final class LogCapture implements AutoCloseable {
  private static final String ROOT = org.slf4j.Logger.ROOT_LOGGER_NAME;

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(ROOT);
  private final Level before = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(text(event));
        }
      };

  LogCapture() {
    appender.setContext(root.getLoggerContext());
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.TRACE);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private static String text(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    var thrown = event.getThrowableProxy();
    return "%s %s %s %s"
        .formatted(
            event.getLoggerName(),
            event.getFormattedMessage(),
            pairs == null ? "" : pairs,
            thrown == null ? "" : ThrowableProxyUtil.asString(thrown));
  }

  @Override
  public void close() {
    root.setLevel(before);
    root.detachAppender(appender);
    appender.stop();
  }
}
