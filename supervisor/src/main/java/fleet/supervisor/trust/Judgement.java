package fleet.supervisor.trust;

/** What becomes of a target. */
public sealed interface Judgement {
  /** It may be gone for; this is believed from now on. */
  record Believed(Belief next) implements Judgement {}

  /** It may not, in one clause. */
  record Refused(String reason) implements Judgement {}
}
