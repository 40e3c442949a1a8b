package fleet.contract.device;

import fleet.contract.identity.ServiceName;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a device.
 *
 * @param service absent for the supervisor's own lines
 * @param stream {@code stdout} or {@code stderr}
 */
public record LogLine(Instant at, Optional<ServiceName> service, String stream, String text) {
  public static final int MAX_CHARS = 16 * 1024;

  public LogLine {
    text = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
  }
}
