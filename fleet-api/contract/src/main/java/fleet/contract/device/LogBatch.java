package fleet.contract.device;

import java.util.List;

/**
 * Lines in the order in which they were read.
 *
 * @param dropped lines that were lost before these because the device's spool was full
 */
public record LogBatch(List<LogLine> lines, long dropped) {
  public static final int MAX_LINES = 500;

  public LogBatch {
    lines = List.copyOf(lines);
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException("a batch has at most %d lines".formatted(MAX_LINES));
    }
  }
}
