package fleet.builder.git;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.problem.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer in git's protocol, whose head is sent with its first byte: until then it may become a
 * refusal. Mutable, for one thread.
 */
final class HttpAnswer extends OutputStream {
  private static final int OK = 200;

  private final HttpExchange exchange;
  private final String contentType;
  private boolean begun;

  HttpAnswer(HttpExchange exchange, String contentType) {
    this.exchange = exchange;
    this.contentType = contentType;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    body().write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    if (begun) {
      exchange.getResponseBody().flush();
    }
  }

  @Override
  public void close() throws IOException {
    body().close();
  }

  /** Tells a problem: as a text where nothing was sent yet, else in git's protocol. */
  void refuse(Problem problem) throws IOException {
    if (begun) {
      ErrorLine.write(problem, this);
      return;
    }
    begun = true;
    var hint = problem.hint().isEmpty() ? "" : "hint: " + problem.hint() + "\n";
    var text = (problem.message() + "\n" + hint).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(problem.code().status(), text.length);
    exchange.getResponseBody().write(text);
  }

  private OutputStream body() throws IOException {
    if (!begun) {
      begun = true;
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(OK, 0);
    }
    return exchange.getResponseBody();
  }
}
