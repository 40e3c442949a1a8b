package fleet.api.db;

/** The database did not answer; what was asked for may be asked again. */
public final class DatabaseDownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseDownException(Throwable cause) {
    super("could not reach the database", cause);
  }
}
