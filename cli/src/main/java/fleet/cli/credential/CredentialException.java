package fleet.cli.credential;

/** Sign-ins could not be read or kept, or do not make sense. */
public final class CredentialException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  CredentialException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  CredentialException(String message, String hint, Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What to do now; empty when nothing helps. */
  public String hint() {
    return hint;
  }
}
