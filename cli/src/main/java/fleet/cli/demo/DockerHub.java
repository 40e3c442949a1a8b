package fleet.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Where the usual base images come from, when it is in reach. */
final class DockerHub {
  static final String BUSYBOX = "busybox:1.37";
  private static final URI ADDRESS = URI.create("https://registry-1.docker.io/v2/");
  private static final Duration QUICKLY = Duration.ofSeconds(2);

  private DockerHub() {}

  /** Says whether it answers soon enough to be worth asking. */
  static boolean isInReach() {
    try (var http = HttpClient.newBuilder().connectTimeout(QUICKLY).build()) {
      var request = HttpRequest.newBuilder(ADDRESS).timeout(QUICKLY).build();
      // It asks for a token, as it must.
      return http.send(request, BodyHandlers.discarding()).statusCode() == 401;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
