package fleet.builder.plan;

import fleet.contract.identity.ServiceName;
import fleet.contract.release.UpdateRule;
import fleet.contract.release.UpdateRule.Strategy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The labels {@code io.balena.update.*}, which say how a service gets to its next image. */
final class UpdateLabels {
  private static final String PREFIX = "io.balena.update.";
  private static final String STRATEGY = PREFIX + "strategy";
  private static final String TIMEOUT = PREFIX + "handover-timeout";
  private static final Pattern MILLIS = Pattern.compile("\\d{1,9}");

  private UpdateLabels() {}

  /**
   * @param value where the labels stand
   */
  static Optional<UpdateRule> read(Value value, Map<String, String> labels) {
    var strategy = Optional.ofNullable(labels.get(STRATEGY)).map(word -> strategy(value, word));
    var timeout = Optional.ofNullable(labels.get(TIMEOUT)).map(text -> timeout(value, text));
    return strategy.isEmpty() && timeout.isEmpty()
        ? Optional.empty()
        : Optional.of(new UpdateRule(strategy.orElse(Strategy.DOWNLOAD_THEN_KILL), timeout));
  }

  /** What the labels ask for and there is not, as far as nothing else says so. */
  static void tell(ServiceName service, Map<String, String> labels, Notes notes) {
    labels.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && !List.of(STRATEGY, TIMEOUT).contains(name))
        .sorted()
        .forEach(name -> notes.add("%s: label %s has no effect here".formatted(service, name)));
    if (Strategy.HAND_OVER.word().equals(labels.get(STRATEGY))) {
      notes.add(
          "%s: devices cannot hand over yet, so it is updated by %s"
              .formatted(service, Strategy.DOWNLOAD_THEN_KILL.word()));
    }
  }

  private static Strategy strategy(Value value, String word) {
    try {
      return Strategy.of(word);
    } catch (IllegalArgumentException e) {
      var nearest = Nearest.of(word, Arrays.stream(Strategy.values()).map(Strategy::word).toList());
      throw value
          .where()
          .refuse(
              "label %s: '%s' is none of %s".formatted(STRATEGY, word, e.getMessage()),
              "the nearest is '%s'".formatted(nearest.orElse("")));
    }
  }

  private static Duration timeout(Value value, String text) {
    if (!MILLIS.matcher(text).matches()) {
      throw value
          .where()
          .refuse(
              "label %s: '%s' is not a number of milliseconds".formatted(TIMEOUT, text), "60000");
    }
    return Duration.ofMillis(Long.parseLong(text));
  }
}
