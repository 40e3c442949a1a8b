package fleet.builder;

import fleet.contract.Json;
import fleet.contract.client.JsonHttp;
import fleet.contract.identity.BuildId;
import fleet.contract.identity.FleetName;
import fleet.contract.identity.Secret;
import fleet.contract.identity.SecretBytes;
import fleet.contract.operator.BuildEvent;
import fleet.contract.operator.BuildUpload;
import fleet.contract.operator.BuildView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What the API asks a builder, asked by a test. */
record InternalRoutes(int port, Secret serviceKey) {
  private static final HttpClient HTTP = JsonHttp.defaultClient();

  /** A project of one Dockerfile. */
  static byte[] tar(String dockerfile) throws IOException {
    return tar(Map.of("Dockerfile", dockerfile));
  }

  static byte[] tar(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        var text = file.getValue().getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(text.length);
        tar.putArchiveEntry(entry);
        tar.write(text);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Uploads, and returns all events of the build. */
  List<BuildEvent> upload(FleetName fleet, byte[] tar, String query) {
    var events = new ArrayList<BuildEvent>();
    upload(fleet, tar, query, Map.of(), events::add);
    return events;
  }

  /**
   * Uploads, and hands over the events of the build as they come.
   *
   * @throws UncheckedIOException when the builder is killed meanwhile
   */
  void upload(
      FleetName fleet,
      byte[] tar,
      String query,
      Map<String, SecretBytes> secrets,
      Consumer<BuildEvent> events) {
    var request =
        request("/internal/v1/fleets/%s/builds%s".formatted(fleet, query))
            .header("Fleet-User", "ada");
    if (!secrets.isEmpty()) {
      request.header("Content-Type", BuildUpload.CONTENT_TYPE);
    }
    var head = secrets.isEmpty() ? new byte[0] : BuildUpload.head(secrets);
    var body =
        BodyPublishers.concat(BodyPublishers.ofByteArray(head), BodyPublishers.ofByteArray(tar));
    send(request.POST(body).build(), BodyHandlers.ofLines())
        .body()
        .forEach(line -> events.accept(Json.read(line, BuildEvent.class)));
  }

  /** All events of a build. */
  List<BuildEvent> log(BuildId build) {
    return log(build, 0);
  }

  /** The events of a build beyond a line. */
  List<BuildEvent> log(BuildId build, long after) {
    return ask(build, "after=" + after);
  }

  /** Those events of a build that the query asks for. */
  List<BuildEvent> ask(BuildId build, String query) {
    var request = request("/internal/v1/builds/%s/log?%s".formatted(build, query));
    return send(request.GET().build(), BodyHandlers.ofLines())
        .body()
        .map(line -> Json.read(line, BuildEvent.class))
        .toList();
  }

  BuildView find(BuildId build) {
    return Json.read(build("GET", build).body(), BuildView.class);
  }

  HttpResponse<String> build(String method, BuildId build) {
    var request = request("/internal/v1/builds/" + build);
    return send(request.method(method, BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String route) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, route)))
        .header("Authorization", "Bearer " + serviceKey.reveal());
  }

  private static <T> HttpResponse<T> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return HTTP.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
