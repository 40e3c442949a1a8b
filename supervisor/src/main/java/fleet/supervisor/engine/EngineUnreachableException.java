package fleet.supervisor.engine;

/** Nothing answers at the engine's socket; nothing can be said about containers meanwhile. */
public final class EngineUnreachableException extends EngineException {
  private static final long serialVersionUID = 1L;

  public EngineUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
