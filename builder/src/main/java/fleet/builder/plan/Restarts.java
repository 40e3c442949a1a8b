package fleet.builder.plan;

import fleet.contract.release.RestartPolicy;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code restart}: when a service is started again.
 *
 * @param most how often it is after it failed; for ever where absent
 */
record Restarts(RestartPolicy policy, Optional<Integer> most) {
  static final Restarts USUAL = of(RestartPolicy.ALWAYS);

  private static final Pattern ON_FAILURE = Pattern.compile("on-failure(?::([1-9]\\d{0,8}))?");

  static Restarts read(Value value) {
    var onFailure = ON_FAILURE.matcher(value.text());
    if (onFailure.matches()) {
      return new Restarts(
          RestartPolicy.ON_FAILURE, Optional.ofNullable(onFailure.group(1)).map(Integer::parseInt));
    }
    return switch (value.text()) {
      case "no" -> of(RestartPolicy.NO);
      case "always" -> of(RestartPolicy.ALWAYS);
      case "unless-stopped" -> of(RestartPolicy.UNLESS_STOPPED);
      default ->
          throw value
              .where()
              .refuse(
                  "'%s' is not supported".formatted(value.text()),
                  "no, always, on-failure, on-failure:3 or unless-stopped");
    };
  }

  private static Restarts of(RestartPolicy policy) {
    return new Restarts(policy, Optional.empty());
  }
}
