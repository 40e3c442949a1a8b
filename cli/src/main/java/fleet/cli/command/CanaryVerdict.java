package fleet.cli.command;

import fleet.cli.output.Human;
import fleet.contract.operator.RolloutView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one look at the devices that go first says. Pure. */
final class CanaryVerdict {
  private CanaryVerdict() {}

  /** Nothing once the rest follows: then all devices tell how it goes. */
  static Optional<Verdict> of(RolloutView rollout, Instant now) {
    return switch (rollout.state()) {
      case RUNNING ->
          Optional.of(
              underWay(rollout, "first on %s: %s".formatted(names(rollout), rollout.reason())));
      case SOAKING -> Optional.of(underWay(rollout, soaking(rollout, now)));
      case HALTED ->
          Optional.of(
              new Verdict(Verdict.State.FAILED, "halted: " + rollout.reason(), waysOn(rollout)));
      case ABORTED ->
          Optional.of(new Verdict(Verdict.State.FAILED, "given up: " + rollout.reason()));
      case DONE -> Optional.empty();
    };
  }

  private static String names(RolloutView rollout) {
    return RolloutText.names(rollout.first().stream().map(RolloutView.Device::name).toList());
  }

  private static Verdict underWay(RolloutView rollout, String sentence) {
    return new Verdict(
        Verdict.State.UNDER_WAY,
        sentence,
        List.of(
            "fleet rollout status %s --follow shows how it goes on".formatted(rollout.fleet())));
  }

  private static String soaking(RolloutView rollout, Instant now) {
    var left =
        rollout
            .soaked()
            .map(then -> Duration.between(now, then))
            .filter(Duration::isPositive)
            .map(time -> " for %s more".formatted(Human.took(time)))
            .orElse("");
    return "healthy on %s; the rest of %s follows if it stays so%s"
        .formatted(names(rollout), rollout.fleet(), left);
  }

  /** Without devices that went first there is nothing in spite of which it could go on. */
  static List<String> waysOn(RolloutView rollout) {
    var fleet = rollout.fleet();
    var abort = "fleet rollout abort %s gives it up".formatted(fleet);
    if (rollout.first().isEmpty()) {
      return List.of(
          "fleet release deploy %s %s --canary 1 begins anew"
              .formatted(fleet, rollout.release().version()),
          "fleet rollout resume %s gives it to all devices at once".formatted(fleet),
          abort);
    }
    return List.of("fleet rollout resume %s goes on in spite of it".formatted(fleet), abort);
  }
}
