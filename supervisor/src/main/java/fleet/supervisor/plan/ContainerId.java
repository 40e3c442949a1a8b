package fleet.supervisor.plan;

/** A container by the id that the engine gave it. */
public record ContainerId(String value) {
  private static final int SHORT = 12;

  /** The first twelve digits, as the engine's own tools print it. */
  @Override
  public String toString() {
    return value.length() <= SHORT ? value : value.substring(0, SHORT);
  }
}
