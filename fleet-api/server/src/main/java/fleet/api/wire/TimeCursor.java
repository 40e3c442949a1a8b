package fleet.api.wire;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Where a list by time goes on: behind an item of this moment and id, whether or not it is still
 * there. As text: {@code 2026-11-24T10:00:00.123456Z/ID}.
 */
public record TimeCursor(Instant at, String id) {
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /** Where a list with the oldest first goes on; in front of all at the start. */
  public static TimeCursor after(Part part) {
    return part.after().isEmpty() ? new TimeCursor(Instant.EPOCH, "") : parse(part.after());
  }

  /** Where a list with the newest first goes on; in front of all at the start. */
  public static TimeCursor before(Part part) {
    return part.after().isEmpty() ? new TimeCursor(LATEST, "") : parse(part.after());
  }

  private static TimeCursor parse(String text) {
    var slash = text.indexOf('/');
    try {
      var at = Instant.parse(text.substring(0, Math.max(0, slash)));
      if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
        throw new DateTimeException("out of range");
      }
      return new TimeCursor(at, text.substring(slash + 1));
    } catch (DateTimeException e) {
      throw Part.strange(e);
    }
  }

  @Override
  public String toString() {
    return at + "/" + id;
  }
}
