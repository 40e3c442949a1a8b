package fleet.registry.problem;

import java.util.List;

/**
 * The error body of the specification: {@code {"errors":[{"code":"BLOB_UNKNOWN","message":"there is
 * no such blob"}]}}.
 */
public record ErrorBody(List<Entry> errors) {
  /** One error. */
  public record Entry(ErrorCode code, String message) {}

  public ErrorBody {
    errors = List.copyOf(errors);
  }

  public static ErrorBody of(ErrorCode code, String message) {
    return new ErrorBody(List.of(new Entry(code, message)));
  }
}
