package fleet.cli.output;

/**
 * Paints text, or leaves it as it is.
 *
 * @param colours whether the reader shows them
 */
public record Palette(boolean colours) {
  /** Returns the text in that style. */
  public String paint(Style style, String text) {
    return colours && style != Style.PLAIN && !text.isEmpty()
        ? "\u001b[%sm%s\u001b[0m".formatted(style.code(), text)
        : text;
  }
}
