package fleet.registry.problem;

import java.util.Map;

/** Leaves a request with an error; {@code http} turns it into the answer. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient Map<String, String> headers;

  /**
   * @param message one sentence, without secrets
   */
  public RegistryException(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  /**
   * @param headers what the answer says besides, such as {@code Allow}
   */
  public RegistryException(ErrorCode code, String message, Map<String, String> headers) {
    super(message);
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  public ErrorCode code() {
    return code;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
