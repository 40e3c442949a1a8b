package fleet.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows in aligned columns, two spaces apart. Only the last column gives way on a narrow terminal,
 * so names and ids stay whole.
 *
 * <pre>
 * NAME     STATUS  RELEASE
 * kitchen  online  0.0.0+rev3
 * </pre>
 *
 * @param header empty for a table without one
 */
public record Table(List<String> header, List<List<Cell>> rows) {
  private static final int MIN_LAST_COLUMN = 8;
  private static final String GAP = "  ";

  public Table {
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** A table with a header. */
  public static Table of(List<String> header, List<List<Cell>> rows) {
    return new Table(header, rows);
  }

  /** Labels and values, one pair a line. */
  public static Table facts(List<Fact> facts) {
    return new Table(
        List.of(),
        facts.stream()
            .map(fact -> List.of(Cell.of(fact.label(), Style.DIM), fact.value()))
            .toList());
  }

  /** The lines, each at most {@code width} wide unless the columns before the last are wider. */
  public List<String> lines(Palette palette, int width) {
    var all = new ArrayList<List<Cell>>();
    if (!header.isEmpty()) {
      all.add(header.stream().map(title -> Cell.of(title, Style.DIM)).toList());
    }
    all.addAll(rows);
    var widths = widths(all);
    return all.stream().map(row -> line(row, widths, palette, width)).toList();
  }

  private static List<Integer> widths(List<List<Cell>> rows) {
    var columns = rows.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, columns)
        .mapToObj(column ->
            rows.stream()
                .filter(row -> row.size() > column)
                .mapToInt(row -> row.get(column).width())
                .max()
                .orElse(0))
        .toList();
  }

  private static String line(List<Cell> row, List<Integer> widths, Palette palette, int width) {
    var line = new StringBuilder();
    var used = 0;
    for (var column = 0; column < row.size(); column++) {
      var isLast = column == row.size() - 1;
      var cell =
          isLast ? row.get(column).cutTo(Math.max(MIN_LAST_COLUMN, width - used)) : row.get(column);
      line.append(palette.paint(cell.style(), cell.text()));
      if (!isLast) {
        line.append(" ".repeat(widths.get(column) - cell.width())).append(GAP);
        used += widths.get(column) + GAP.length();
      }
    }
    return line.toString().stripTrailing();
  }
}
