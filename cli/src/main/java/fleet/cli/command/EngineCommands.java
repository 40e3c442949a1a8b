package fleet.cli.command;

import fleet.cli.command.CommandNode.Leaf;
import java.util.List;

/** The commands about engines that build. */
final class EngineCommands {
  private EngineCommands() {}

  static List<CommandNode> all() {
    return List.of(
        new Leaf(
            "list", "List the engines and how they are", "fleet engine list", ListEngines::new),
        new Leaf(
            "drain",
            "Give an engine nothing new; what it builds it finishes",
            "fleet engine drain pi-builder",
            shell -> new OrderEngine(shell, "drain")),
        new Leaf(
            "resume",
            "Give an engine work again",
            "fleet engine resume pi-builder",
            shell -> new OrderEngine(shell, "resume")));
  }
}
