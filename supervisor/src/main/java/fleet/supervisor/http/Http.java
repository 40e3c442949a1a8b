package fleet.supervisor.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.time.Duration;

/** Requests, with a connection for each: they are few. Follows no redirects. Thread-safe. */
public final class Http {
  private final Connector connector;

  public Http(Connector connector) {
    this.connector = connector;
  }

  /** What opens the connections. */
  public Connector connector() {
    return connector;
  }

  /**
   * Sends one request and returns when the head of its answer is there.
   *
   * @param patience how long the head may take
   */
  public Answer send(Peer peer, Request request, Duration patience) throws IOException {
    var channel = connector.open(peer, Http::speakHttp);
    var answer = new AnswerReader(channel);
    channel.pipeline().addLast(answer);
    var _ =
        channel
            .writeAndFlush(message(peer, request))
            .addListener((ChannelFutureListener) answer::sent);
    channel.read();
    try {
      return answer.head(patience);
    } catch (IOException e) {
      var _ = channel.close();
      throw e;
    }
  }

  private static void speakHttp(ChannelPipeline pipeline) {
    pipeline.addLast(new HttpClientCodec());
  }

  private static FullHttpRequest message(Peer peer, Request request) {
    var message =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(request.method()),
            request.route(),
            Unpooled.wrappedBuffer(request.body()));
    var headers = message.headers();
    headers
        .set(HttpHeaderNames.HOST, host(peer))
        .set(HttpHeaderNames.CONNECTION, "close")
        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
        .set(HttpHeaderNames.CONTENT_LENGTH, request.body().length);
    request.headers().forEach(headers::set);
    return message;
  }

  private static String host(Peer peer) {
    return switch (peer) {
      case Peer.Local _ -> "localhost";
      case Peer.Remote remote -> remote.authority();
    };
  }
}
