package fleet.api.http;

/** Whoever read a stream has left. */
final class ReaderGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReaderGoneException() {
    super("the reader is gone");
  }
}
