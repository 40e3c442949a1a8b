package fleet.tunnel.certificate;

/** The judgement on a certificate that somebody shows. */
public sealed interface Verdict {
  /** It may come in. */
  record Welcome(Guest guest) implements Verdict {}

  /**
   * It may not.
   *
   * @param reason one sentence that the person sees
   */
  record Refused(String reason) implements Verdict {}
}
