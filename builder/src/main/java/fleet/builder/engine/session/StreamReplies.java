package fleet.builder.engine.session;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one call: headers, messages, and the trailers that end it. Mutable, of one thread.
 */
final class StreamReplies implements Method.Replies {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReplies.class);
  private static final int UNDER_WAY = 8;
  private static final int HEAD = 5;

  private final Channel stream;
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private boolean begun;

  StreamReplies(Channel stream) {
    this.stream = stream;
  }

  /** Lets the method answer, and ends the call as it says. */
  void of(Method method, byte[] request) {
    try {
      method.answer(request, this);
      end(Status.OK, "");
    } catch (Refusal e) {
      end(e.status(), String.valueOf(e.getMessage()));
    } catch (ClosedChannelException e) {
      // The engine has what it wants, or is gone: the build tells which.
      return;
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("could not answer a build");
      end(Status.INTERNAL, "the builder could not answer");
    } catch (InterruptedException e) {
      var _ = stream.close();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void send(byte[] message) throws IOException, InterruptedException {
    room.acquire();
    if (!stream.isActive()) {
      throw new ClosedChannelException();
    }
    begin();
    var head = ByteBuffer.allocate(HEAD).put((byte) 0).putInt(message.length).flip();
    var frame = new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(head, ByteBuffer.wrap(message)));
    var _ = stream.writeAndFlush(frame).addListener(_ -> room.release());
  }

  void end(Status status, String sentence) {
    var trailers = begun ? new DefaultHttp2Headers() : headers();
    trailers.set("grpc-status", Integer.toString(status.number()));
    if (!sentence.isEmpty()) {
      trailers.set("grpc-message", percent(sentence));
    }
    var _ = stream.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
  }

  private void begin() {
    if (!begun) {
      begun = true;
      var _ = stream.write(new DefaultHttp2HeadersFrame(headers(), false));
    }
  }

  private static Http2Headers headers() {
    return new DefaultHttp2Headers().status("200").set("content-type", "application/grpc");
  }

  /** As gRPC writes sentences in headers. */
  private static String percent(String sentence) {
    return URLEncoder.encode(sentence, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
