package fleet.cli.command;

import java.util.List;

/** Commands that stand together in the first help. */
public record Section(String title, List<CommandNode> nodes) {
  public Section {
    nodes = List.copyOf(nodes);
  }
}
