package fleet.cli.server.postgres;

/** The database could not be started, reached or stopped. */
public final class PostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  PostgresException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  PostgresException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do now; empty when nothing helps. */
  public String hint() {
    return hint;
  }
}
