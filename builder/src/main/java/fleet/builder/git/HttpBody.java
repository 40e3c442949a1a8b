package fleet.builder.git;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The body of one of git's requests, unpacked. Only a pack may be large, and packs come as they
 * are; what git packs (RFC 9110, gzip) is a list of commits. Mutable, for one thread.
 */
final class HttpBody extends InputStream {
  private static final long MOST = 10L * 1024 * 1024;

  private final InputStream plain;
  private long left;

  private HttpBody(InputStream plain, long most) {
    this.plain = plain;
    this.left = most;
  }

  /**
   * Opens it.
   *
   * @throws ProblemException when it is packed in a way that is not known
   */
  static InputStream of(HttpExchange exchange, Errand errand) throws IOException {
    var body = exchange.getRequestBody();
    var packing =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Encoding")).orElse("");
    return switch (packing) {
      case "gzip", "x-gzip" -> new HttpBody(unzipped(body), MOST);
      case "", "identity" -> new HttpBody(body, errand == Errand.PUSH ? Long.MAX_VALUE : MOST);
      default ->
          throw new ProblemException(
              ProblemCode.INVALID_REQUEST,
              "a body is sent as it is, or as gzip",
              "git does so by itself");
    };
  }

  private static InputStream unzipped(InputStream body) throws IOException {
    try {
      return new GZIPInputStream(body);
    } catch (ZipException e) {
      throw new ProblemException(ProblemCode.INVALID_REQUEST, "the body is no gzip", "");
    }
  }

  @Override
  public int read() throws IOException {
    int read = plain.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = plain.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new ProblemException(
          ProblemCode.TOO_LARGE,
          "the request is larger than %d MiB".formatted(MOST / 1024 / 1024),
          "git gc makes it smaller; a pack is sent without gzip");
    }
  }
}
