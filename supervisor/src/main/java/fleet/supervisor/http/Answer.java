package fleet.supervisor.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** An answer; whoever reads it closes it. */
public final class Answer implements AutoCloseable {
  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;

  Answer(int status, HttpHeaders headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public InputStream body() {
    return body;
  }

  /** The whole body, or what there is of it up to that size. */
  public byte[] bytes(int max) throws IOException {
    return body.readNBytes(max);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
