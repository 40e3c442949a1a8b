package fleet.cli.command;

import java.util.List;
import java.util.function.Function;

/** A place in the tree of commands. Nothing below it is made before it is asked for. */
public sealed interface CommandNode {
  String name();

  /** One line for the list in which this stands. */
  String summary();

  /** A word before other words, such as {@code device}. */
  record Group(String name, String summary, List<CommandNode> nodes) implements CommandNode {
    public Group {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * A command.
   *
   * @param example one line that works, for its help
   * @param maker makes the object whose annotated fields picocli fills in
   */
  record Leaf(String name, String summary, String example, Function<Shell, Command> maker)
      implements CommandNode {}
}
