package fleet.cli.output;

/** A labelled value. */
public record Fact(String label, Cell value) {
  public static Fact of(String label, Object value) {
    return new Fact(label, Cell.of(value));
  }

  public static Fact of(String label, Object value, Style style) {
    return new Fact(label, Cell.of(value, style));
  }
}
