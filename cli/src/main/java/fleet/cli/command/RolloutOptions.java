package fleet.cli.command;

import fleet.contract.operator.NewRollout;
import fleet.contract.operator.RolloutPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who goes first, and for how long. */
final class RolloutOptions {
  @Mixin private CanaryOptions canary;

  @Option(
      names = "--devices",
      split = ",",
      paramLabel = "DEVICE",
      description = "Names of those that go first; they are drawn if not said.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "Draws as a plan with this seed did.")
  private @Nullable Long seed;

  /** Nothing when all devices get the release at once. */
  Optional<NewRollout> rollout(String release) {
    var wanted = devices.isEmpty() ? canary.canary() : Optional.of(canary.canary(devices.size()));
    canary
        .canary()
        .filter(said -> !devices.isEmpty() && said.devices() != devices.size())
        .ifPresent(said -> {
          throw CommandFailure.usage(
              "%d devices are named, and %d go first".formatted(devices.size(), said.devices()),
              "leave out --canary");
        });
    return wanted.map(said -> new NewRollout(release, said, devices, Optional.ofNullable(seed)));
  }

  /** What the plan says, to be started with the same draw. */
  static NewRollout as(NewRollout wanted, RolloutPlan plan) {
    return new NewRollout(
        wanted.release(), wanted.canary(), wanted.devices(), Optional.of(plan.seed()));
  }
}
