package fleet.supervisor.exec;

/** The engine could not be asked, or would not do it; the message is one sentence. */
public final class ExecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExecException(String message) {
    super(message);
  }

  ExecException(String message, Throwable cause) {
    super(message, cause);
  }
}
