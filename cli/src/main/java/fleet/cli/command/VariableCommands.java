package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** The commands about variables, in the order of the help. */
final class VariableCommands {
  private VariableCommands() {}

  static List<CommandNode> all() {
    return List.of(
        new Leaf(
            "set",
            "Set variables; the services that use them start anew",
            "fleet env set --fleet kitchen --service web COLOUR=blue",
            SetVariables::new),
        new Leaf(
            "list",
            "List variables, and what of them a device is given",
            "fleet env list --device kitchen-pi",
            ListVariables::new),
        new Leaf(
            "rm", "Remove variables", "fleet env rm --fleet kitchen COLOUR", RemoveVariables::new),
        new Leaf(
            "history",
            "Show who changed which variable and when",
            "fleet env history --fleet kitchen",
            ShowVariableHistory::new),
        new Leaf(
            "diff",
            "Show which variables differ between two moments",
            "fleet env diff --fleet kitchen --from 2026-11-23T12:00:00Z",
            CompareVariables::new));
  }
}
