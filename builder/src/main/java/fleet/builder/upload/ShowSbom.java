package fleet.builder.upload;

import com.sun.net.httpserver.HttpExchange;
import fleet.builder.image.ImageSboms;
import fleet.contract.Json;
import fleet.contract.node.SbomRequest;
import fleet.contract.problem.ProblemCode;
import fleet.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code POST /sboms}: what software an image holds. */
final class ShowSbom {
  private static final int MAX_BYTES = 1024 * 1024;

  private final ImageSboms sboms;

  ShowSbom(ImageSboms sboms) {
    this.sboms = sboms;
  }

  byte[] show(HttpExchange exchange) throws IOException, InterruptedException {
    return sboms.of(request(exchange.getRequestBody().readNBytes(MAX_BYTES)));
  }

  private static SbomRequest request(byte[] body) {
    try {
      return Json.read(body, SbomRequest.class);
    } catch (UncheckedIOException e) {
      throw new ProblemException(
          ProblemCode.INVALID_REQUEST, "the body is no question about an image", "");
    }
  }
}
