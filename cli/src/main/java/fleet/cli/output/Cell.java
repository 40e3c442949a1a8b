package fleet.cli.output;

/** One field of a {@link Table}. */
public record Cell(String text, Style style) {
  public Cell {
    text = Printable.line(text);
  }

  /** Text without a style. */
  public static Cell of(Object value) {
    return new Cell(value.toString(), Style.PLAIN);
  }

  /** Text in a style. */
  public static Cell of(Object value, Style style) {
    return new Cell(value.toString(), style);
  }

  int width() {
    return text.codePointCount(0, text.length());
  }

  /** The same, at most so wide, with an ellipsis where something is missing. */
  Cell cutTo(int width) {
    if (width() <= width) {
      return this;
    }
    var end = text.offsetByCodePoints(0, Math.max(0, width - 1));
    return new Cell(text.substring(0, end) + "…", style);
  }
}
