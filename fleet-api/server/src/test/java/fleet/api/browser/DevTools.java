package fleet.api.browser;

import com.fasterxml.jackson.databind.JsonNode;
import fleet.contract.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One page's DevTools connection: commands and their results, and the events in the order of their
 * coming. Thread-safe.
 */
final class DevTools implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Map<Integer, BlockingQueue<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final WebSocket socket;

  DevTools(HttpClient http, URI address) {
    socket = http.newWebSocketBuilder().buildAsync(address, new Messages()).join();
  }

  /** Sends a command and returns its result. */
  JsonNode send(String method, Map<String, ?> parameters) {
    var id = lastId.incrementAndGet();
    var answer = new ArrayBlockingQueue<JsonNode>(1);
    waiting.put(id, answer);
    var message = Json.write(Map.of("id", id, "method", method, "params", parameters));
    socket.sendText(message, true).join();
    return result(method, await(method, answer));
  }

  /** What happened so far, oldest first. */
  List<JsonNode> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static JsonNode await(String method, BlockingQueue<JsonNode> answer) {
    try {
      var message = answer.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      if (message == null) {
        throw new IllegalStateException("the browser did not answer " + method);
      }
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + method, e);
    }
  }

  private static JsonNode result(String method, JsonNode message) {
    if (message.has("error")) {
      throw new IllegalStateException(method + ": " + message.get("error"));
    }
    return message.get("result");
  }

  private void take(JsonNode message) {
    if (!message.has("id")) {
      events.add(message);
      return;
    }
    var answer = waiting.remove(message.get("id").intValue());
    if (answer != null) {
      answer.add(message);
    }
  }

  /** Puts the frames of a message together. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        take(Json.read(text.toString(), JsonNode.class));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
