package fleet.supervisor.image;

/** An image, or a part of it, could not be got from the registry. */
final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FetchException(String message) {
    super(message);
  }

  FetchException(String message, Throwable cause) {
    super(message, cause);
  }
}
