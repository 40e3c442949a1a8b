package fleet.supervisor.channel;

import fleet.contract.Json;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ServerMessage;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One WebSocket to the API. Mutable; one thread sends, the HTTP client's threads receive. */
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

  private final Receiver receiver;
  private final WebSocket socket;

  private Link(Receiver receiver, WebSocket socket) {
    this.receiver = receiver;
    this.socket = socket;
  }

  /**
   * @param received takes each message, in order
   * @param over told once when the connection ends
   */
  static Link open(
      HttpClient http, URI address, String token, Consumer<ServerMessage> received, Runnable over)
      throws LinkException, InterruptedException {
    var receiver = new Receiver(received, over);
    var connecting =
        http.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .connectTimeout(PATIENCE)
            .buildAsync(address, receiver);
    return new Link(receiver, await(connecting));
  }

  /** Sends one message and returns when it has left. */
  void send(DeviceMessage message) throws LinkException, InterruptedException {
    var _ = await(socket.sendText(Json.write(message), true));
  }

  /** Why the connection is over; nothing while it is not. */
  Optional<String> end() {
    return Optional.ofNullable(receiver.end);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static <T> T await(Future<T> pending) throws LinkException, InterruptedException {
    try {
      return pending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new LinkException("no answer within %d s".formatted(PATIENCE.toSeconds()), false);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static LinkException failure(@Nullable Throwable cause) {
    if (cause instanceof WebSocketHandshakeException handshake) {
      var status = handshake.getResponse().statusCode();
      return new LinkException(
          "the server answered %d instead of a WebSocket".formatted(status),
          status == UNAUTHENTICATED);
    }
    var message = cause == null ? null : cause.getMessage();
    return new LinkException(message == null ? "connection refused" : message, false);
  }

  /** Puts frames together and hands over messages. */
  private static final class Receiver implements WebSocket.Listener {
    private static final int MAX_CHARS = 8 * 1024 * 1024;

    private final Consumer<ServerMessage> received;
    private final Runnable over;
    private final StringBuilder text = new StringBuilder();
    private volatile @Nullable String end;

    Receiver(Consumer<ServerMessage> received, Runnable over) {
      this.received = received;
      this.over = over;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (text.length() > MAX_CHARS) {
        socket.abort();
        finish("the server sent too long a message");
      } else if (last) {
        handOver(socket);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      finish("the server closed the connection (%d)".formatted(code));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      var message = error.getMessage();
      finish(message == null ? "the connection broke off" : message);
    }

    private void handOver(WebSocket socket) {
      var message = text.toString();
      text.setLength(0);
      try {
        received.accept(Json.read(message, ServerMessage.class));
      } catch (UncheckedIOException e) {
        socket.abort();
        finish("the server sent what is not a message");
      }
    }

    private void finish(String reason) {
      if (end == null) {
        end = reason;
        over.run();
      }
    }
  }
}
