package fleet.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fleet.contract.Json;
import fleet.contract.operator.BuildEvent;
import fleet.contract.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that are large, or many at once, on a builder with little memory. */
@Tag("slow")
final class LargeProjectsIT {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int AT_ONCE = 20;
  private static final int MEGA = 1024 * 1024;

  @TempDir private static Path folder;
  private static Lab lab;
  private static BuilderConfig config;
  private static Process server;

  @BeforeAll
  static void start() throws Exception {
    lab = new Lab(folder);
    var http = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), DebianRegistry.freePort());
    config = lab.config(lab.data(), DebianRegistry.freePort(), http);
    server = ServerProcess.start(config, lab.databasePort(), "-Xmx96m");
    await().atMost(LONG).until(LargeProjectsIT::answers);
  }

  @AfterAll
  static void stop() throws IOException {
    var _ = server.destroyForcibly();
    lab.close();
  }

  @BeforeEach
  void nothing_is_released() {
    lab.api.devices(0, 0, 0);
    lab.api.releases.clear();
  }

  @Test
  void a_context_of_300_megabytes_passes_through_a_heap_of_96() throws Exception {
    var events =
        upload(
            "",
            tar -> {
              file(
                  tar,
                  "Dockerfile",
                  "FROM scratch\nCOPY data /\n".getBytes(StandardCharsets.UTF_8));
              var entry = new TarArchiveEntry("data");
              entry.setSize(300L * MEGA);
              tar.putArchiveEntry(entry);
              var noise = new byte[MEGA];
              var random = new Random(7);
              for (var sent = 0; sent < 300; sent++) {
                random.nextBytes(noise);
                tar.write(noise);
              }
              tar.closeArchiveEntry();
            });

    assertThat(events.getLast()).isInstanceOf(BuildEvent.Succeeded.class);
    assertThat(server.isAlive()).isTrue();
    var image = lab.api.releases.getFirst().services().getFirst().variants().getFirst();
    assertThat(image.downloadSize()).isGreaterThan(300L * MEGA);
  }

  @Test
  void twenty_services_are_one_release() throws Exception {
    var compose = new StringBuilder("services:\n");
    var files = new LinkedHashMap<String, byte[]>();
    for (var number = 0; number < AT_ONCE; number++) {
      compose.append("  s%d: {build: s%d}\n".formatted(number, number));
      files.put("s%d/Dockerfile".formatted(number), bytes("FROM scratch\nCOPY name /\n"));
      files.put("s%d/name".formatted(number), bytes("service " + number));
    }
    files.put("compose.yaml", bytes(compose.toString()));

    var events = upload("", tar -> files(tar, files));

    assertThat(events.getLast()).isInstanceOf(BuildEvent.Succeeded.class);
    assertThat(lab.api.releases.getFirst().services()).hasSize(AT_ONCE);
  }

  @Test
  void twenty_drafts_at_once_are_twenty_releases() throws Exception {
    var builds =
        IntStream.range(0, AT_ONCE)
            .<Callable<List<BuildEvent>>>mapToObj(number ->
                () ->
                    patiently(
                        "?draft=true",
                        tar ->
                            files(
                                tar,
                                Map.of(
                                    "Dockerfile", bytes("FROM scratch\nCOPY name /\n"),
                                    "name", bytes("draft " + number)))))
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var build : threads.invokeAll(builds)) {
        assertThat(build.get().getLast()).isInstanceOf(BuildEvent.Succeeded.class);
      }
    }

    assertThat(lab.api.releases).hasSize(AT_ONCE);
  }

  /** Again and again, as long as too many others wait. */
  private static List<BuildEvent> patiently(String query, Content content) throws Exception {
    var events = upload(query, content);
    while (events.getLast() instanceof BuildEvent.Failed(var problem)
        && problem.code() == ProblemCode.TOO_MANY_REQUESTS) {
      events = upload(query, content);
    }
    return events;
  }

  /** Writes what a project holds. */
  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }

  private static List<BuildEvent> upload(String query, Content content) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:%d/internal/v1/fleets/%s/builds%s"
                          .formatted(config.http().getPort(), lab.fleet, query)))
              .header("Authorization", "Bearer " + config.serviceKey().reveal())
              .header("Fleet-User", "ada")
              .header("Content-Type", "application/x-tar")
              .POST(BodyPublishers.ofInputStream(() -> packed(content)))
              .build();
      var response = http.send(request, BodyHandlers.ofLines());
      var events = new ArrayList<BuildEvent>();
      response.body().forEach(line -> events.add(Json.read(line, BuildEvent.class)));
      return events;
    }
  }

  private static InputStream packed(Content content) {
    try {
      var out = new PipedOutputStream();
      var in = new PipedInputStream(out, 64 * 1024);
      Thread.ofVirtual().start(() -> pack(content, out));
      return in;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pack(Content content, OutputStream out) {
    try (var tar = new TarArchiveOutputStream(out)) {
      content.write(tar);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void files(TarArchiveOutputStream tar, Map<String, byte[]> files)
      throws IOException {
    for (var file : files.entrySet()) {
      file(tar, file.getKey(), file.getValue());
    }
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean answers() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), config.http().getPort())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
