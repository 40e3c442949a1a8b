package fleet.builder.engine;

/** The engine did not answer, or refused an order. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean silent;

  private EngineException(String message) {
    super(message);
    this.silent = false;
  }

  private EngineException(String message, Throwable cause) {
    super(message, cause);
    this.silent = true;
  }

  static EngineException noAnswer(String address, Throwable cause) {
    return new EngineException("the build engine at %s does not answer".formatted(address), cause);
  }

  static EngineException refused(String order, String reason) {
    return new EngineException("the build engine could not %s: %s".formatted(order, reason));
  }

  /** Says whether nothing answered at all. */
  public boolean isSilent() {
    return silent;
  }
}
