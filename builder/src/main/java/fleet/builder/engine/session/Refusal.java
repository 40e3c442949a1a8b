package fleet.builder.engine.session;

/** Ends a call with another status than OK; the engine shows its sentence. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Status status;

  Refusal(Status status, String sentence) {
    super(sentence);
    this.status = status;
  }

  Status status() {
    return status;
  }
}
