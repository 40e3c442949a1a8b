package fleet.builder.progress;

import java.util.regex.Pattern;

/** Makes text from builds safe for terminals and logs. */
public final class Printable {
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\u001b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001b]*(?:\\u0007|\\u001b\\\\)?|.)?");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\t]]");

  private Printable() {}

  /**
   * One line without control characters; of a line that was drawn over (a progress bar) the last
   * state; cut with an ellipsis when longer.
   */
  public static String line(String text, int maxChars) {
    var plain = ESCAPES.matcher(text).replaceAll("").stripTrailing();
    var drawnOver = plain.lastIndexOf('\r');
    var last = drawnOver < 0 ? plain : plain.substring(drawnOver + 1);
    var safe = CONTROLS.matcher(last).replaceAll(" ");
    return safe.length() <= maxChars ? safe : safe.substring(0, maxChars - 1) + "…";
  }
}
