package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** The commands about what services may reach of their machines, in the order of the help. */
final class PolicyCommands {
  private PolicyCommands() {}

  static List<CommandNode> all() {
    return List.of(
        new Leaf(
            "show",
            "Show what a fleet's services may reach of their machines",
            "fleet policy show kitchen",
            ShowPolicy::new),
        new Leaf(
            "allow",
            "Let a fleet's services reach more of their machines",
            "fleet policy allow kitchen device:/dev/ttyUSB* network",
            ChangePolicy::allow),
        new Leaf(
            "deny",
            "Let releases that are made from now on reach less",
            "fleet policy deny kitchen privileged",
            ChangePolicy::deny));
  }
}
