package fleet.cli.output;

import java.util.regex.Pattern;

/** Takes out of foreign text what would drive the terminal instead of being read on it. */
public final class Printable {
  /** Control characters of C0 and C1, and those that turn the direction of writing. */
  private static final String UNSEEN = "[[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]&&[^\\t]]";

  private static final Pattern CONTROL = Pattern.compile(UNSEEN);

  /** A colour (SGR) sequence, which is harmless, or any one control character. */
  private static final Pattern COLOUR_OR_CONTROL =
      Pattern.compile("(\\u001b\\[[0-9;]{0,32}m)|" + UNSEEN);

  private static final Pattern BREAK = Pattern.compile("\\R");
  private static final String RESET = "\u001b[0m";

  private Printable() {}

  /** One line without control characters; tabs stay, and a break becomes a blank. */
  public static String line(String text) {
    return CONTROL.matcher(withoutColours(unbroken(text))).replaceAll("").stripTrailing();
  }

  /** The same, but colours that a program chose stay, and end with the line. */
  public static String colouredLine(String text) {
    var kept = COLOUR_OR_CONTROL.matcher(unbroken(text)).replaceAll("$1").stripTrailing();
    return kept.indexOf('\u001b') < 0 ? kept : kept + RESET;
  }

  private static String unbroken(String text) {
    return BREAK.matcher(text).replaceAll(" ");
  }

  private static String withoutColours(String text) {
    return text.indexOf('\u001b') < 0 ? text : COLOUR_OR_CONTROL.matcher(text).replaceAll("");
  }
}
