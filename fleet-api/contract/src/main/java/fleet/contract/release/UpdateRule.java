package fleet.contract.release;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a service gets from one image to the next, in balena's words.
 *
 * @param handOverTimeout how long the old one may still run beside the new one
 */
public record UpdateRule(Strategy strategy, Optional<Duration> handOverTimeout) {
  public static final UpdateRule USUAL =
      new UpdateRule(Strategy.DOWNLOAD_THEN_KILL, Optional.empty());

  /** In which order it happens. */
  public enum Strategy {
    /** The old one runs until the new image is here. */
    DOWNLOAD_THEN_KILL,
    /** The old one ends first, so that the download has its memory. */
    KILL_THEN_DOWNLOAD,
    /** The old one and its image go first, so that the download has its room on the disk. */
    DELETE_THEN_DOWNLOAD,
    /** The new one starts beside the old one. */
    HAND_OVER;

    /**
     * Reads {@code kill-then-download} and the like.
     *
     * @throws IllegalArgumentException naming those that there are
     */
    public static Strategy of(String word) {
      return Arrays.stream(values())
          .filter(strategy -> strategy.word().equals(word))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  Arrays.stream(values()).map(Strategy::word).collect(Collectors.joining(", "))));
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether the old container ends before the new image is fetched. */
  public boolean killsFirst() {
    return strategy == Strategy.KILL_THEN_DOWNLOAD || deletesFirst();
  }

  /** Whether the old image goes before the new one is fetched. */
  public boolean deletesFirst() {
    return strategy == Strategy.DELETE_THEN_DOWNLOAD;
  }
}
