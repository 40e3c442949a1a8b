package fleet.cli.lab;

import fleet.cli.command.CommandNode;
import fleet.cli.command.CommandNode.Group;
import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** Commands for those who test Fleet itself. */
public final class LabCommands {
  private LabCommands() {}

  public static CommandNode group() {
    return new Group(
        "lab",
        "Engines in network namespaces, for tests: up, down",
        List.of(
            new Leaf("up", "Start engines that stay", "fleet lab up --devices 2 --env", LabUp::new),
            new Leaf("down", "Remove engines that stay", "fleet lab down --lab 2", LabDown::new)));
  }
}
