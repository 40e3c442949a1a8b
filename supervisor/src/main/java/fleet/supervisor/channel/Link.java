package fleet.supervisor.channel;

import fleet.contract.codec.Records;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ServerMessage;
import fleet.supervisor.http.Connector;
import fleet.supervisor.http.Peer;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One WebSocket to the API. Mutable; one thread sends and receives. */
final class Link implements AutoCloseable {
  /** Why a link is over, or could not be made. */
  static final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean unauthenticated;

    LinkException(String message, boolean unauthenticated) {
      super(message);
      this.unauthenticated = unauthenticated;
    }

    boolean isUnauthenticated() {
      return unauthenticated;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int UNAUTHENTICATED = 401;
  private static final int MAX_HANDSHAKE = 64 * 1024;
  private static final int MAX_MESSAGE = 8 * 1024 * 1024;

  private final LinkReceiver receiver;
  private final io.netty.channel.Channel channel;

  private Link(LinkReceiver receiver, io.netty.channel.Channel channel) {
    this.receiver = receiver;
    this.channel = channel;
  }

  /**
   * @param news told when there is a message to receive, or the connection is over
   */
  static Link open(Connector connector, URI address, String token, Runnable news)
      throws LinkException, InterruptedException {
    var receiver = new LinkReceiver(news);
    try {
      var channel =
          connector.open(
              Peer.of(address), pipeline -> speak(pipeline, config(address, token), receiver));
      var link = new Link(receiver, channel);
      link.shakeHands();
      return link;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Sends one message and returns when it has left. */
  void send(DeviceMessage message) throws LinkException, InterruptedException {
    ChannelFuture sending = channel.writeAndFlush(new TextWebSocketFrame(Records.write(message)));
    await(sending);
  }

  /** The next message; nothing when none has come. */
  Optional<ServerMessage> receive() throws LinkException {
    return receiver.take();
  }

  /** Why the connection is over; nothing while it is not. */
  Optional<String> end() {
    return receiver.end();
  }

  /**
   * Says whether the server ended it because of this device: its token may not be good any more.
   */
  boolean isRefused() {
    return receiver.isRefused();
  }

  @Override
  public void close() {
    var _ = channel.close();
  }

  private void shakeHands() throws LinkException, InterruptedException {
    channel.config().setAutoRead(true);
    try {
      await(receiver.handshake());
    } catch (LinkException | InterruptedException e) {
      close();
      throw e;
    }
  }

  private static void speak(
      ChannelPipeline pipeline, WebSocketClientProtocolConfig config, LinkReceiver receiver) {
    pipeline.addLast(
        new HttpClientCodec(),
        new HttpObjectAggregator(MAX_HANDSHAKE),
        new WebSocketClientProtocolHandler(config),
        new WebSocketFrameAggregator(MAX_MESSAGE),
        receiver);
  }

  private static WebSocketClientProtocolConfig config(URI address, String token) {
    return WebSocketClientProtocolConfig.newBuilder()
        .webSocketUri(address)
        .customHeaders(
            new DefaultHttpHeaders().set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token))
        .maxFramePayloadLength(MAX_MESSAGE)
        .handshakeTimeoutMillis(PATIENCE.toMillis())
        .handleCloseFrames(false)
        .build();
  }

  private static void await(Future<?> pending) throws LinkException, InterruptedException {
    if (!pending.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new LinkException("no answer within %d s".formatted(PATIENCE.toSeconds()), false);
    }
    if (!pending.isSuccess()) {
      throw failure(pending.cause());
    }
  }

  private static LinkException failure(Throwable cause) {
    if (cause instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
      var status = refused.response().status().code();
      return new LinkException(
          "the server answered %d instead of a WebSocket".formatted(status),
          status == UNAUTHENTICATED);
    }
    var message = cause.getMessage();
    return new LinkException(message == null ? "connection refused" : message, false);
  }
}
