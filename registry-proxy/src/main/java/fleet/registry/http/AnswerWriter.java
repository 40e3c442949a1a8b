package fleet.registry.http;

import fleet.registry.content.Answer;
import fleet.registry.content.Answer.Bytes;
import fleet.registry.content.Answer.FilePart;
import fleet.registry.content.Answer.Nothing;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one answer to a connection, on its event loop. */
final class AnswerWriter {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private AnswerWriter() {}

  /**
   * Writes and flushes.
   *
   * @param headOnly leaves out the content, but not its length
   * @return done when the last byte has left
   */
  static ChannelFuture write(Channel channel, Answer answer, boolean headOnly, boolean keepAlive) {
    var _ = channel.write(head(answer, keepAlive));
    if (headOnly) {
      close(answer);
    } else {
      writeContent(channel, answer);
    }
    return channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
  }

  /** Gives back the file of an answer that is not sent. */
  static void close(Answer answer) {
    if (answer.content() instanceof FilePart part) {
      try {
        part.file().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static HttpResponse head(Answer answer, boolean keepAlive) {
    var head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
    answer.headers().forEach(head.headers()::set);
    head.headers().set("Docker-Distribution-Api-Version", "registry/2.0");
    head.headers().set("X-Content-Type-Options", "nosniff");
    if (answer.status() != NO_CONTENT && answer.status() != NOT_MODIFIED) {
      head.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.content().length());
    }
    HttpUtil.setKeepAlive(head, keepAlive);
    return head;
  }

  private static void writeContent(Channel channel, Answer answer) {
    switch (answer.content()) {
      case Nothing _ -> {}
      case Bytes(var bytes) -> {
        var _ = channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
      }
      case FilePart part when part.length() == 0 -> close(answer);
      case FilePart(var file, var start, var length) -> {
        var _ = channel.write(new DefaultFileRegion(file, start, length));
      }
    }
  }
}
