package fleet.registry.request;

import fleet.registry.problem.ErrorCode;
import fleet.registry.problem.RegistryException;
import java.util.regex.Pattern;

/**
 * Where a chunk lies in its upload, both ends included: {@code 0-1023}, and also {@code bytes
 * 0-1023/2048} as RFC 9110 writes it.
 */
public record ContentRange(long start, long end) {
  private static final Pattern SHAPE =
      Pattern.compile("(?:bytes[ =])?(\\d{1,18})-(\\d{1,18})(?:/(?:\\d{1,18}|\\*))?");

  /**
   * @throws RegistryException BLOB_UPLOAD_INVALID when it is not one
   */
  static ContentRange parse(String header) {
    var match = SHAPE.matcher(header.strip());
    if (match.matches()) {
      var range = new ContentRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
      if (range.end >= range.start) {
        return range;
      }
    }
    throw new RegistryException(
        ErrorCode.BLOB_UPLOAD_INVALID, "Content-Range is not of the form START-END");
  }

  public long length() {
    return end - start + 1;
  }
}
