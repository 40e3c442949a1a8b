package fleet.supervisor.image;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The answer to one request of the engine, written by a blocking thread: each write returns when
 * the bytes have left, so a slow engine slows the registry, and nothing piles up here.
 */
final class Reply {
  private static final String JSON = "application/json";

  private final Channel channel;
  private final boolean headOnly;

  Reply(Channel channel, boolean headOnly) {
    this.channel = channel;
    this.headOnly = headOnly;
  }

  boolean isHeadOnly() {
    return headOnly;
  }

  /** Begins an answer of that length. */
  void begin(int status, String type, long length, String digest) throws IOException {
    var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
    head.headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, length)
        .set("Docker-Distribution-Api-Version", "registry/2.0");
    if (!digest.isEmpty()) {
      head.headers().set("Docker-Content-Digest", digest);
    }
    send(head);
  }

  void write(byte[] buffer, int length) throws IOException {
    send(new DefaultHttpContent(Unpooled.wrappedBuffer(buffer, 0, length)));
  }

  /** The engine has all by now, and may have hung up. */
  void end() {
    var _ = channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  /** A whole answer. */
  void whole(int status, String type, byte[] body, String digest) throws IOException {
    begin(status, type, body.length, digest);
    if (!headOnly) {
      write(body, body.length);
    }
    end();
  }

  /** An error in the form that registries have. */
  void error(int status, String code) throws IOException {
    var body = "{\"errors\":[{\"code\":\"%s\"}]}".formatted(code);
    whole(status, JSON, body.getBytes(StandardCharsets.UTF_8), "");
  }

  /** Breaks off, so that nobody takes what was written for the whole. */
  void abort() {
    var _ = channel.close();
  }

  private void send(Object part) throws IOException {
    var sending = channel.writeAndFlush(part).awaitUninterruptibly();
    if (!sending.isSuccess()) {
      throw new IOException("the engine hung up", sending.cause());
    }
  }
}
