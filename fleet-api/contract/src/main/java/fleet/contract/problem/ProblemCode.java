package fleet.contract.problem;

/** Every error that crosses the wire: its name, its HTTP status and the sentence it means. */
public enum ProblemCode {
  INVALID_REQUEST(400, "The request is not of the shape that this route takes."),
  UNAUTHENTICATED(401, "Nobody is signed in, or the sign-in is over."),
  FORBIDDEN(403, "This is not permitted to whoever asks."),
  NOT_FOUND(404, "There is no such thing."),
  METHOD_NOT_ALLOWED(405, "This route does not take that method."),
  CONFLICT(409, "It exists already, or changed meanwhile."),
  GONE(410, "It was here and is over."),
  TOO_LARGE(413, "The body is larger than this route takes."),
  INVALID_PROJECT(422, "The pushed project cannot be built as it stands."),
  BUILD_FAILED(422, "The build ran and failed."),
  TOO_MANY_REQUESTS(429, "Too many requests; come back later."),
  INTERNAL(500, "The server failed; the cause is in its log."),
  UPSTREAM_FAILED(502, "A part that the server needs did not answer."),
  UNAVAILABLE(503, "The server cannot do this now; try again."),
  OFFLINE(503, "The device is not connected.");

  private final int status;
  private final String sentence;

  ProblemCode(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** The HTTP status that carries it. */
  public int status() {
    return status;
  }

  /** What the code means, for reference pages and where nothing better is known. */
  public String sentence() {
    return sentence;
  }
}
