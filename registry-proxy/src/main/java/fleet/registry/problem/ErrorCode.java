package fleet.registry.problem;

/**
 * Every error of the registry, with its HTTP status. The names are those of OCI Distribution 1.1,
 * section "Error Codes"; the last six are ours or of common use.
 */
public enum ErrorCode {
  BLOB_UNKNOWN(404),
  BLOB_UPLOAD_INVALID(400),
  BLOB_UPLOAD_UNKNOWN(404),
  DIGEST_INVALID(400),
  MANIFEST_BLOB_UNKNOWN(400),
  MANIFEST_INVALID(400),
  MANIFEST_UNKNOWN(404),
  NAME_INVALID(400),
  NAME_UNKNOWN(404),
  SIZE_INVALID(400),
  UNAUTHORIZED(401),
  DENIED(403),
  UNSUPPORTED(405),
  PAGINATION_NUMBER_INVALID(400),
  RANGE_INVALID(416),
  TOO_LARGE(413),
  UNKNOWN(500),
  UNAVAILABLE(503),
  NO_SPACE(507);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The HTTP status that carries it. */
  public int status() {
    return status;
  }
}
