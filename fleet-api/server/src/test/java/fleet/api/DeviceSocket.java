package fleet.api;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.device.DeviceMessage;
import fleet.contract.device.ServerMessage;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device's end of the WebSocket. */
final class DeviceSocket implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<ServerMessage> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private DeviceSocket(Caller device) {
    var url = URI.create(device.base().toString().replace("http:", "ws:") + "/device/v1/connect");
    this.socket =
        JsonHttp.defaultClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + device.token().orElseThrow().reveal())
            .buildAsync(url, new Ears())
            .join();
  }

  static DeviceSocket open(Caller device) {
    return new DeviceSocket(device);
  }

  /** The next message of that type; others before it are passed over. */
  <T extends ServerMessage> T next(Class<T> type) throws InterruptedException {
    while (true) {
      var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("the server did not send a " + type.getSimpleName());
      }
      if (type.isInstance(message)) {
        return type.cast(message);
      }
    }
  }

  void say(DeviceMessage message) {
    say(Json.write(message));
  }

  void say(String text) {
    socket.sendText(text, true).join();
  }

  /** Why the server closed it. */
  String whyClosed() throws Exception {
    return whyClosed(Duration.ofSeconds(PATIENCE_SECONDS));
  }

  /** The same for what takes longer. */
  String whyClosed(Duration patience) throws Exception {
    return closed.get(patience.toSeconds(), TimeUnit.SECONDS);
  }

  /** Cuts the connection without a word. */
  void cut() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    @org.jspecify.annotations.Nullable public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(Json.read(text.toString(), ServerMessage.class));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    @org.jspecify.annotations.Nullable public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(reason);
      return null;
    }
  }
}
