package fleet.api.access;

/** Whether somebody may, and why. */
public sealed interface Verdict {
  /** One sentence. */
  String reason();

  /** They may. */
  record Allowed(String reason) implements Verdict {}

  /** They may not, and may know it. */
  record Refused(String reason) implements Verdict {}

  /** They may not even know that there is such a fleet. */
  record Hidden(String reason) implements Verdict {}
}
