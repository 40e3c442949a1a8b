package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.client.JsonHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who reads a stream to its end, or until they are cut off. */
final class FollowedStream implements AutoCloseable {
  private static final HttpClient HTTP = JsonHttp.defaultClient();

  private final String name;
  private final InputStream body;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> end = new CompletableFuture<>();

  private FollowedStream(String name, InputStream body) {
    this.name = name;
    this.body = body;
  }

  /** Returns when the answer has begun. */
  static FollowedStream open(String name, HttpRequest request)
      throws IOException, InterruptedException {
    var response = HTTP.send(request, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).as(name).isEqualTo(200);
    var stream = new FollowedStream(name, response.body());
    var _ = Thread.ofVirtual().start(stream::read);
    return stream;
  }

  boolean isOpen() {
    return !end.isDone();
  }

  /** All that was heard, once it is over. */
  String awaitEnd(Duration longest) {
    assertThat(end).as(name).succeedsWithin(longest);
    return heard();
  }

  /** Returns when that was heard. */
  void awaitText(String text, Duration longest) {
    await(name).atMost(longest).until(() -> heard().contains(text));
  }

  /** All that was heard so far. */
  String heard() {
    return String.join("", heard);
  }

  private void read() {
    var part = new byte[1024];
    try (body) {
      for (var count = body.read(part); count >= 0; count = body.read(part)) {
        heard.add(new String(part, 0, count, StandardCharsets.UTF_8));
      }
      end.complete("over");
    } catch (IOException e) {
      end.complete("cut off");
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
