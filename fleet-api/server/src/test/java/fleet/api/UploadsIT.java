package fleet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import fleet.contract.Json;
import fleet.contract.operator.BuildEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every byte of every upload comes to the builder, and every upload ends: whether the body was
 * there before the person was looked up, or comes faster than the builder reads.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UploadsIT {
  private static final String PATH = "/api/v1/fleets/berlin/builds";
  private static final int AT_ONCE = 8;

  private static Neighbour builder;
  private static RunningApi api;

  @BeforeAll
  static void start() {
    builder = new Neighbour();
    builder.on("/internal/v1/fleets/berlin/builds", UploadsIT::checksum);
    api = new RunningApi(builder.address(), builder.address(), Optional.empty());
    api.newFleet("berlin");
  }

  @AfterAll
  static void stop() {
    api.close();
    builder.close();
  }

  @Test
  void hundreds_of_small_uploads_come_whole() throws Exception {
    uploadAll(600, 20_000);
  }

  @Test
  void uploads_faster_than_the_builder_reads_come_whole() throws Exception {
    uploadAll(64, 3_000_000);
  }

  private static void uploadAll(int count, int most) throws Exception {
    var random = new Random(7);
    var uploads = new ArrayList<Callable<Boolean>>();
    for (var number = 0; number < count; number++) {
      var body = new byte[random.nextInt(most)];
      random.nextBytes(body);
      var chunked = number % 2 == 0;
      uploads.add(() -> comesWhole(body, chunked));
    }
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var upload : threads.invokeAll(uploads)) {
        assertThat(upload.get()).isTrue();
      }
    }
  }

  private static boolean comesWhole(byte[] body, boolean chunked) {
    var admin = api.asAdmin();
    var reply = admin.send(admin.request(PATH).POST(publisher(body, chunked))).expect(200);
    return reply.text().equals(line(sum(List.of(body))));
  }

  private static BodyPublisher publisher(byte[] body, boolean chunked) {
    return chunked
        ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        : BodyPublishers.ofByteArray(body);
  }

  /** Reads in small pieces, as unpacking does: slower than it is sent. */
  private static void checksum(HttpExchange exchange) throws IOException {
    var pieces = new ArrayList<byte[]>();
    var in = exchange.getRequestBody();
    for (var piece = in.readNBytes(4096); piece.length > 0; piece = in.readNBytes(4096)) {
      pieces.add(piece);
    }
    var answer = line(sum(pieces)).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static String line(String text) {
    return Json.write(new BuildEvent.Line(1, text)) + "\n";
  }

  private static String sum(List<byte[]> pieces) {
    var crc = new CRC32();
    pieces.forEach(crc::update);
    return "%d bytes, %x"
        .formatted(pieces.stream().mapToLong(piece -> piece.length).sum(), crc.getValue());
  }
}
