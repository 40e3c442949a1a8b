package fleet.api.log;

import fleet.contract.device.LogLine;
import fleet.contract.identity.DeviceId;
import fleet.contract.identity.ServiceName;
import java.util.Optional;

/**
 * Which lines somebody wants.
 *
 * @param service only this one's
 * @param limit how many of the past
 */
public record LogQuery(DeviceId device, Optional<ServiceName> service, int limit) {
  public static final int MAX_LIMIT = 10_000;

  public LogQuery {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit: expected a number from 0 to %d".formatted(MAX_LIMIT));
    }
  }

  boolean wants(LogLine line) {
    return service.isEmpty() || line.service().equals(service);
  }
}
