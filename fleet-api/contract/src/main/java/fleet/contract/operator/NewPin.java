package fleet.contract.operator;

import java.time.Duration;
import java.util.Optional;

/**
 * A pin to set, in place of one that the device may have.
 *
 * @param release version or id of a release of the device's fleet
 * @param reason one line, for whoever wonders later
 * @param validFor how long; absent for until somebody ends it
 */
public record NewPin(String release, String reason, Optional<Duration> validFor) {
  private static final int MAX_REASON = 500;
  private static final Duration LONGEST = Duration.ofDays(3650);

  public NewPin {
    reason = reason.strip();
    if (reason.isEmpty()
        || reason.length() > MAX_REASON
        || reason.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a pin has a reason, one line of at most %d characters".formatted(MAX_REASON));
    }
    if (validFor.filter(time -> !time.isPositive() || time.compareTo(LONGEST) > 0).isPresent()) {
      throw new IllegalArgumentException(
          "a pin holds for some time, at most %d days".formatted(LONGEST.toDays()));
    }
  }
}
