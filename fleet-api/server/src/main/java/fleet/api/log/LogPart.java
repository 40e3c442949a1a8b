package fleet.api.log;

import fleet.contract.device.LogLine;
import java.util.List;

/**
 * Some lines.
 *
 * @param cursor where to go on from
 */
public record LogPart(List<LogLine> lines, long cursor) {
  public LogPart {
    lines = List.copyOf(lines);
  }
}
