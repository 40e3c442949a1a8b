package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Fact;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.identity.DeviceName;
import fleet.contract.operator.RolloutPlan;
import fleet.contract.operator.RolloutState;
import fleet.contract.operator.RolloutView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How rollouts look. */
final class RolloutText {
  private RolloutText() {}

  /** One line and one more for each device that stays. */
  static List<String> plan(RolloutPlan plan) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s first on %s (seed %d), then on %s"
            .formatted(
                plan.release().version(),
                plan.first().isEmpty() ? "nobody" : names(plan.first()),
                plan.seed(),
                Human.count(plan.rest(), "other device")));
    plan.kept().forEach(line -> lines.add("not: " + line));
    return lines;
  }

  /** Who was drawn. */
  static String begun(RolloutView rollout) {
    return "first on %s (seed %d), then on the rest of %s when it stayed healthy there for %s"
        .formatted(
            names(rollout.first().stream().map(RolloutView.Device::name).toList()),
            rollout.seed(),
            rollout.fleet(),
            Human.took(rollout.soak()));
  }

  static String names(List<DeviceName> devices) {
    return devices.stream().map(DeviceName::value).collect(Collectors.joining(", "));
  }

  static Table facts(RolloutView rollout, Instant now) {
    return Table.facts(
        List.of(
            Fact.of("release", rollout.release().version(), Style.NAME),
            new Fact("state", state(rollout.state())),
            Fact.of("because", rollout.reason()),
            Fact.of("since", Human.age(rollout.changedAt(), now)),
            Fact.of("soak", Human.took(rollout.soak())),
            Fact.of("deadline", Human.took(rollout.deadline())),
            Fact.of("seed", rollout.seed()),
            Fact.of("started", rollout.by() + ", " + Human.age(rollout.createdAt(), now)),
            Fact.of("id", rollout.id())));
  }

  static Table devices(RolloutView rollout, Instant now) {
    return Table.of(
        List.of("FIRST ON", "HEALTHY", "SINCE", "STATE"),
        rollout.first().stream().map(device -> device(device, now)).toList());
  }

  private static List<Cell> device(RolloutView.Device device, Instant now) {
    return List.of(
        Cell.of(device.name(), Style.NAME),
        device.good() ? Cell.of("yes", Style.GOOD) : Cell.of("no", Style.WARNING),
        Cell.of(Human.age(device.since(), now), Style.DIM),
        Cell.of(device.forgiven() ? device.state() + " (forgiven)" : device.state()));
  }

  static Cell state(RolloutState state) {
    var style =
        switch (state) {
          case RUNNING, SOAKING -> Style.PLAIN;
          case HALTED -> Style.BAD;
          case DONE -> Style.GOOD;
          case ABORTED -> Style.WARNING;
        };
    return Cell.of(Converters.word(state), style);
  }
}
