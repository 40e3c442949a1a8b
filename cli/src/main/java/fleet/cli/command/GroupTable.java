package fleet.cli.command;

import fleet.cli.output.Cell;
import fleet.cli.output.Human;
import fleet.cli.output.Style;
import fleet.cli.output.Table;
import fleet.contract.operator.GroupView;
import java.time.Instant;
import java.util.List;

/** Groups, one line each. */
final class GroupTable {
  private GroupTable() {}

  static Table of(List<GroupView> groups, Instant now) {
    return Table.of(
        List.of("GROUP", "FLEET", "MEANS", "BY", "MADE", "NOTE"),
        groups.stream().map(group -> row(group, now)).toList());
  }

  private static List<Cell> row(GroupView group, Instant now) {
    return List.of(
        Cell.of(group.name(), Style.NAME),
        Cell.of(group.fleet().map(Object::toString).orElse("all")),
        Cell.of(group.where().orElse("named devices")),
        Cell.of(group.createdBy()),
        Cell.of(Human.age(group.createdAt(), now), Style.DIM),
        Cell.of(group.note().orElse("")));
  }
}
