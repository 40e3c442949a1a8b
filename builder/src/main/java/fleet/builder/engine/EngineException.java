package fleet.builder.engine;

/** The engine did not answer, or refused an order. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, as far as it says whether another engine would do better. */
  public enum Fault {
    /** Nothing answers, or it stopped answering. */
    SILENT,
    /** It has no room left on its disk. */
    FULL,
    /** It says no. */
    REFUSED
  }

  private final Fault fault;

  private EngineException(String message, Fault fault) {
    super(message);
    this.fault = fault;
  }

  private EngineException(String message, Throwable cause) {
    super(message, cause);
    this.fault = Fault.SILENT;
  }

  static EngineException noAnswer(String address, Throwable cause) {
    var why = Unreachable.why(cause).map(it -> ": " + it).orElse("");
    return new EngineException(
        "the build engine at %s does not answer%s".formatted(address, why), cause);
  }

  static EngineException ended(String address) {
    return new EngineException(
        "the build engine at %s ended in the middle of the build".formatted(address), Fault.SILENT);
  }

  static EngineException full(String address) {
    return new EngineException(
        "the disk of the build engine at %s is full".formatted(address), Fault.FULL);
  }

  static EngineException refused(String order, String reason) {
    return new EngineException(
        "the build engine could not %s: %s".formatted(order, reason),
        EngineTrouble.isFull(reason) ? Fault.FULL : Fault.REFUSED);
  }

  public Fault fault() {
    return fault;
  }
}
