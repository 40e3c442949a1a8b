package fleet.cli.command;

import fleet.cli.output.Palette;
import fleet.cli.output.Style;
import java.util.ArrayList;
import java.util.List;

/** The list of commands at one place of the tree; plain text, so that it is there at once. */
final class GroupHelp {
  private GroupHelp() {}

  static List<String> lines(String path, List<Section> sections, Palette palette) {
    var lines = new ArrayList<String>();
    lines.add("Usage: " + path + " COMMAND [OPTIONS]");
    var width = widestName(sections);
    for (var section : sections) {
      lines.add("");
      if (!section.title().isEmpty()) {
        lines.add(palette.paint(Style.BOLD, section.title()));
      }
      for (var node : section.nodes()) {
        var gap = " ".repeat(width - node.name().length() + 2);
        lines.add("  " + palette.paint(Style.NAME, node.name()) + gap + node.summary());
      }
    }
    lines.add("");
    lines.add(palette.paint(Style.DIM, path + " COMMAND --help tells more, with an example"));
    return lines;
  }

  private static int widestName(List<Section> sections) {
    return sections.stream()
        .flatMap(section -> section.nodes().stream())
        .mapToInt(node -> node.name().length())
        .max()
        .orElse(0);
  }
}
