package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** Every command of operators and developers, in the order of the help. */
public final class OperatorCommands {
  private OperatorCommands() {}

  public static List<Section> sections() {
    return List.of(
        new Section(
            "Fleets",
            List.of(new Leaf("list", "List the fleets", "fleet list --json", ListFleets::new))));
  }
}
