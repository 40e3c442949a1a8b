package fleet.contract.problem;

import fleet.contract.codec.Records;
import java.io.UncheckedIOException;
import java.net.URI;

/** Reads the body of an error answer. */
public final class ErrorBody {
  private ErrorBody() {}

  /** The problem that the server tells, or that it tells none. */
  public static ProblemException read(URI address, int status, byte[] body) {
    try {
      return Records.read(body, Problem.class).asException();
    } catch (UncheckedIOException e) {
      return new ProblemException(
          ProblemCode.UPSTREAM_FAILED,
          "%s answered %d without saying why".formatted(address.getAuthority(), status),
          "");
    }
  }
}
