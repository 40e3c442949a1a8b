package fleet.cli.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a server for its devices again and again, until it is closed, and remembers what failed. */
final class SteadyClient implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final AtomicInteger answered = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final Thread asking;

  SteadyClient(String url, String token) {
    request =
        HttpRequest.newBuilder(URI.create(url + "/api/v1/devices"))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(10))
            .build();
    asking = Thread.ofVirtual().start(this::askAgainAndAgain);
  }

  int answered() {
    return answered.get();
  }

  List<String> faults() {
    return List.copyOf(faults);
  }

  private void askAgainAndAgain() {
    try {
      while (true) {
        ask();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void ask() throws InterruptedException {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 200) {
        answered.incrementAndGet();
      } else {
        faults.add(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      faults.add(e.toString());
    }
  }

  @Override
  public void close() {
    asking.interrupt();
    http.close();
  }
}
